import type { Constraint } from '../catalog';
import { idOnTable } from '../identity';
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
  readonly type: keyof typeof TYPES;
  readonly definition: string | null;
  readonly isValid: boolean;
  readonly parent: RelationName | null;
  readonly options: readonly string[] | null;
  readonly isClustered: boolean;
}

const TYPES = { p: 'primary', u: 'unique', f: 'foreign', c: 'check', x: 'exclusion' } as const;

// What a parent table brings along is the parent's: checks that are only inherited, foreign keys of partitions.
const SQL = `SELECT con.oid, n.nspname AS schema, c.relname AS table, con.conname AS name,
    about.description AS comment, con.contype AS type,
    CASE WHEN con.contype IN ('c', 'x') AND con.oid = ANY ($1::oid[]) THEN NULL
      ELSE pg_catalog.pg_get_constraintdef(con.oid) END AS definition,
    con.convalidated AS "isValid",
    CASE WHEN pcon.oid IS NOT NULL THEN pg_catalog.json_build_object('schema', pn.nspname, 'name', pcon.conname) END AS parent,
    ic.reloptions AS options, coalesce(i.indisclustered, false) AS "isClustered"
  FROM pg_catalog.pg_constraint con
  JOIN pg_catalog.pg_class c ON c.oid = con.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_constraint pcon ON pcon.oid = con.conparentid
  LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = pcon.connamespace
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = con.conindid AND con.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
  ${joinComment(CLASS.constraint, 'con.oid')}
  WHERE con.contype IN ('p', 'u', 'f', 'c', 'x') AND c.relpersistence <> 't' AND ${userSchema('n')}
    AND NOT (con.contype = 'c' AND NOT con.conislocal) AND NOT (con.contype = 'f' AND con.conparentid <> 0)
    AND ${notOfExtension(CLASS.relation, 'c.oid')}`;

export async function fetchConstraints(reading: Reading): Promise<readonly Found<Constraint>[]> {
  const rows = await reading.session.query<Row>(SQL, [lockedOids(reading, CLASS.constraint)]);
  return rows.map((row) => ({
    classId: CLASS.constraint,
    oid: row.oid,
    object: readConstraint(row, reading),
  }));
}

function readConstraint(row: Row, reading: Reading): Constraint {
  return {
    kind: 'constraint',
    id: idOnTable('constraint', row.schema, row.table, row.name),
    schema: row.schema,
    table: row.table,
    name: row.name,
    comment: row.comment,
    dependsOn: [],
    ...lockMark(reading, CLASS.constraint, row.oid),
    type: TYPES[row.type],
    definition: row.definition,
    isValid: row.isValid,
    parent: row.parent,
    options: row.options ?? [],
    isClustered: row.isClustered,
  };
}
