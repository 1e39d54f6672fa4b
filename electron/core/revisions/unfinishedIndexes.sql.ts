import type { Session } from '../connection/session';

export interface UnfinishedIndex {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  /** From the catalog, by the size at the last VACUUM or ANALYZE: looking at the file would need a lock. */
  readonly sizeBytes: string;
  readonly backsConstraint: boolean;
}

/**
 * Indexes left INVALID by a concurrent build or reindex that nobody is at any more: no builder holds a lock on
 * the table, as it does to its end. Which index a builder is at is told only to roles that may see its session,
 * and a REINDEX of a table tells one of several.
 * https://www.postgresql.org/docs/18/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
 */
const UNFINISHED_INDEXES_SQL = `SELECT n.nspname AS schema, t.relname AS "table", c.relname AS name,
    (c.relpages::bigint * pg_catalog.current_setting('block_size')::bigint)::text AS "sizeBytes",
    EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = c.oid) AS "backsConstraint"
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT i.indisvalid AND c.relkind = 'i'
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p JOIN pg_catalog.pg_locks l ON l.pid = p.pid
      WHERE l.locktype = 'relation' AND l.granted AND l.relation = i.indrelid
        AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
  ORDER BY 1, 3`;

export function fetchUnfinishedIndexes(session: Session): Promise<readonly UnfinishedIndex[]> {
  return session.query<UnfinishedIndex>(UNFINISHED_INDEXES_SQL);
}

/** By the names that PostgreSQL gives to what a REINDEX CONCURRENTLY works with. */
export function kindOfUnfinished(name: string): 'invalid-index' | 'ccnew' | 'ccold' {
  if (/_ccnew\d*$/.test(name)) return 'ccnew';
  return /_ccold\d*$/.test(name) ? 'ccold' : 'invalid-index';
}
