/** Who goes on when one of those who block is gone. Pure: over who waits for whom, and who else locks a row. */
import type { FreedSessions, StillWaiting } from './freeing';
import type { LockSession, LockSnapshot } from './snapshot';

export interface RowHolder {
  /** Pid or gid. */
  readonly key: string;
  /** Whether its lock is in the waiter's way. */
  readonly isInTheWay: boolean;
}

/** By pid of a waiter that is the next for a row: all that lock that row. */
export type RowHolders = ReadonlyMap<number, readonly RowHolder[]>;

/** By pid or gid. */
interface Graph {
  readonly sessions: ReadonlyMap<string, LockSession>;
  readonly blockers: ReadonlyMap<string, ReadonlySet<string>>;
  readonly rowHolders: RowHolders;
}

export function graphOf({ sessions, edges }: LockSnapshot, rowHolders: RowHolders): Graph {
  const blockers = new Map<string, Set<string>>();
  for (const { blocked, blocker, gid } of edges) {
    const known = blockers.get(String(blocked)) ?? new Set<string>();
    blockers.set(String(blocked), known.add(blocker === 0 ? (gid ?? '0') : String(blocker)));
  }
  return { sessions: new Map(sessions.map((each) => [String(each.pid), each])), blockers, rowHolders };
}

export function freedBy(
  graph: Graph,
  ended: string,
  isReleased: (waiter: LockSession) => boolean,
): FreedSessions {
  const released: LockSession[] = [];
  const stillWait: StillWaiting[] = [];
  for (const pid of victimsOf(graph, ended)) {
    const waiter = graph.sessions.get(pid);
    if (!waiter) continue;
    const waitsFor = inTheWayAfter(graph, ended, waiter, isReleased);
    if (waitsFor === null) released.push(waiter);
    else stillWait.push({ pid: waiter.pid, waitsFor });
  }
  const isOpen = (waiter: LockSession) => isUpgrading(waiter) || competesWithUpgrade(waiter, released, graph);
  const pidsOf = (waiters: readonly LockSession[]) => waiters.map(({ pid }) => pid);
  const goOn = pidsOf(released.filter((waiter) => !isOpen(waiter)));
  return { goOn, mayGoOn: pidsOf(released.filter(isOpen)), stillWait };
}

/**
 * One that locks a row already and wants more of it doesn't queue for it (heap_lock_tuple skips the tuple's lock),
 * so for which row it waits, and who else locks that, can't be seen. Nor with two that insert the same key.
 */
function isUpgrading({ awaits, holds }: LockSession): boolean {
  return awaits?.target.kind === 'transaction' && !holds.some(({ target }) => target.kind === 'row');
}

function competesWithUpgrade(
  waiter: LockSession,
  released: readonly LockSession[],
  { rowHolders }: Graph,
): boolean {
  const lockers = rowHolders.get(waiter.pid) ?? [];
  return released.some((other) => isUpgrading(other) && lockers.some(({ key }) => key === String(other.pid)));
}

/** null: nobody, it goes on. */
function inTheWayAfter(
  graph: Graph,
  ended: string,
  waiter: LockSession,
  isReleased: (waiter: LockSession) => boolean,
): readonly number[] | null {
  const blockers = graph.blockers.get(String(waiter.pid)) ?? new Set();
  const others = [...blockers].filter((each) => each !== ended);
  if (!blockers.has(ended) || others.length > 0) return others.map(pidOf);
  if (!isReleased(waiter)) return [pidOf(ended)];
  const next = takesThePlaceOf(graph, ended, waiter);
  if (next.length > 0) return next;
  return waitsForMoreTransactions(waiter) ? [] : null;
}

/** Behind a row, what the ended one waited for; before a row that several share, the others of them. */
function takesThePlaceOf(graph: Graph, ended: string, waiter: LockSession): readonly number[] {
  const isBehindRow = waiter.awaits?.target.kind === 'row';
  const inherited = isBehindRow ? [...(graph.blockers.get(ended) ?? [])] : [];
  const shared = (graph.rowHolders.get(waiter.pid) ?? []).filter(({ isInTheWay }) => isInTheWay);
  const others = new Set([...inherited, ...shared.map(({ key }) => key)]);
  return [...others].filter((key) => key !== ended && key !== String(waiter.pid)).map(pidOf);
}

/** CREATE INDEX CONCURRENTLY waits for one old transaction after another. */
function waitsForMoreTransactions({ awaits, progress }: LockSession): boolean {
  if (awaits?.target.kind !== 'virtual-transaction' || !progress) return false;
  return progress.lockersTotal - progress.lockersDone > 1;
}

function victimsOf({ blockers }: Graph, root: string): ReadonlySet<string> {
  const blockedBy = new Map<string, string[]>();
  for (const [blocked, each] of blockers) {
    for (const blocker of each) blockedBy.set(blocker, [...(blockedBy.get(blocker) ?? []), blocked]);
  }
  const victims = new Set<string>();
  const next = [root];
  for (let key = next.pop(); key !== undefined; key = next.pop()) {
    for (const victim of blockedBy.get(key) ?? []) {
      if (victim === root || victims.has(victim)) continue;
      victims.add(victim);
      next.push(victim);
    }
  }
  return victims;
}

/** A gid is told as 0. */
function pidOf(key: string): number {
  return /^\d+$/.test(key) ? Number(key) : 0;
}
