/** Where a ledger is, and what kind of table. */
import type { Session } from '../connection/session';
import { badInput, type CoreError } from '../errors';
import type { LedgerName } from '../project/project';
import { quoteIdent } from '../sql/quote';
import { stemOf } from './graph/names';
import type { LedgerColumns } from './ledger';
import { toUseSchema, withGrant } from './ledgerGrants';

export interface LedgerPlace {
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
  readonly unique: boolean;
}

const SQL = `SELECT coalesce(n.nspname, $2, pg_catalog.current_schema()) AS schema, c.relkind::text AS kind,
    EXISTS (SELECT FROM pg_catalog.pg_namespace s WHERE s.nspname = coalesce(n.nspname, $2, pg_catalog.current_schema())) AS schema_exists,
    (SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
         'name', a.attname, 'type', pg_catalog.format_type(a.atttypid, NULL),
         'must', a.attnotnull AND NOT a.atthasdef AND a.attidentity = '', 'key', a.attnum = ANY (k.conkey),
         'unique', EXISTS (SELECT FROM pg_catalog.pg_index x WHERE x.indrelid = a.attrelid AND x.indisunique AND x.indisvalid
           AND x.indpred IS NULL AND x.indnkeyatts = 1 AND x.indkey[0] = a.attnum)) ORDER BY a.attnum)
       FROM pg_catalog.pg_attribute a
       LEFT JOIN pg_catalog.pg_constraint k ON k.conrelid = a.attrelid AND k.contype = 'p'
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
  FROM (SELECT pg_catalog.to_regclass(coalesce(pg_catalog.quote_ident($2) || '.', '') || pg_catalog.quote_ident($1)) AS oid) found
  LEFT JOIN pg_catalog.pg_class c ON c.oid = found.oid
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace`;

export async function fetchLedgerPlace(
  session: Session,
  { table, schema }: LedgerName,
): Promise<LedgerPlace | undefined> {
  try {
    const [place] = await session.query<LedgerPlace>(SQL, [table, schema]);
    return place;
  } catch (error) {
    throw schema === null ? error : await withGrant(session, error, toUseSchema(schema));
  }
}

/** pg_class.relkind of what can be named like a table and is none. */
const OTHER_KINDS: Readonly<Record<string, string>> = {
  v: 'a view',
  m: 'a materialized view',
  f: 'a foreign table',
  S: 'a sequence',
  i: 'an index',
  I: 'an index',
  c: 'a type',
};

/**
 * As Umzug and sequelize-cli make it: names in a column that is the key, called “name” unless Umzug was told
 * otherwise, and perhaps times. A model of the project’s own may have more columns, which must do without us.
 * Throws what it is instead, where it can't be a ledger.
 */
export function readColumns(sql: string, { kind, columns }: LedgerPlace): LedgerColumns {
  const otherKind = OTHER_KINDS[kind ?? ''];
  if (otherKind) throw noLedger(sql, `it is ${otherKind}`);
  const all = columns ?? [];
  const name = all.find((column) => column.name === 'name') ?? onlyKey(all);
  if (!name || !/^(text|character varying|character)$/.test(name.type)) {
    throw noLedger(sql, 'it has no column of names');
  }
  refuseOthers(sql, name, all);
  const given = all.filter((column) => column.must && column !== name);
  return { name: quoteIdent(name.name), times: given.map((column) => quoteIdent(column.name)) };
}

function onlyKey(all: readonly ColumnRow[]): ColumnRow | undefined {
  const keys = all.filter(({ key }) => key);
  return keys.length === 1 ? keys[0] : undefined;
}

/** Customers have names, too, and countries a code. */
function refuseOthers(sql: string, name: ColumnRow, all: readonly ColumnRow[]): void {
  const others = all.filter((column) => column !== name && !/^(timestamp|date)/.test(column.type));
  const asked = others.find(({ must }) => must);
  if (asked) throw noLedger(sql, `its column ${asked.name} can’t be left empty`);
  const [other] = others;
  if (!other) return;
  if (name.name !== 'name') throw noLedger(sql, `beside ${name.name} it has a column ${other.name}`);
  if (!name.unique) throw noLedger(sql, 'it may hold the same name twice');
}

/** What has a key beside its names may be a table of anything that has a name: then what it holds decides. */
export function refuseOtherNames(sql: string, { columns }: LedgerPlace, names: readonly string[]): void {
  const isKeyed = columns?.some(({ key, name }) => key && name !== 'name') ?? false;
  const hasNamed = columns?.some(({ name }) => name === 'name') ?? false;
  const looksRight = (name: string) => /^\d/.test(name) || stemOf(name) !== name;
  if (!isKeyed || !hasNamed || names.length === 0 || names.some(looksRight)) return;
  throw noLedger(sql, `it holds names that no revision has, such as “${names[0]}”`);
}

function noLedger(sql: string, why: string): CoreError {
  return badInput(
    `${sql} is not a ledger: ${why}.`,
    'A ledger is a table of names, each of them once, as sequelize-cli and Umzug make it. Say which one it is with --ledger or in the project’s configuration.',
    'ledger',
  );
}
