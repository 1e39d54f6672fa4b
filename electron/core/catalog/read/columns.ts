import { forEach, withTurns } from '../../stretches';
import type { Column, Identity } from '../table';
import { CLASS, joinComment, lockedOids, type Reading, userSchema } from './reading';
import { ownCollation } from './types';

interface Row extends Omit<Column, 'identity' | 'generated' | 'storage' | 'options' | 'foreignOptions'> {
  readonly relation: number;
  readonly number: number;
  readonly identity: '' | 'a' | 'd';
  readonly generated: '' | 's' | 'v';
  readonly storage: keyof typeof STORAGE | null;
  readonly options: readonly string[] | null;
  readonly foreignOptions: readonly string[] | null;
}

const STORAGE = { p: 'PLAIN', e: 'EXTERNAL', m: 'MAIN', x: 'EXTENDED' } as const;

/** Of every table and view, by the relation's oid, in their order. */
export async function fetchColumns(
  reading: Reading,
  identities: ReadonlyMap<string, Omit<Identity, 'when'>>,
): Promise<ReadonlyMap<number, readonly Column[]>> {
  const rows = await reading.session.query<Row>(SQL, [lockedOids(reading, CLASS.default)]);
  const columns = new Map<number, Column[]>();
  // Sorted here: the server sorts so many rows on its disk.
  const sorted = [...rows].sort((a, b) => a.relation - b.relation || a.number - b.number);
  const byRelation = forEach(sorted, (row) => {
    const all = columns.get(row.relation);
    const identity = row.identity === '' ? undefined : identities.get(`${row.relation} ${row.number}`);
    const column = readColumn(row, identity);
    if (all) all.push(column);
    else columns.set(row.relation, [column]);
  });
  await withTurns(byRelation);
  return columns;
}

// With 0 instead of the relation pg_get_expr opens no relation, which would wait for a lock and is slower; it answers
// all that names none of the relation's columns, and a default never does.
const EXPRESSION = `CASE WHEN d.adbin IS NULL THEN NULL
    WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(d.adbin, 0)
    WHEN NOT d.oid = ANY ($1::oid[]) THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END`;

/** What PostgreSQL 18 calls a NOT NULL that nobody has named. */
const USUAL_NAME = `CASE WHEN pg_catalog.octet_length(c.relname || '_' || a.attname || '_not_null') <= 63
    THEN c.relname || '_' || a.attname || '_not_null' END`;

const SQL = `SELECT a.attrelid AS relation, a.attnum AS number, a.attname AS name,
    pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
    CASE WHEN a.attcollation <> ty.typcollation THEN ${ownCollation('a.attcollation', 'a.atttypid')} END AS collation,
    a.attnotnull OR nn.oid IS NOT NULL AS "isNotNull",
    nullif(nn.conname::text, ${USUAL_NAME}) AS "notNullName",
    coalesce(NOT nn.convalidated, false) AS "notNullIsInvalid",
    ${EXPRESSION} AS default, a.attgenerated AS generated, a.attidentity AS identity,
    CASE WHEN a.attstorage <> ty.typstorage THEN a.attstorage END AS storage,
    CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
    CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END AS "statisticsTarget",
    a.attoptions AS options, a.attfdwoptions AS "foreignOptions", a.attislocal AS "isLocal",
    about.description AS comment
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_type ty ON ty.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  LEFT JOIN pg_catalog.pg_constraint nn ON nn.conrelid = a.attrelid AND nn.contype = 'n' AND nn.conkey[1] = a.attnum
  ${joinComment(CLASS.relation, 'a.attrelid', 'a.attnum')}
  WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND c.relpersistence <> 't' AND ${userSchema('n')}
    AND a.attnum > 0 AND NOT a.attisdropped`;

const NONE: readonly string[] = [];

// Field by field: objects made with a rest of another's fields take several times the time and memory.
function readColumn(row: Row, identity: Omit<Identity, 'when'> | undefined): Column {
  return {
    name: row.name,
    type: row.type,
    collation: row.collation,
    isNotNull: row.isNotNull,
    notNullName: row.notNullName,
    notNullIsInvalid: row.notNullIsInvalid,
    default: row.default,
    generated: row.generated === 's' ? 'stored' : row.generated === 'v' ? 'virtual' : null,
    identity: identity
      ? {
          when: row.identity === 'a' ? 'always' : 'by default',
          sequence: identity.sequence,
          options: identity.options,
        }
      : null,
    storage: row.storage && STORAGE[row.storage],
    compression: row.compression,
    statisticsTarget: row.statisticsTarget,
    options: row.options ?? NONE,
    foreignOptions: row.foreignOptions ?? NONE,
    isLocal: row.isLocal,
    comment: row.comment,
  };
}
