/**
 * The ledger: the table of applied revisions, as sequelize-cli and Umzug make and read it.
 * It holds names and nothing else; see log.ts for the rest.
 */

import type { Session } from '../connection/session';
import { CoreError } from '../errors';
import { quoteIdent, quoteQualified } from '../sql/quote';
import { queryUnlessLocked } from './relationLockers.sql';

export interface Ledger {
  readonly schema: string;
  readonly table: string;
  readonly exists: boolean;
  /** Quoted and qualified. */
  readonly sql: string;
  /** Names, by code unit. */
  readonly names: readonly string[];
}

export const LEDGER_TABLE = 'SequelizeMeta';

const PLACE_SQL = `SELECT coalesce(n.nspname, pg_catalog.current_schema()) AS schema, c.oid IS NOT NULL AS exists
  FROM (SELECT pg_catalog.to_regclass(pg_catalog.quote_ident($1)) AS oid) found
  LEFT JOIN pg_catalog.pg_class c ON c.oid = found.oid
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace`;

/** Reads only. A ledger that is locked is told with who holds it, within the session's lock_timeout. */
export async function fetchLedger(session: Session): Promise<Ledger> {
  const [place] = await session.query<{ schema: string | null; exists: boolean }>(PLACE_SQL, [LEDGER_TABLE]);
  if (!place?.schema) {
    throw new CoreError({
      kind: 'bad-input',
      message: 'This role’s search_path names no schema that exists.',
      hint: 'ALTER ROLE … SET search_path, or create the schema.',
    });
  }
  const sql = quoteQualified(place.schema, LEDGER_TABLE);
  const names = place.exists ? await fetchNames(session, sql) : [];
  return { schema: place.schema, table: LEDGER_TABLE, exists: place.exists, sql, names };
}

/** As sequelize-cli creates it: one column, primary key SequelizeMeta_pkey. */
export async function createLedger(session: Session, ledger: Ledger): Promise<void> {
  if (ledger.exists) return;
  const sql = `CREATE TABLE IF NOT EXISTS ${ledger.sql} ("name" VARCHAR(255) NOT NULL UNIQUE, PRIMARY KEY ("name"))`;
  await session.query(sql).catch(async (error) => {
    if (!(error instanceof CoreError) || error.info.kind !== 'not-permitted') throw error;
    const [row] = await session.query<{ user: string }>('SELECT current_user AS user');
    throw notPermitted(ledger.schema, row?.user ?? 'public');
  });
}

function notPermitted(schema: string, user: string): CoreError {
  return new CoreError({
    kind: 'not-permitted',
    message: `${user} may not create the ledger ${LEDGER_TABLE} in schema ${schema}.`,
    hint: 'Nothing was run.',
    grantSql: `GRANT CREATE ON SCHEMA ${quoteIdent(schema)} TO ${quoteIdent(user)};`,
  });
}

async function fetchNames(session: Session, sql: string): Promise<readonly string[]> {
  const rows = await queryUnlessLocked<{ name: string }>(
    session,
    { name: LEDGER_TABLE, sql },
    `SELECT name FROM ${sql} ORDER BY name COLLATE "C"`,
  );
  return rows.map(({ name }) => name);
}
