/**
 * Who goes on when a session or a prepared transaction is ended. Pure: a snapshot holds enough, but for rows that
 * several share, whose other lockers are passed in. A waiter goes on when nobody else is in its way; behind a row,
 * the next in the queue comes to wait for the row's holder instead. What a statement waits for after that, nobody knows.
 */
import type { FreedSessions, Freeing, LockParty, StillWaiting } from './freeing';
import type { LockEdge, LockSession, LockSnapshot, PreparedTransaction } from './snapshot';

export interface RowHolder {
  /** Pid or gid. */
  readonly key: string;
  /** Whether its lock is in the waiter's way. */
  readonly isInTheWay: boolean;
}

/** By pid of a waiter that is the next for a row: all that lock that row. */
export type RowHolders = ReadonlyMap<number, readonly RowHolder[]>;

export function predictFreed(
  snapshot: LockSnapshot,
  party: LockParty,
  rowHolders: RowHolders = new Map(),
): Freeing {
  const who = findParty(snapshot, party);
  if (!who) return { means: 'none', why: 'It is gone already.', byCancel: NOBODY, byEnd: NOBODY };
  const graph = graphOf(snapshot, rowHolders);
  const key = who.kind === 'session' ? String(who.session.pid) : who.prepared.gid;
  const byEnd = freedBy(graph, key, () => true);
  if (who.kind === 'prepared') {
    return { means: 'rollback-prepared', why: whyRollback(who.prepared), byCancel: NOBODY, byEnd };
  }
  const { session } = who;
  const byCancel = isCancellable(session)
    ? freedBy(graph, key, (waiter) => isReleasedByCancel(session, waiter))
    : { ...NOBODY, stillWait: byEnd.stillWait.concat(stillBehind(byEnd, session.pid)) };
  return { ...chooseMeans(session, byCancel, byEnd), byCancel, byEnd };
}

export function isThere(snapshot: LockSnapshot, party: LockParty): boolean {
  return findParty(snapshot, party) !== null;
}

/** Waiters at first hand of a session: those whose rows must be looked at for `rowHolders`. */
export function nextForRows(snapshot: LockSnapshot, party: LockParty): readonly number[] {
  const isIt = ({ blocker, gid }: LockEdge) => ('pid' in party ? blocker === party.pid : gid === party.gid);
  const waiters = new Set(snapshot.edges.filter(isIt).map(({ blocked }) => blocked));
  return snapshot.sessions
    .filter(({ pid, awaits }) => waiters.has(pid) && awaits?.target.kind === 'transaction')
    .map(({ pid }) => pid);
}

const NOBODY: FreedSessions = { goOn: [], mayGoOn: [], stillWait: [] };

type Found =
  | { readonly kind: 'session'; readonly session: LockSession }
  | { readonly kind: 'prepared'; readonly prepared: PreparedTransaction };

function findParty({ sessions, prepared }: LockSnapshot, party: LockParty): Found | null {
  if ('gid' in party) {
    const found = prepared.find(({ gid }) => gid === party.gid);
    return found ? { kind: 'prepared', prepared: found } : null;
  }
  const session = sessions.find(
    ({ pid, backendStart }) =>
      pid === party.pid && (backendStart === party.backendStart || backendStart === null),
  );
  return session ? { kind: 'session', session } : null;
}

/** By pid or gid. */
interface Graph {
  readonly sessions: ReadonlyMap<string, LockSession>;
  readonly blockers: ReadonlyMap<string, ReadonlySet<string>>;
  readonly rowHolders: RowHolders;
}

function graphOf({ sessions, edges }: LockSnapshot, rowHolders: RowHolders): Graph {
  const blockers = new Map<string, Set<string>>();
  for (const { blocked, blocker, gid } of edges) {
    const known = blockers.get(String(blocked)) ?? new Set<string>();
    blockers.set(String(blocked), known.add(blocker === 0 ? (gid ?? '0') : String(blocker)));
  }
  return { sessions: new Map(sessions.map((each) => [String(each.pid), each])), blockers, rowHolders };
}

function freedBy(graph: Graph, ended: string, isReleased: (waiter: LockSession) => boolean): FreedSessions {
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

function stillBehind({ goOn, mayGoOn }: FreedSessions, blocker: number): readonly StillWaiting[] {
  return [...goOn, ...mayGoOn].map((pid) => ({ pid, waitsFor: [blocker] }));
}

function isCancellable({ state, awaits }: LockSession): boolean {
  return awaits !== null || state === 'active' || state === 'fastpath function call';
}

/**
 * A cancelled statement rolls back its transaction, or, within a savepoint, what came after that: who waits for a
 * number is then freed by the latest alone, and of other locks it isn't known. Advisory locks may be the session's.
 */
function isReleasedByCancel({ transactionIds }: LockSession, { awaits }: LockSession): boolean {
  if (awaits?.target.kind === 'advisory') return false;
  if (transactionIds.length <= 1) return true;
  return awaits?.target.transaction === transactionIds.at(-1);
}

function chooseMeans(
  session: LockSession,
  byCancel: FreedSessions,
  byEnd: FreedSessions,
): Pick<Freeing, 'means' | 'why'> {
  if (!isCancellable(session)) return { means: 'terminate', why: whyNotCancel(session) };
  if (countReleased(byCancel) >= countReleased(byEnd)) return { means: 'cancel', why: whyCancel(session) };
  const why =
    session.transactionIds.length > 1
      ? 'It is within a savepoint: cancelling its statement may leave what it locked before.'
      : 'It may hold advisory locks for its whole session: cancelling its statement leaves those.';
  return { means: 'terminate', why };
}

function countReleased({ goOn, mayGoOn }: FreedSessions): number {
  return goOn.length + mayGoOn.length;
}

function whyCancel({ kind }: LockSession): string {
  if (kind === 'autovacuum-to-prevent-wraparound')
    return 'Cancelling ends its work on this table; to prevent wraparound it will soon begin again.';
  if (kind === 'autovacuum') return 'Cancelling ends its work on this table, which it will do again later.';
  return 'Cancelling its statement rolls back its transaction.';
}

function whyNotCancel({ state, isHidden }: LockSession): string {
  if (isHidden) return 'Whether it runs a statement that could be cancelled is hidden from this role.';
  if (state === 'idle')
    return 'It is idle and holds locks for its whole session: there is no statement to cancel.';
  return 'It is idle in a transaction: there is no statement to cancel.';
}

function whyRollback({ isInThisDatabase, database }: PreparedTransaction): string {
  if (isInThisDatabase)
    return 'It is prepared and has no session: only ROLLBACK PREPARED or COMMIT PREPARED ends it.';
  return `It is prepared in the database ${database}: ROLLBACK PREPARED must be sent there.`;
}
