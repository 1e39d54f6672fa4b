/**
 * The ledger: the table of applied revisions, as sequelize-cli and Umzug make and read it.
 * It holds names and nothing else; see log.ts for the rest.
 */

import { queryUnlessLocked } from '../connection/relationLockers.sql';
import type { Session } from '../connection/session';
import { badInput } from '../errors';
import type { LedgerName } from '../project/project';
import { quoteIdent, quoteLiteral, quoteQualified } from '../sql/quote';
import { toCreateLedger, toReadLedger, withGrant } from './ledgerGrants';
import { fetchLedgerPlace, readColumns, refuseOtherNames } from './ledgerPlace.sql';

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

/** Reads only. A ledger that is locked is told with who holds it, within the session's lock_timeout. */
export async function fetchLedger(session: Session, wanted: LedgerName): Promise<Ledger> {
  const { table } = wanted;
  const place = await fetchLedgerPlace(session, wanted);
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
  refuseOtherNames(sql, place, names);
  return { schema, schemaExists, table, exists, sql, columns, names };
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
