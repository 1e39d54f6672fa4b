import { quoteIdent, quoteQualified } from '../../sql/quote';
import type { Lookup } from '../lookup';
import type { Column, Identity, SequenceOptions, Table } from '../table';
import { foreignOptions, storageOptions } from './options';

/**
 * PostgreSQL 18 gives a NOT NULL another name than the usual one where some constraint of the schema has that already,
 * as copies by LIKE do.
 */
export function withSureName(
  { schema, name }: Pick<Table, 'schema' | 'name'>,
  column: Column,
  { catalog, grouped }: Lookup,
): Column {
  const usual = `${name}_${column.name}_not_null`;
  if (!column.isNotNull || column.notNullName !== null || catalog.serverVersion < 180000) return column;
  const isTaken = grouped('notNull', `${schema}.${usual}`).length > 0;
  return isTaken ? { ...column, notNullName: usual } : column;
}

/** Within CREATE TABLE and after ADD COLUMN. */
export function columnSql(schema: string, column: Column): string {
  const { name, type, collation, compression, isNotNull, notNullIsInvalid } = column;
  return [
    quoteIdent(name),
    type,
    foreignOptions(column.foreignOptions).trim(),
    compression === null ? '' : `COMPRESSION ${compression}`,
    collation === null ? '' : `COLLATE ${collation}`,
    valueSql(schema, column),
    isNotNull && !notNullIsInvalid ? notNullSql(column) : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** A typed table has its columns' types from the type. */
export function typedColumnSql(schema: string, column: Column): string | null {
  const said = [valueSql(schema, column), column.isNotNull ? notNullSql(column) : ''].filter(Boolean);
  return said.length === 0 ? null : `${quoteIdent(column.name)} WITH OPTIONS ${said.join(' ')}`;
}

export function valueSql(schema: string, { default: expression, generated, identity }: Column): string {
  if (identity) return identitySql(schema, identity);
  if (expression === null) return '';
  if (generated === null) return `DEFAULT ${expression}`;
  return `GENERATED ALWAYS AS (${expression}) ${generated.toUpperCase()}`;
}

export function identitySql(schema: string, { when, sequence, options }: Identity): string {
  return `GENERATED ${when.toUpperCase()} AS IDENTITY (SEQUENCE NAME ${quoteQualified(schema, sequence)} ${sequenceSql(options)})`;
}

/** Without the type, which an identity has from its column. */
export function sequenceSql({ start, increment, min, max, cache, isCycling }: SequenceOptions): string {
  return `INCREMENT BY ${increment} MINVALUE ${min} MAXVALUE ${max} START WITH ${start} CACHE ${cache} ${isCycling ? 'CYCLE' : 'NO CYCLE'}`;
}

export function notNullSql({ notNullName }: Column): string {
  return notNullName === null ? 'NOT NULL' : `CONSTRAINT ${quoteIdent(notNullName)} NOT NULL`;
}

/** What CREATE TABLE has no words for in all versions; as actions of ALTER TABLE. */
export function columnSettings(column: Column): readonly string[] {
  const { name, storage, statisticsTarget, options, isNotNull, notNullIsInvalid, notNullName } = column;
  const alter = `ALTER COLUMN ${quoteIdent(name)}`;
  const actions: string[] = [];
  if (storage !== null) actions.push(`${alter} SET STORAGE ${storage}`);
  if (statisticsTarget !== null) actions.push(`${alter} SET STATISTICS ${statisticsTarget}`);
  if (options.length > 0) actions.push(`${alter} SET (${storageOptions(options)})`);
  if (isNotNull && notNullIsInvalid) {
    const constraint = notNullName === null ? '' : `CONSTRAINT ${quoteIdent(notNullName)} `;
    actions.push(`ADD ${constraint}NOT NULL ${quoteIdent(name)} NOT VALID`);
  }
  return actions;
}
