import type { Session } from '../../connection/session';
import { badInput } from '../../errors';
import { quoteIdent, quoteQualified } from '../../sql/quote';

export interface TableName {
  /** null: the first in the search path that has it. */
  readonly schema: string | null;
  readonly name: string;
}

export interface TableFacts {
  readonly oid: number;
  readonly schema: string;
  readonly table: string;
  /** Quoted and qualified. */
  readonly sql: string;
  readonly name: string;
  /** As of the last VACUUM or ANALYZE. */
  readonly pageEstimate: number;
  readonly keyColumns: readonly KeyColumn[];
  readonly columns: readonly string[];
  readonly canSelect: boolean;
  /** What would let this role read it. */
  readonly grantSql: string;
  /** Policies decide which rows this role sees. */
  readonly hasRowSecurity: boolean;
  /** Schemas of the extensions that tell more, where they are installed and may be used. */
  readonly pgrowlocks: string | null;
  readonly pageinspect: string | null;
  readonly hasPgrowlocks: boolean;
  /** What the table can still hold: groups of lockers and transactions of at most this age. */
  readonly groupAge: number;
  readonly transactionAge: number;
}

export interface KeyColumn {
  readonly name: string;
  /** As SQL writes it. */
  readonly type: string;
}

interface Row {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly pages: number;
  readonly key_columns: readonly string[];
  readonly key_types: readonly string[];
  readonly columns: readonly string[];
  readonly can_select: boolean;
  readonly can_use_schema: boolean;
  readonly has_row_security: boolean;
  readonly role: string;
  readonly pgrowlocks: string | null;
  readonly may_pgrowlocks: boolean;
  readonly pageinspect: string | null;
  readonly is_superuser: boolean;
  readonly group_age: number;
  readonly transaction_age: number;
}

/** From pg_class and its like alone: nothing here opens the table. */
const SQL = `SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind, c.relpages AS pages,
    ARRAY(SELECT a.attname::text FROM pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY AS k (n, place)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.n ORDER BY k.place) AS key_columns,
    ARRAY(SELECT pg_catalog.format_type(a.atttypid, a.atttypmod)
      FROM pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY AS k (n, place)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.n ORDER BY k.place) AS key_types,
    ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
    pg_catalog.has_table_privilege(c.oid, 'SELECT') AS can_select,
    pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS can_use_schema,
    pg_catalog.row_security_active(c.oid) AS has_row_security, session_user AS role,
    ${schemaOf('pgrowlocks')} AS pgrowlocks, ${schemaOf('pageinspect')} AS pageinspect,
    pg_catalog.has_table_privilege(c.oid, 'SELECT')
      OR pg_catalog.pg_has_role(session_user, 'pg_stat_scan_tables', 'USAGE') AS may_pgrowlocks,
    (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = session_user) AS is_superuser,
    pg_catalog.mxid_age(c.relminmxid) AS group_age, pg_catalog.age(c.relfrozenxid) AS transaction_age
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisprimary
  WHERE `;

function schemaOf(extension: string): string {
  return `(SELECT x.nspname FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace x ON x.oid = e.extnamespace
      WHERE e.extname = '${extension}')`;
}

export async function fetchTableFacts(session: Session, { schema, name }: TableName): Promise<TableFacts> {
  const where = 'coalesce(n.nspname = $1, pg_catalog.pg_table_is_visible(c.oid)) AND c.relname = $2';
  const [row] = await session.query<Row>(`${SQL} ${where}`, [schema, name]);
  const asked = schema === null ? name : `${schema}.${name}`;
  if (!row) throw badInput(`There is no table ${asked}.`, 'Choose another one.', 'table');
  refuseWithoutRows(row, asked);
  return toFacts(row);
}

/** null when it is gone. */
export async function fetchTableByOid(session: Session, oid: number): Promise<TableFacts | null> {
  const [row] = await session.query<Row>(`${SQL} c.oid = $1`, [oid]);
  return row ? toFacts(row) : null;
}

function toFacts(row: Row): TableFacts {
  return {
    oid: row.oid,
    schema: row.schema,
    table: row.name,
    sql: quoteQualified(row.schema, row.name),
    name: row.schema === 'public' ? row.name : `${row.schema}.${row.name}`,
    pageEstimate: row.pages,
    keyColumns: row.key_columns.map((name, place) => ({ name, type: row.key_types[place] ?? 'text' })),
    columns: row.columns,
    canSelect: row.can_select && row.can_use_schema,
    grantSql: grantSqlOf(row),
    hasRowSecurity: row.has_row_security,
    pgrowlocks: row.may_pgrowlocks && row.can_use_schema ? row.pgrowlocks : null,
    pageinspect: row.is_superuser ? row.pageinspect : null,
    hasPgrowlocks: row.pgrowlocks !== null,
    groupAge: row.group_age,
    transactionAge: row.transaction_age,
  };
}

function grantSqlOf(row: Row): string {
  const role = quoteIdent(row.role);
  const grants = [
    row.can_use_schema ? null : `GRANT USAGE ON SCHEMA ${quoteIdent(row.schema)} TO ${role}`,
    row.can_select ? null : `GRANT SELECT ON ${quoteQualified(row.schema, row.name)} TO ${role}`,
  ];
  return grants.filter((each) => each !== null).join('; ');
}

function refuseWithoutRows({ kind }: Row, name: string): void {
  if (kind === 'r' || kind === 'm' || kind === 't') return;
  const hint = kind === 'p' ? 'Choose one of its partitions.' : 'Choose a table.';
  throw badInput(`${name} has no rows of its own.`, hint, 'table');
}
