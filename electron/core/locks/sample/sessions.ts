import type { IndexProgress, LockSession, SessionKind } from '../snapshot';
import type { ActivityRow } from './activity.sql';
import { describeAwaited, describeHeld, describeTarget, type Naming, verbOf } from './describeLocks';
import type { LockRow } from './lockRows.sql';

const HOLDS_SHOWN = 20;

interface About {
  /** Of it and of its parallel workers. */
  readonly rows: readonly LockRow[];
  readonly workerPids: readonly number[];
  readonly progress: IndexProgress | null;
  readonly isBlocked: boolean;
  readonly naming: Naming;
}

export function describeSession(row: ActivityRow, about: About): LockSession {
  const { rows, workerPids, progress, naming } = about;
  const awaited = rows.find(({ granted }) => !granted);
  const granted = rows.filter((each) => each.granted);
  const holds = describeHeld(granted, naming);
  const isRunning = row.state === 'active' || row.state === 'fastpath function call';
  const query = row.is_hidden ? null : row.query;
  return {
    pid: row.pid,
    backendStart: row.backend_start,
    kind: kindOf(row),
    database: row.database,
    user: row.user,
    application: row.application,
    client: row.client,
    state: row.state,
    waitEvent: row.wait_event_type === null ? null : `${row.wait_event_type}: ${row.wait_event}`,
    transactionAgeMs: row.transaction_age_ms,
    stateAgeMs: row.state_age_ms,
    query,
    queryKind: isRunning ? 'running' : 'last',
    isQueryCut: query !== null && row.is_query_cut === true,
    isHidden: row.is_hidden,
    workerPids,
    holds: holds.slice(0, HOLDS_SHOWN),
    holdsCount: holds.length,
    awaits: awaited
      ? describeAwaited(awaited, naming, {
          forWhat: verbOf(query),
          awaitedRow: awaitedRowOf(awaited, granted, naming),
        })
      : null,
    waitedMs: waitedMsOf(row, awaited, about.isBlocked),
    transactionIds: transactionIdsOf(granted),
    progress,
    isOurs: (row.application ?? '').startsWith('lockstep'),
  };
}

/** Who waits for a transaction because of a row is the next for that row. */
function awaitedRowOf(awaited: LockRow, granted: readonly LockRow[], naming: Naming): string | null {
  if (awaited.locktype !== 'transactionid') return null;
  const next = granted.find(({ locktype }) => locktype === 'tuple');
  return next ? describeTarget(next, naming).name : null;
}

/** A safe snapshot is waited for without a lock: since the statement began. */
function waitedMsOf(row: ActivityRow, awaited: LockRow | undefined, isBlocked: boolean): number | null {
  if (awaited) return awaited.waited_ms ?? 0;
  return isBlocked ? (row.state_age_ms ?? 0) : null;
}

function transactionIdsOf(granted: readonly LockRow[]): readonly string[] {
  const ids = granted.flatMap(({ locktype, transactionid, mode }) =>
    locktype === 'transactionid' && mode === 'ExclusiveLock' && transactionid !== null ? [transactionid] : [],
  );
  return ids.sort((a, b) => Number(a) - Number(b));
}

/** An autovacuum worker writes why it is there behind what it does. */
function kindOf({ backend_type, query }: ActivityRow): SessionKind {
  if (backend_type === null) return 'unknown';
  if (backend_type === 'client backend') return 'client';
  if (backend_type === 'walsender') return 'walsender';
  if (backend_type !== 'autovacuum worker') return 'background';
  return query?.includes('(to prevent wraparound)') ? 'autovacuum-to-prevent-wraparound' : 'autovacuum';
}
