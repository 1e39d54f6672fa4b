import type { Column, Identity } from '../catalog';
import { CLASS, comment, lockedRelations, type Reading, userSchema } from './reading';
import { ownCollation } from './types';

interface Row extends Omit<Column, 'identity' | 'generated' | 'storage'> {
  readonly relation: number;
  readonly number: number;
  readonly identity: '' | 'a' | 'd';
  readonly generated: '' | 's' | 'v';
  readonly storage: keyof typeof STORAGE | null;
}

const STORAGE = { p: 'PLAIN', e: 'EXTERNAL', m: 'MAIN', x: 'EXTENDED' } as const;

/** Of every table and view, by the relation's oid, in their order. */
export async function fetchColumns(
  reading: Reading,
  identities: ReadonlyMap<string, Omit<Identity, 'when'>>,
): Promise<ReadonlyMap<number, readonly Column[]>> {
  const rows = await reading.session.query<Row>(SQL, [lockedRelations(reading)]);
  const columns = new Map<number, Column[]>();
  for (const row of rows) {
    const all = columns.get(row.relation);
    const column = readColumn(row, identities.get(`${row.relation} ${row.number}`));
    if (all) all.push(column);
    else columns.set(row.relation, [column]);
  }
  return columns;
}

// With 0 instead of the relation pg_get_expr opens no relation, and answers all that name none of its columns.
const EXPRESSION = `CASE WHEN d.adbin IS NULL THEN NULL
    WHEN a.attrelid = ANY ($1::oid[]) THEN CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(d.adbin, 0) END
    ELSE pg_catalog.pg_get_expr(d.adbin, d.adrelid) END`;

/** What PostgreSQL 18 calls a NOT NULL that nobody has named. */
const USUAL_NAME = `CASE WHEN pg_catalog.octet_length(c.relname || '_' || a.attname || '_not_null') <= 63
    THEN c.relname || '_' || a.attname || '_not_null' END`;

const SQL = `SELECT a.attrelid AS relation, a.attnum AS number, a.attname AS name,
    pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
    CASE WHEN a.attcollation <> 0 THEN ${ownCollation('a.attcollation', 'a.atttypid')} END AS collation,
    a.attnotnull OR nn.oid IS NOT NULL AS "isNotNull",
    nullif(nn.conname::text, ${USUAL_NAME}) AS "notNullName",
    coalesce(NOT nn.convalidated, false) AS "notNullIsInvalid",
    ${EXPRESSION} AS default, a.attgenerated AS generated, a.attidentity AS identity,
    CASE WHEN a.attstorage <> ty.typstorage THEN a.attstorage END AS storage,
    CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
    CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END AS "statisticsTarget",
    coalesce(a.attoptions, '{}') AS options, coalesce(a.attfdwoptions, '{}') AS "foreignOptions",
    a.attislocal AS "isLocal", ${comment(CLASS.relation, 'a.attrelid', 'a.attnum')} AS comment
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_type ty ON ty.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  LEFT JOIN pg_catalog.pg_constraint nn ON nn.conrelid = a.attrelid AND nn.contype = 'n' AND nn.conkey[1] = a.attnum
  WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND c.relpersistence <> 't' AND ${userSchema('n')}
    AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attrelid, a.attnum`;

function readColumn(row: Row, found: Omit<Identity, 'when'> | undefined): Column {
  const { relation: _, number: __, identity, generated, storage, ...rest } = row;
  return {
    ...rest,
    generated: generated === 's' ? 'stored' : generated === 'v' ? 'virtual' : null,
    storage: storage && STORAGE[storage],
    identity:
      found && identity !== '' ? { when: identity === 'a' ? 'always' : 'by default', ...found } : null,
  };
}
