import { type Blocker, CoreError } from '../errors';
import type { Session } from './session';
import { SQLSTATE } from './sqlstates';

/** Sessions and prepared transactions that hold, or queue for, a lock of one of these modes on one of these relations. */
const SQL = `SELECT coalesce(l.pid, 0) AS pid, l.granted, p.gid, coalesce(a.usename, p.owner) AS user,
    a.application_name AS application, a.state, a.query,
    (extract(epoch FROM pg_catalog.clock_timestamp() - coalesce(a.xact_start, p.prepared)) * 1000)::float8 AS age_ms
  FROM (SELECT k.pid, CASE WHEN k.pid IS NULL THEN k.virtualtransaction END AS prepared,
      pg_catalog.bool_or(k.granted) AS granted FROM pg_catalog.pg_locks k
    WHERE k.locktype = 'relation' AND k.mode = ANY ($2::text[])
      AND k.relation IN (SELECT pg_catalog.to_regclass(r) FROM pg_catalog.unnest($1::text[]) r)
      AND k.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
    GROUP BY 1, 2) l
  LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
  LEFT JOIN (SELECT x.virtualtransaction, t.gid, t.owner, t.prepared FROM pg_catalog.pg_locks x
      JOIN pg_catalog.pg_prepared_xacts t ON t.transaction = x.transactionid
      WHERE x.pid IS NULL AND x.locktype = 'transactionid') p ON p.virtualtransaction = l.prepared
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

interface LockerRow extends BlockerRow {
  readonly granted: boolean;
  /** Of a prepared transaction, which has no pid. */
  readonly gid: string | null;
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
  return lockedError(name, await session.query<LockerRow>(SQL, [tables, CONFLICTS[use]]), use);
}

function isLockTimeout(error: unknown): boolean {
  return (
    error instanceof CoreError &&
    error.info.kind === 'sql-failed' &&
    error.info.sqlstate === SQLSTATE.lockNotAvailable
  );
}

function lockedError(name: string, lockers: readonly LockerRow[], use: LockedUse['use']): CoreError {
  return new CoreError({
    kind: 'lock-timeout',
    blockers: lockers.map(toBlocker),
    message: describeLocked(name, lockers),
    hint:
      use === 'read'
        ? 'It can be read again once that transaction has ended.'
        : 'Nothing was written. It can be once that transaction has ended.',
  });
}

/** Who only queues for a lock is in the way as well, but holds nothing. */
function describeLocked(name: string, lockers: readonly LockerRow[]): string {
  const holders = lockers.filter(({ granted }) => granted);
  if (holders.length > 0) return `The table ${name} is locked by ${holders.map(nameOf).join(', ')}.`;
  if (lockers.length === 0) return `The table ${name} is locked by another session.`;
  return `The table ${name} can’t be had before ${lockers.map(nameOf).join(', ')}, which waits for a lock on it.`;
}

function nameOf({ pid, gid, application }: LockerRow): string {
  if (gid !== null) return `the prepared transaction ${gid}`;
  return `pid ${pid}${application ? ` (${application})` : ''}`;
}
