import { userSchema } from '../../catalog/read/reading';
import type { Session } from '../../connection/session';
import type { TableWrites } from './workloadInput';

const SQL = `SELECT t.schemaname AS schema, t.relname AS table, t.n_tup_ins::float8 AS inserted, t.n_tup_upd::float8 AS updated,
    t.n_tup_hot_upd::float8 AS "hotUpdated", t.n_tup_del::float8 AS deleted
  FROM pg_catalog.pg_stat_user_tables t JOIN pg_catalog.pg_namespace n ON n.nspname = t.schemaname
  WHERE ${userSchema('n')}
  ORDER BY t.schemaname, t.relname`;

/** Of the target. */
export function fetchTableWrites(session: Session): Promise<readonly TableWrites[]> {
  return session.query<TableWrites>(SQL);
}
