import { type Blocker, CoreError } from '../errors';
import type { Session } from './session';
import { SQLSTATE } from './sqlstates';

/** Sessions that hold, or queue for, a lock of one of these modes on one of these relations. */
const SQL = `SELECT l.pid, a.usename AS user, a.application_name AS application, a.state, a.query,
    (extract(epoch FROM pg_catalog.clock_timestamp() - a.xact_start) * 1000)::float8 AS age_ms
  FROM (SELECT k.pid, pg_catalog.bool_or(k.granted) AS granted FROM pg_catalog.pg_locks k
    WHERE k.locktype = 'relation' AND k.mode = ANY ($2::text[])
      AND k.relation IN (SELECT pg_catalog.to_regclass(r) FROM pg_catalog.unnest($1::text[]) r)
      AND k.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
    GROUP BY k.pid) l
  LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
  ORDER BY l.granted DESC, l.pid`;

/** What keeps a table from being read, and from being written (ROW EXCLUSIVE). */
const CONFLICTS = {
  read: ['AccessExclusiveLock'],
  write: ['AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock'],
} as const;

interface LockedUse {
  readonly name: string;
  /** Quoted and qualified. */
  readonly tables: readonly string[];
  readonly use: keyof typeof CONFLICTS;
}

export interface BlockerRow {
  readonly pid: number;
  readonly user: string | null;
  readonly application: string | null;
  readonly state: string | null;
  readonly query: string | null;
  readonly age_ms: number | null;
}

export function toBlocker(row: BlockerRow): Blocker {
  return {
    pid: row.pid,
    user: row.user,
    application: row.application,
    state: row.state,
    query: row.query,
    transactionAgeMs: row.age_ms,
  };
}

/** Reads a table; one that is locked is told with who holds it, within the session's lock_timeout. */
export async function queryUnlessLocked<Row extends object>(
  session: Session,
  table: { readonly name: string; readonly sql: string },
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<readonly Row[]> {
  try {
    return await session.query<Row>(sql, parameters);
  } catch (error) {
    throw await explainLock(session, error, { name: table.name, tables: [table.sql], use: 'read' });
  }
}

/** The same error, but for a lock timeout: then with who holds the lock. Outside a failed transaction. */
export async function explainLock(session: Session, error: unknown, locked: LockedUse): Promise<unknown> {
  if (!isLockTimeout(error)) return error;
  const { name, tables, use } = locked;
  const blockers = await session.query<BlockerRow>(SQL, [tables, CONFLICTS[use]]);
  return lockedError(name, blockers.map(toBlocker), use);
}

function isLockTimeout(error: unknown): boolean {
  return (
    error instanceof CoreError &&
    error.info.kind === 'sql-failed' &&
    error.info.sqlstate === SQLSTATE.lockNotAvailable
  );
}

function lockedError(name: string, blockers: readonly Blocker[], use: LockedUse['use']): CoreError {
  const who = blockers.map(({ pid, application }) => `pid ${pid}${application ? ` (${application})` : ''}`);
  return new CoreError({
    kind: 'lock-timeout',
    blockers,
    message: `The table ${name} is locked by ${who.join(', ') || 'another session'}.`,
    hint:
      use === 'read'
        ? 'It can be read again once that transaction has ended.'
        : 'Nothing was written. It can be once that transaction has ended.',
  });
}
