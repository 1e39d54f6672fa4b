/** What was fetched, put together. Pure. */
import type { IndexProgress, LockSession, LockSetting, LockSnapshot, ReplicationSlot } from '../snapshot';
import { type ActivityRow, SESSIONS_SHOWN } from './activity.sql';
import type { HereRow, PreparedRow, ProgressRow, RelationRow } from './aside.sql';
import { describeEdges, rankRoots } from './describeGraph';
import type { Naming } from './describeLocks';
import { findEdges } from './findEdges';
import { measureDepths, reverse } from './graph';
import { describeHidden } from './hidden';
import { leadersOf, type Party, partyOf } from './lockObject';
import type { LockRow } from './lockRows.sql';
import { describePrepared, findPrepared } from './preparedTransactions';
import { describeSession } from './sessions';

export interface Fetched {
  readonly here: HereRow;
  readonly costMs: number;
  readonly locks: readonly LockRow[];
  readonly activity: readonly ActivityRow[];
  readonly prepared: readonly PreparedRow[];
  readonly progress: readonly ProgressRow[];
  readonly relations: ReadonlyMap<number, RelationRow>;
  readonly slots: readonly ReplicationSlot[];
  readonly settings: readonly LockSetting[];
}

export function buildSnapshot(fetched: Fetched): LockSnapshot {
  const { here, costMs, locks, activity, slots, settings } = fetched;
  const leaders = leadersOf(activity);
  const found = findEdges(locks, activity, leaders);
  const depths = measureDepths(found.blocking);
  const blockers = reverse(found.blocking);
  const rowsOf = groupByParty(locks, leaders);
  const gids = findPrepared(locks, fetched.prepared);
  const naming = namingOf(fetched);
  const progress = new Map(fetched.progress.map((row) => [row.pid, describeProgress(row)]));
  const workers = workersOf(activity);
  const sessions = activity
    .filter(({ leader_pid }) => leader_pid === null)
    .map((row) =>
      describeSession(row, {
        rows: rowsOf.get(String(row.pid)) ?? [],
        workerPids: workers.get(row.pid) ?? [],
        progress: progress.get(row.pid) ?? null,
        isBlocked: found.blocking.has(String(row.pid)),
        naming,
      }),
    )
    .filter((session) => isShown(session, blockers));
  const waits = new Map(sessions.map(({ pid, waitedMs }) => [String(pid), waitedMs]));
  const edges = describeEdges(found, depths, gids);
  const waiting = sessions.filter(({ waitedMs }) => waitedMs !== null);
  const first = activity[0];
  return {
    takenAt: here.at,
    costMs,
    database: here.database,
    sessions: sessions.toSorted(byWait),
    sessionCount: countShown(first, sessions.length),
    idleCount: Math.max(0, (first?.session_count ?? 0) - sessions.length),
    waitingCount: waiting.length,
    longestWaitMs: waiting.length === 0 ? null : Math.max(...waiting.map(({ waitedMs }) => waitedMs ?? 0)),
    lockCount: locks[0]?.lock_count ?? 0,
    ...edges,
    roots: rankRoots(found, depths, waits, gids),
    prepared: describePrepared(fetched.prepared, gids, rowsOf, naming),
    slots,
    settings,
    hidden: describeHidden(activity, here.user),
  };
}

function groupByParty(locks: readonly LockRow[], leaders: ReadonlyMap<number, number>) {
  const groups = new Map<Party, LockRow[]>();
  for (const row of locks) {
    const party = partyOf(row, leaders);
    const group = groups.get(party);
    if (group) group.push(row);
    else groups.set(party, [row]);
  }
  return groups;
}

function namingOf({ here, relations, locks }: Fetched): Naming {
  const virtualPids = new Map<string, number>();
  for (const { locktype, granted, virtualxid, pid } of locks) {
    if (locktype === 'virtualxid' && granted && virtualxid !== null && pid !== null)
      virtualPids.set(virtualxid, pid);
  }
  return { databaseOid: here.database_oid, relations, virtualPids };
}

function workersOf(activity: readonly ActivityRow[]): ReadonlyMap<number, readonly number[]> {
  const workers = new Map<number, number[]>();
  for (const { pid, leader_pid } of activity) {
    if (leader_pid === null) continue;
    workers.set(leader_pid, [...(workers.get(leader_pid) ?? []), pid]);
  }
  return workers;
}

function describeProgress({ command, phase, done, total, current }: ProgressRow): IndexProgress {
  return { command, phase, lockersDone: done, lockersTotal: total, currentLockerPid: current };
}

/** A session that only reads the time, say, neither waits nor is waited for. */
function isShown(
  { pid, holdsCount, awaits, transactionIds, waitedMs }: LockSession,
  blockers: ReadonlyMap<Party, unknown>,
): boolean {
  const isWaiting = awaits !== null || waitedMs !== null;
  return isWaiting || holdsCount > 0 || transactionIds.length > 0 || blockers.has(String(pid));
}

/** What the cap has left out is not known to hold anything; that it has a transaction open is. */
function countShown(first: ActivityRow | undefined, shown: number): number {
  const count = first?.shown_count ?? 0;
  return count > SESSIONS_SHOWN ? count : shown;
}

function byWait(a: LockSession, b: LockSession): number {
  return (b.waitedMs ?? -1) - (a.waitedMs ?? -1) || a.pid - b.pid;
}
