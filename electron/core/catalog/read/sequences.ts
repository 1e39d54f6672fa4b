import { idInSchema } from '../identity';
import type { Identity, Sequence, SequenceOptions } from '../table';
import { CLASS, comment, type Found, notOfExtension, type Reading, userSchema } from './reading';

interface Row {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly comment: string | null;
  readonly options: SequenceOptions;
  readonly persistence: string;
  /** The column whose own it is, or whose identity it makes. */
  readonly link: string | null;
  readonly relation: number | null;
  readonly column_number: number | null;
  readonly table_schema: string | null;
  readonly table: string | null;
  readonly column: string | null;
}

export interface FoundSequences {
  readonly own: readonly Found<Sequence>[];
  /** By the table's oid and the column's number: `16401 1`. */
  readonly identities: ReadonlyMap<string, Omit<Identity, 'when'>>;
}

export async function fetchSequences({ session }: Reading): Promise<FoundSequences> {
  const rows = await session.query<Row>(
    `SELECT c.oid, n.nspname AS schema, c.relname AS name, ${comment(CLASS.relation, 'c.oid')} AS comment,
        pg_catalog.json_build_object('type', pg_catalog.format_type(s.seqtypid, NULL), 'start', s.seqstart::text,
          'increment', s.seqincrement::text, 'min', s.seqmin::text, 'max', s.seqmax::text,
          'cache', s.seqcache::text, 'isCycling', s.seqcycle) AS options,
        c.relpersistence AS persistence, d.deptype AS link, d.refobjid AS relation, d.refobjsubid AS column_number,
        tn.nspname AS table_schema, t.relname AS table, a.attname AS column
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid
      LEFT JOIN pg_catalog.pg_depend d ON d.classid = ${CLASS.relation} AND d.objid = c.oid AND d.objsubid = 0
        AND d.refclassid = ${CLASS.relation} AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
      LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
      LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
      LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND ${userSchema('n')}
        AND ${notOfExtension(CLASS.relation, 'c.oid')}`,
  );
  const identities = rows.filter(({ link }) => link === 'i');
  return {
    own: rows.filter(({ link }) => link !== 'i').map(readSequence),
    identities: new Map(
      identities.map(({ relation, column_number, name, options }) => [
        `${relation} ${column_number}`,
        { sequence: name, options },
      ]),
    ),
  };
}

function readSequence(row: Row): Found<Sequence> {
  const { oid, schema, name, comment, options, persistence, table_schema, table, column } = row;
  return {
    classId: CLASS.relation,
    oid,
    object: {
      kind: 'sequence',
      id: idInSchema('sequence', schema, name),
      schema,
      name,
      comment,
      dependsOn: [],
      options,
      isUnlogged: persistence === 'u',
      ownedBy:
        table_schema === null || table === null || column === null
          ? null
          : { schema: table_schema, table, column },
    },
  };
}
