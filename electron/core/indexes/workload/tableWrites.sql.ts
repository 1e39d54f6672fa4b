import { userSchema } from '../../catalog/read/reading';
import type { Session } from '../../connection/session';
import { PARTS } from '../partitions/parts.sql';
import type { TableWrites } from './workloadInput';

// A partitioned table has no rows of its own to count.
const SQL = `WITH RECURSIVE ${PARTS},
  counted AS (SELECT s.relid AS oid, s.relid AS part FROM pg_catalog.pg_stat_user_tables s
    UNION ALL SELECT p.root, p.oid FROM parts p)
  SELECT n.nspname AS schema, c.relname AS table, sum(s.n_tup_ins)::float8 AS inserted, sum(s.n_tup_upd)::float8 AS updated,
    sum(s.n_tup_hot_upd)::float8 AS "hotUpdated", sum(s.n_tup_del)::float8 AS deleted
  FROM counted w
  JOIN pg_catalog.pg_class c ON c.oid = w.oid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_stat_user_tables s ON s.relid = w.part
  WHERE ${userSchema('n')}
  GROUP BY n.nspname, c.relname ORDER BY n.nspname, c.relname`;

/** Of the target. */
export function fetchTableWrites(session: Session): Promise<readonly TableWrites[]> {
  return session.query<TableWrites>(SQL);
}
