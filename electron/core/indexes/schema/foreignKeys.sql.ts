import { CLASS, notOfExtension, userSchema } from '../../catalog/read/reading';
import type { Session } from '../../connection/session';
import type { ForeignKeyFacts } from './schemaFacts';

// Of partitions only what their partitioned table doesn't say: conparentid. Strategy 3 is a B-tree's =, 1 a hash's.
const SQL = `SELECT k.conname AS name, k.conrelid AS "tableOid", k.confrelid AS "referencedOid",
    pg_catalog.format('%s.%s', rn.nspname, r.relname) AS "referencedTable",
    (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', a.attname, 'collation', a.attcollation::bigint,
        'equalityFamilies', (SELECT coalesce(pg_catalog.json_agg(o.amopfamily::bigint), '[]') FROM pg_catalog.pg_amop o
          JOIN pg_catalog.pg_am m ON m.oid = o.amopmethod
          WHERE o.amopopr = p.operator AND (m.amname, o.amopstrategy) IN (('btree', 3), ('hash', 1)))) ORDER BY p.place)
      FROM ROWS FROM (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.conpfeqop)) WITH ORDINALITY AS p (attnum, operator, place)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.attnum) AS columns
  FROM pg_catalog.pg_constraint k
  JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_class r ON r.oid = k.confrelid
  JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
  WHERE k.contype = 'f' AND k.conparentid = 0 AND c.relpersistence <> 't' AND c.relkind IN ('r', 'p')
    AND ${userSchema('n')} AND ${notOfExtension(CLASS.relation, 'c.oid')}
  ORDER BY n.nspname, c.relname, k.conname`;

export function fetchForeignKeys(session: Session): Promise<readonly ForeignKeyFacts[]> {
  return session.query<ForeignKeyFacts>(SQL);
}
