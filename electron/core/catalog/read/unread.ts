import type { Unread } from '../catalog';
import type { Reading } from './reading';

const KINDS: readonly (readonly [what: string, table: string])[] = [
  ['operator', 'pg_operator'],
  ['operator class', 'pg_opclass'],
  ['operator family', 'pg_opfamily'],
  ['cast', 'pg_cast'],
  ['conversion', 'pg_conversion'],
  ['text search configuration', 'pg_ts_config'],
  ['text search dictionary', 'pg_ts_dict'],
  ['text search parser', 'pg_ts_parser'],
  ['text search template', 'pg_ts_template'],
  ['transform', 'pg_transform'],
  ['access method', 'pg_am'],
  ['procedural language', 'pg_language'],
  ['publication', 'pg_publication'],
];

/** How many there are of what is not read, and no extension brings along. */
export async function fetchUnread({ session }: Reading): Promise<readonly Unread[]> {
  const counts = KINDS.map(
    ([what, table]) => `SELECT '${what}' AS what, count(*)::int AS count FROM pg_catalog.${table} x
      WHERE x.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
        WHERE e.classid = 'pg_catalog.${table}'::regclass AND e.objid = x.oid AND e.deptype = 'e')`,
  );
  const rows = await session.query<Unread>(
    `${counts.join(' UNION ALL ')}
     UNION ALL SELECT 'base type', count(*)::int FROM pg_catalog.pg_type t WHERE t.typtype = 'b' AND t.oid >= 16384
       AND t.typcategory <> 'A' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
         WHERE e.classid = 1247 AND e.objid = t.oid AND e.deptype = 'e')`,
  );
  return rows.filter(({ count }) => count > 0);
}
