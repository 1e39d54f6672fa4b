import type { Session } from '../connection/session';
import { SQLSTATE } from '../connection/sqlstates';
import { type Blocker, CoreError } from '../errors';

/** Sessions that hold, or queue for, an ACCESS EXCLUSIVE lock on a relation. */
const SQL = `SELECT l.pid, a.usename AS user, a.application_name AS application, a.state, a.query,
    (extract(epoch FROM pg_catalog.clock_timestamp() - a.xact_start) * 1000)::float8 AS age_ms
  FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
  WHERE l.locktype = 'relation' AND l.relation = pg_catalog.to_regclass($1) AND l.mode = 'AccessExclusiveLock'
    AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  ORDER BY l.granted DESC, l.pid`;

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
    if (!isLockTimeout(error)) throw error;
    const blockers = await session.query<BlockerRow>(SQL, [table.sql]);
    throw lockedError(table.name, blockers.map(toBlocker));
  }
}

function isLockTimeout(error: unknown): boolean {
  return (
    error instanceof CoreError &&
    error.info.kind === 'sql-failed' &&
    error.info.sqlstate === SQLSTATE.lockNotAvailable
  );
}

function lockedError(name: string, blockers: readonly Blocker[]): CoreError {
  const who = blockers.map(({ pid, application }) => `pid ${pid}${application ? ` (${application})` : ''}`);
  return new CoreError({
    kind: 'lock-timeout',
    blockers,
    message: `The table ${name} is locked by ${who.join(', ') || 'another session'}.`,
    hint: 'It can be read again once that transaction has ended.',
  });
}
