import type { Index } from '../catalog';
import { idInSchema } from '../identity';
import type { RelationName } from '../table';
import {
  CLASS,
  type Found,
  joinComment,
  lockedOids,
  lockMark,
  notOfExtension,
  type Reading,
  userSchema,
} from './reading';

interface Row {
  readonly oid: number;
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly comment: string | null;
  readonly definition: string | null;
  readonly isUnique: boolean;
  readonly isValid: boolean;
  readonly isClustered: boolean;
  readonly parent: RelationName | null;
  readonly statisticsTargets: Index['statisticsTargets'] | null;
}

const SQL = `SELECT i.indexrelid AS oid, n.nspname AS schema, t.relname AS table,
    c.relname AS name, about.description AS comment,
    CASE WHEN NOT c.oid = ANY ($1::oid[]) THEN pg_catalog.pg_get_indexdef(i.indexrelid) END AS definition,
    i.indisunique AS "isUnique", i.indisvalid OR t.relkind = 'p' AS "isValid", i.indisclustered AS "isClustered",
    CASE WHEN p.oid IS NOT NULL THEN pg_catalog.json_build_object('schema', pn.nspname, 'name', p.relname) END AS parent,
    CASE WHEN i.indexprs IS NOT NULL THEN (SELECT pg_catalog.json_agg(
        pg_catalog.json_build_object('column', a.attnum, 'target', a.attstattarget) ORDER BY a.attnum)
      FROM pg_catalog.pg_attribute a WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0) END AS "statisticsTargets"
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = c.oid
  LEFT JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
  LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
  ${joinComment(CLASS.relation, 'c.oid')}
  WHERE c.relpersistence <> 't' AND ${userSchema('n')}
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
    AND ${notOfExtension(CLASS.relation, 't.oid')}`;

export async function fetchIndexes(reading: Reading): Promise<readonly Found<Index>[]> {
  const rows = await reading.session.query<Row>(SQL, [lockedOids(reading, CLASS.relation)]);
  return rows.map((row) => ({ classId: CLASS.relation, oid: row.oid, object: readIndex(row, reading) }));
}

function readIndex(row: Row, reading: Reading): Index {
  return {
    kind: 'index',
    id: idInSchema('index', row.schema, row.name),
    schema: row.schema,
    name: row.name,
    ...lockMark(reading, CLASS.relation, row.oid),
    table: row.table,
    comment: row.comment,
    definition: row.definition,
    isUnique: row.isUnique,
    isValid: row.isValid,
    isClustered: row.isClustered,
    parent: row.parent,
    statisticsTargets: row.statisticsTargets ?? [],
    dependsOn: [],
  };
}
