/**
 * The ledger: the table of applied revisions, as sequelize-cli and Umzug make and read it.
 * It holds names and nothing else; see log.ts for the rest.
 */

import type { Session } from '../connection/session';
import { badInput, type CoreError } from '../errors';
import type { LedgerName } from '../project/project';
import { quoteIdent, quoteLiteral, quoteQualified } from '../sql/quote';
import { toCreateLedger, toReadLedger, toUseSchema, withGrant } from './ledgerGrants';
import { queryUnlessLocked } from './relationLockers.sql';

export interface Ledger {
  readonly schema: string;
  readonly schemaExists: boolean;
  readonly table: string;
  readonly exists: boolean;
  /** Quoted and qualified. */
  readonly sql: string;
  readonly columns: LedgerColumns;
  /** Names, by code unit. */
  readonly names: readonly string[];
}

/** Quoted. Umzug may be told to call the name's column otherwise, and to keep times. */
export interface LedgerColumns {
  readonly name: string;
  /** Those that must be given a time: createdAt and updatedAt. */
  readonly times: readonly string[];
}

export const DEFAULT_LEDGER: LedgerName = { table: 'SequelizeMeta', schema: null };

export const OWN_COLUMNS: LedgerColumns = { name: '"name"', times: [] };

interface PlaceRow {
  readonly schema: string | null;
  readonly schema_exists: boolean;
  readonly kind: string | null;
  readonly columns: readonly ColumnRow[] | null;
}

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly must: boolean;
  readonly key: boolean;
}

const PLACE_SQL = `SELECT coalesce(n.nspname, $2, pg_catalog.current_schema()) AS schema, c.relkind::text AS kind,
    EXISTS (SELECT FROM pg_catalog.pg_namespace s WHERE s.nspname = coalesce(n.nspname, $2, pg_catalog.current_schema())) AS schema_exists,
    (SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
         'name', a.attname, 'type', pg_catalog.format_type(a.atttypid, NULL),
         'must', a.attnotnull AND NOT a.atthasdef AND a.attidentity = '', 'key', a.attnum = ANY (k.conkey)) ORDER BY a.attnum)
       FROM pg_catalog.pg_attribute a
       LEFT JOIN pg_catalog.pg_constraint k ON k.conrelid = a.attrelid AND k.contype = 'p'
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
  FROM (SELECT pg_catalog.to_regclass(coalesce(pg_catalog.quote_ident($2) || '.', '') || pg_catalog.quote_ident($1)) AS oid) found
  LEFT JOIN pg_catalog.pg_class c ON c.oid = found.oid
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace`;

/** Reads only. A ledger that is locked is told with who holds it, within the session's lock_timeout. */
export async function fetchLedger(session: Session, wanted: LedgerName): Promise<Ledger> {
  const { table } = wanted;
  const place = await fetchPlace(session, wanted);
  if (!place?.schema) {
    throw badInput(
      'This role’s search_path names no schema that exists.',
      'ALTER ROLE … SET search_path, or create the schema.',
    );
  }
  const { schema, schema_exists: schemaExists } = place;
  const sql = quoteQualified(schema, table);
  const exists = place.kind !== null;
  const columns = exists ? readColumns(sql, place) : OWN_COLUMNS;
  const names = exists ? await fetchNames(session, table, sql, columns) : [];
  return { schema, schemaExists, table, exists, sql, columns, names };
}

async function fetchPlace(session: Session, { table, schema }: LedgerName): Promise<PlaceRow | undefined> {
  try {
    const [place] = await session.query<PlaceRow>(PLACE_SQL, [table, schema]);
    return place;
  } catch (error) {
    throw schema === null ? error : await withGrant(session, error, toUseSchema(schema));
  }
}

function readColumns(sql: string, { kind, columns }: PlaceRow): LedgerColumns {
  const all = columns ?? [];
  const keys = all.filter(({ key }) => key);
  const [onlyKey] = keys.length === 1 ? keys : [];
  const name = all.find((column) => column.name === 'name') ?? onlyKey;
  if (!name || !/^(text|character varying|character)$/.test(name.type) || !/^[rp]$/.test(kind ?? '')) {
    throw noLedger(sql, 'it has no column of names');
  }
  const given = all.filter((column) => column.must && column !== name);
  const other = given.find(({ type }) => !/^(timestamp|date)/.test(type));
  if (other) throw noLedger(sql, `its column ${other.name} can’t be left empty`);
  return { name: quoteIdent(name.name), times: given.map((column) => quoteIdent(column.name)) };
}

function noLedger(sql: string, why: string): CoreError {
  return badInput(
    `${sql} is not a ledger: ${why}.`,
    'A ledger is a table with a column “name”. Say which one it is with --ledger or in the project’s configuration.',
    'ledger',
  );
}

/** As sequelize-cli creates it: one column, primary key SequelizeMeta_pkey. */
export function createLedgerSql({ sql }: Pick<Ledger, 'sql'>): string {
  return `CREATE TABLE IF NOT EXISTS ${sql} ("name" VARCHAR(255) NOT NULL UNIQUE, PRIMARY KEY ("name"))`;
}

/** Its schema too, where the project names one that is not there: so does sequelize-cli. */
export async function createLedger(session: Session, ledger: Ledger): Promise<void> {
  if (ledger.exists) return;
  try {
    if (!ledger.schemaExists) {
      await session.query(`CREATE SCHEMA IF NOT EXISTS ${quoteIdent(ledger.schema)}`);
    }
    await session.query(createLedgerSql(ledger));
  } catch (error) {
    throw await withGrant(session, error, toCreateLedger(ledger.schema, ledger.schemaExists, ledger.table));
  }
}

/** Writes names, in one statement; without names, one that does nothing. */
export function recordNamesSql(
  { sql, columns }: Pick<Ledger, 'sql' | 'columns'>,
  names: readonly string[],
): string {
  const times = columns.times.map(() => ', pg_catalog.now()').join('');
  const listed = [columns.name, ...columns.times].join(', ');
  return `INSERT INTO ${sql} (${listed}) SELECT n${times} FROM pg_catalog.unnest(${arraySql(names)}) n`;
}

export function forgetNamesSql(
  { sql, columns }: Pick<Ledger, 'sql' | 'columns'>,
  names: readonly string[],
): string {
  return `DELETE FROM ${sql} WHERE ${columns.name} = ANY (${arraySql(names)})`;
}

function arraySql(names: readonly string[]): string {
  return `ARRAY[${names.map(quoteLiteral).join(', ')}]::text[]`;
}

async function fetchNames(
  session: Session,
  table: string,
  sql: string,
  { name }: LedgerColumns,
): Promise<readonly string[]> {
  const namesSql = `SELECT ${name}::text AS name FROM ${sql} ORDER BY ${name}::text COLLATE "C"`;
  try {
    const rows = await queryUnlessLocked<{ name: string }>(session, { name: table, sql }, namesSql);
    return rows.map((row) => row.name);
  } catch (error) {
    throw await withGrant(session, error, toReadLedger(sql));
  }
}
