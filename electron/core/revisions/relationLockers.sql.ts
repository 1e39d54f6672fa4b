import type { Session } from '../connection/session';
import type { Blocker } from '../errors';

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

export async function fetchRelationLockers(
  session: Session,
  relationSql: string,
): Promise<readonly Blocker[]> {
  const rows = await session.query<BlockerRow>(SQL, [relationSql]);
  return rows.map(toBlocker);
}
