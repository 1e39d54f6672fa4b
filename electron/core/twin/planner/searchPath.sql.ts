import { userSchema } from '../../catalog/read/reading';
import type { Session } from '../../connection/session';

const RELATIONS = "('r', 'p', 'v', 'm', 'f')";

// Within a schema of search_path a name is found before, whatever others have.
const SQL = `WITH others AS MATERIALIZED (SELECT n.oid, n.nspname AS name FROM pg_catalog.pg_namespace n
    WHERE ${userSchema('n')} AND n.nspname <> 'lockstep_twin' AND n.nspname <> ALL (pg_catalog.current_schemas(false))),
  named AS (SELECT c.relnamespace AS schema, pg_catalog.count(*) OVER (PARTITION BY c.relname) AS schemas
    FROM pg_catalog.pg_class c JOIN others o ON o.oid = c.relnamespace WHERE c.relkind IN ${RELATIONS}),
  sole AS (SELECT n.schema FROM named n GROUP BY n.schema HAVING pg_catalog.max(n.schemas) = 1)
  SELECT pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ',
    nullif(pg_catalog.current_setting('search_path'), ''),
    (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(o.name), ', ' ORDER BY o.name)
      FROM others o JOIN sole s ON s.schema = o.oid)), false)`;

/**
 * The search_path under which a statement was counted is not known, and is seldom that of who looks: what is not found
 * in theirs is looked for in the schemas that share no name with another one.
 */
export async function widenSearchPath(session: Session): Promise<void> {
  await session.query(SQL);
}
