import { CLASS, notOfExtension, userSchema } from '../../catalog/read/reading';
import type { Session } from '../../connection/session';
import { CoreError } from '../../errors';
import { PARTS } from '../partitions/parts.sql';
import type { CounterFacts, TableFacts } from './schemaFacts';

// A reltuples of -1 is a table that nobody has ever looked through.
const tablesSql = (serverVersion: number) => `WITH RECURSIVE ${PARTS},
  written AS (SELECT p.root AS oid, sum(s.n_tup_ins + s.n_tup_upd + s.n_tup_del)::float8 AS rows
    FROM parts p JOIN pg_catalog.pg_stat_all_tables s ON s.relid = p.oid GROUP BY p.root)
  SELECT c.oid, n.nspname AS schema, c.relname AS name,
    c.relkind = 'p' AS "isPartitioned", c.relispartition AS "isPartition",
    CASE WHEN c.reltuples >= 0 THEN c.reltuples::float8 END AS rows, c.relpages AS pages,
    ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
    ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attnotnull AND NOT a.attisdropped ORDER BY a.attnum) AS "notNull",
    coalesce(t.relpages, 0) AS "toastPages",
    coalesce(b.heap_blks_read + b.heap_blks_hit, 0)::float8 AS "heapBlocks",
    coalesce(b.toast_blks_read + b.toast_blks_hit, 0)::float8 AS "toastBlocks",
    coalesce(s.n_tup_ins, 0)::float8 AS inserted, coalesce(s.n_tup_upd, 0)::float8 AS updated,
    coalesce(s.n_tup_hot_upd, 0)::float8 AS "hotUpdated",
    ${serverVersion >= 160000 ? 'coalesce(s.n_tup_newpage_upd, 0)::float8' : 'NULL::float8'} AS "newPageUpdated",
    coalesce(s.n_tup_del, 0)::float8 AS deleted,
    coalesce(w.rows, s.n_tup_ins + s.n_tup_upd + s.n_tup_del, 0)::float8 AS written, coalesce(s.seq_scan, 0)::float8 AS "sequentialScans",
    coalesce((SELECT o.option_value::int FROM pg_catalog.pg_options_to_table(c.reloptions) o
      WHERE o.option_name = 'fillfactor'), 100) AS fillfactor
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid
  LEFT JOIN pg_catalog.pg_stat_all_tables s ON s.relid = c.oid
  LEFT JOIN pg_catalog.pg_statio_all_tables b ON b.relid = c.oid
  LEFT JOIN written w ON w.oid = c.oid
  WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND ${userSchema('n')}
    AND ${notOfExtension(CLASS.relation, 'c.oid')}
  ORDER BY n.nspname, c.relname`;

export function fetchTables(session: Session, serverVersion: number): Promise<readonly TableFacts[]> {
  return session.query<TableFacts>(tablesSql(serverVersion));
}

const COUNTERS = `SELECT pg_catalog.now() AS now, d.stats_reset AS since, pg_catalog.pg_is_in_recovery() AS "isStandby",
    EXISTS (SELECT FROM pg_catalog.pg_stat_replication)
      OR EXISTS (SELECT FROM pg_catalog.pg_replication_slots s WHERE s.slot_type = 'physical') AS "hasReplicas",
    pg_catalog.current_setting('server_version_num')::int AS "serverVersion"
  FROM pg_catalog.pg_stat_database d WHERE d.datname = pg_catalog.current_database()`;

export async function fetchCounters(session: Session): Promise<CounterFacts> {
  const [row] = await session.query<CounterFacts>(COUNTERS);
  if (!row)
    throw new CoreError({
      kind: 'bug',
      id: 'counters',
      message: 'The server has no counters of this database.',
    });
  return row;
}
