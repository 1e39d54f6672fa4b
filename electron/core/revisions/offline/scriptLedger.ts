/** The ledger as a script names it, and what the script writes into it. */
import type { LedgerName } from '../../project/project';
import { quoteIdent, quoteLiteral, quoteQualified } from '../../sql/quote';
import { createLedgerSql, type Ledger, type LedgerColumns, OWN_COLUMNS } from '../ledger';
import type { Direction } from '../plan';

export interface ScriptLedger {
  /** Quoted; qualified where the schema is known. */
  readonly sql: string;
  readonly isQualified: boolean;
  readonly columns: LedgerColumns;
  /** Statements that make it, and its schema where the project names one. */
  readonly makeSql: string;
  /** An expression: the name that the run lock is hashed from, as lockName of runLock.ts. */
  readonly lockNameSql: string;
}

/** `known` null: as sequelize-cli makes it, wherever the project says or the search_path of psql's session leads. */
export function scriptLedger({ table, schema: named }: LedgerName, known: Ledger | null): ScriptLedger {
  const schema = known?.schema ?? named;
  const sql = schema === null ? quoteIdent(table) : quoteQualified(schema, table);
  return {
    sql,
    isQualified: schema !== null,
    columns: known?.columns ?? OWN_COLUMNS,
    makeSql: `${named === null ? '' : makeSchemaSql(named)}${createLedgerSql({ sql })};`,
    lockNameSql:
      schema === null ? foundLockNameSql(sql, table) : quoteLiteral(`lockstep run ${schema}.${table}`),
  };
}

export function ledgerRowSql({ sql, columns }: ScriptLedger, direction: Direction, name: string): string {
  if (direction === 'down') return `DELETE FROM ${sql} WHERE ${columns.name} = ${quoteLiteral(name)};`;
  const listed = [columns.name, ...columns.times].join(', ');
  const values = [quoteLiteral(name), ...columns.times.map(() => 'pg_catalog.now()')].join(', ');
  return `INSERT INTO ${sql} (${listed}) VALUES (${values});`;
}

/** For PL/pgSQL: CREATE SCHEMA IF NOT EXISTS wants the right to create one even where it is there. */
function makeSchemaSql(schema: string): string {
  const isMissing = `pg_catalog.to_regnamespace(${quoteLiteral(quoteIdent(schema))}) IS NULL`;
  return `IF ${isMissing} THEN CREATE SCHEMA ${quoteIdent(schema)}; END IF;\n    `;
}

function foundLockNameSql(sql: string, table: string): string {
  const found = `(SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = pg_catalog.to_regclass(${quoteLiteral(sql)}))`;
  return `'lockstep run ' || coalesce(${found}, pg_catalog.current_schema()) || ${quoteLiteral(`.${table}`)}`;
}
