import type { Session } from '../../connection/session';
import type { LockableTable, LockableTables } from './lockedRows';

const SHOWN = 500;

/** Names, sizes and keys from the catalogs alone, with estimates: no table is opened. $1: a part of the name. */
const SQL = `WITH locks AS MATERIALIZED (
    SELECT l.relation, l.pid, l.locktype, l.mode, l.granted FROM pg_catalog.pg_locks l
    WHERE l.relation IS NOT NULL AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
      AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())),
  queued AS MATERIALIZED (SELECT t.relation, t.pid FROM locks t
    WHERE t.locktype = 'tuple' OR NOT t.granted),
  waiting AS MATERIALIZED (SELECT q.relation, pg_catalog.count(DISTINCT q.pid)::int AS count FROM queued q GROUP BY q.relation),
  holding AS MATERIALIZED (SELECT l.relation,
      pg_catalog.count(DISTINCT coalesce(l.pid, 0)) FILTER (WHERE l.granted AND l.mode <> 'AccessShareLock')::int AS count,
      pg_catalog.min(coalesce(l.pid, 0)) FILTER (WHERE l.mode = 'AccessExclusiveLock') AS locked_by
    FROM locks l WHERE l.locktype = 'relation' GROUP BY l.relation)
  SELECT n.nspname AS schema, c.relname AS name, coalesce(w.count, 0) AS waiters, coalesce(h.count, 0) AS lockers,
    CASE WHEN c.reltuples >= 0 THEN c.reltuples::float8 END AS rows,
    (c.relpages::float8 * pg_catalog.current_setting('block_size')::int) AS bytes, h.locked_by,
    ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
    ARRAY(SELECT a.attname::text FROM pg_catalog.pg_index i, pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY AS k (n, place)
      JOIN pg_catalog.pg_attribute a ON a.attnum = k.n
      WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid ORDER BY k.place) AS key_columns,
    c.count
  FROM (SELECT c.*, pg_catalog.count(*) OVER ()::int AS count FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'm') AND s.nspname !~ '^pg_' AND s.nspname <> 'information_schema'
        AND ($1::text IS NULL OR pg_catalog.strpos(pg_catalog.lower(s.nspname || '.' || c.relname), pg_catalog.lower($1)) > 0)) c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN waiting w ON w.relation = c.oid LEFT JOIN holding h ON h.relation = c.oid
  ORDER BY waiters DESC, lockers DESC, n.nspname, c.relname LIMIT ${SHOWN}`;

interface Row {
  readonly schema: string;
  readonly name: string;
  readonly waiters: number;
  readonly lockers: number;
  readonly rows: number | null;
  readonly bytes: number;
  readonly locked_by: number | null;
  readonly columns: readonly string[];
  readonly key_columns: readonly string[];
  readonly count: number;
}

export async function fetchLockableTables(session: Session, search?: string): Promise<LockableTables> {
  const rows = await session.query<Row>(SQL, [search || null]);
  return { tables: rows.map(toTable), tableCount: rows[0]?.count ?? 0 };
}

function toTable(row: Row): LockableTable {
  return {
    schema: row.schema,
    name: row.name,
    waiterCount: row.waiters,
    lockerCount: row.lockers,
    rowEstimate: row.rows,
    sizeBytes: row.bytes,
    columns: row.columns,
    keyColumns: row.key_columns,
    lockedBy: row.locked_by,
  };
}
