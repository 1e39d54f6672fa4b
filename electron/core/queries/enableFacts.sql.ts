import type { Session } from '../connection/session';
import { CoreError } from '../errors';

export interface EnableFacts {
  readonly user: string;
  /** Of the extension, where it was created in this database. */
  readonly schema: string | null;
  readonly extensionVersion: string | null;
  readonly isAvailable: boolean;
  /** It was among shared_preload_libraries as the server started. */
  readonly isLoaded: boolean;
  /** null: this role may not see it. */
  readonly preloaded: string | null;
  readonly tracks: string | null;
  readonly mayRead: boolean;
}

// Settings of a library that is not loaded are not in pg_settings, whatever postgresql.conf says about them.
const SQL = `SELECT current_user AS user, n.nspname AS schema, e.extversion AS "extensionVersion",
    EXISTS (SELECT FROM pg_catalog.pg_available_extensions a WHERE a.name = 'pg_stat_statements') AS "isAvailable",
    EXISTS (SELECT FROM pg_catalog.pg_settings s WHERE s.name = 'pg_stat_statements.max') AS "isLoaded",
    (SELECT s.setting FROM pg_catalog.pg_settings s WHERE s.name = 'shared_preload_libraries') AS preloaded,
    (SELECT s.setting FROM pg_catalog.pg_settings s WHERE s.name = 'pg_stat_statements.track') AS tracks,
    coalesce(pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND (SELECT bool_and(pg_catalog.has_table_privilege(c.oid, 'SELECT'))
      FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid
        AND c.relname IN ('pg_stat_statements', 'pg_stat_statements_info')), true) AS "mayRead"
  FROM (VALUES (1)) AS one
  LEFT JOIN pg_catalog.pg_extension e ON e.extname = 'pg_stat_statements'
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace`;

export async function fetchEnableFacts(session: Session): Promise<EnableFacts> {
  const [row] = await session.query<EnableFacts>(SQL);
  if (!row) throw new CoreError({ kind: 'bug', id: 'facts', message: 'The server said nothing of itself.' });
  return row;
}
