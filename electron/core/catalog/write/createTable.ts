import { quoteIdent, quoteQualified } from '../../sql/quote';
import type { Constraint } from '../catalog';
import { quoted } from '../identity';
import type { Lookup } from '../lookup';
import type { Column, Table } from '../table';
import { columnSettings, columnSql, notNullSql, typedColumnSql, withSureName } from './columns';
import { commentOn, foreignOptions, withOptions } from './options';
import { type Step, step } from './step';
import { usualStorage } from './storage';

/**
 * A partition is made as a table of its own and attached later, as pg_dump does: so its columns keep their order
 * and its indexes their names.
 */
export function createTable(table: Table, lookup: Lookup): readonly Step[] {
  const checksOfParents = checksAbove(table, lookup);
  const { schema, name, persistence, foreign, partitionedBy, accessMethod, options } = table;
  const kind = foreign ? 'FOREIGN TABLE' : persistence === 'unlogged' ? 'UNLOGGED TABLE' : 'TABLE';
  const sql = [
    `CREATE ${kind} ${quoteQualified(schema, name)}${columnsSql(table, checksOfParents, lookup)}`,
    isPlainChild(table) ? ` INHERITS (${table.parents.map(quoted).join(', ')})` : '',
    partitionedBy === null ? '' : ` PARTITION BY ${partitionedBy}`,
    accessMethod === null ? '' : ` USING ${quoteIdent(accessMethod)}`,
    withOptions(options),
    foreign ? ` SERVER ${quoteIdent(foreign.server)}${foreignOptions(foreign.options)}` : '',
  ];
  const lock = isPlainChild(table) ? 'SHARE UPDATE EXCLUSIVE' : null;
  return [step(sql.join(''), lock), ...settingSteps(table, lookup), ...commentSteps(table)];
}

function isPlainChild({ parents, partitionBound }: Table): boolean {
  return parents.length > 0 && partitionBound === null;
}

function columnsSql(table: Table, checksOfParents: readonly Constraint[], lookup: Lookup): string {
  const { schema, ofType } = table;
  const columns = table.columns.map((column) => withSureName(table, column, lookup));
  const checks = checksOfParents.map(
    ({ name, definition }) => `CONSTRAINT ${quoteIdent(name)} ${definition ?? ''}`,
  );
  if (ofType !== null) {
    const said = columns.map((column) => typedColumnSql(schema, column)).filter((each) => each !== null);
    return ` OF ${ofType}${said.length === 0 ? '' : ` (\n  ${said.join(',\n  ')}\n)`}`;
  }
  const own = isPlainChild(table) ? ownColumns(table, columns, lookup) : columns;
  const lines = [...own.map((column) => columnSql(schema, column)), ...checks];
  return lines.length === 0 ? ' ()' : ` (\n  ${lines.join(',\n  ')}\n)`;
}

/** Before PostgreSQL 16 a child may not repeat the expression that it inherits; from then on it need not. */
function ownColumns({ parents }: Table, columns: readonly Column[], lookup: Lookup): readonly Column[] {
  const inherited = parents.flatMap((parent) => lookup.table(parent)?.columns ?? []);
  return columns
    .filter(({ isLocal }) => isLocal)
    .map((column) => {
      const theirs = inherited.filter(({ name }) => name === column.name);
      const isRepeated = theirs.every(
        (each) => each.generated === column.generated && each.default === column.default,
      );
      if (column.generated === null || theirs.length === 0 || !isRepeated) return column;
      return { ...column, generated: null, default: null };
    });
}

function settingSteps(table: Table, lookup: Lookup): readonly Step[] {
  const { columns, rowSecurity, replicaIdentity } = table;
  const actions = columns.flatMap((column) => columnSettings(column));
  if (isPlainChild(table)) actions.push(...ownDefaults(table, lookup), ...ownSettings(table, lookup));
  if (rowSecurity !== 'off') actions.push('ENABLE ROW LEVEL SECURITY');
  if (rowSecurity === 'forced') actions.push('FORCE ROW LEVEL SECURITY');
  if (replicaIdentity === 'full' || replicaIdentity === 'nothing') {
    actions.push(`REPLICA IDENTITY ${replicaIdentity.toUpperCase()}`);
  }
  return actions.length === 0 ? [] : [step(`${alterOnly(table)} ${actions.join(', ')}`)];
}

/** Inherited columns have a parent's default unless the child says another. */
function ownDefaults({ columns, parents }: Table, lookup: Lookup): readonly string[] {
  const inherited = parents.flatMap((parent) => lookup.table(parent)?.columns ?? []);
  return columns
    .filter(({ generated, identity }) => generated === null && identity === null)
    .flatMap(({ name, default: expression }) => {
      const theirs = inherited.find((each) => each.name === name);
      if (!theirs || theirs.default === expression) return [];
      return [
        `ALTER COLUMN ${quoteIdent(name)} ${expression === null ? 'DROP DEFAULT' : `SET DEFAULT ${expression}`}`,
      ];
    });
}

/** What CREATE TABLE … INHERITS takes from the parent, unless the child says otherwise. */
function ownSettings({ columns, parents }: Table, lookup: Lookup): readonly string[] {
  const inherited = parents.flatMap((parent) => lookup.table(parent)?.columns ?? []);
  return columns.flatMap((column) => {
    const theirs = inherited.filter(({ name }) => name === column.name);
    const [first] = theirs;
    if (!first) return [];
    const { compression, isNotNull, notNullName } = column;
    const name = quoteIdent(column.name);
    const actions: string[] = [];
    if (first.compression !== compression) {
      actions.push(`ALTER COLUMN ${name} SET COMPRESSION ${compression ?? 'default'}`);
    }
    if (first.storage !== column.storage) {
      actions.push(`ALTER COLUMN ${name} SET STORAGE ${column.storage ?? usualStorage(column.type)}`);
    }
    const isInherited = theirs.some((each) => each.isNotNull);
    if (isNotNull === isInherited || (isNotNull && column.isLocal)) return actions;
    if (!isNotNull) actions.push(`ALTER COLUMN ${name} DROP NOT NULL`);
    else if (notNullName === null) actions.push(`ALTER COLUMN ${name} SET NOT NULL`);
    else actions.push(`ADD ${notNullSql(column)} ${name}`);
    return actions;
  });
}

export function alterOnly({ schema, name, foreign }: Pick<Table, 'schema' | 'name' | 'foreign'>): string {
  return `ALTER ${foreign ? 'FOREIGN TABLE' : 'TABLE'} ONLY ${quoteQualified(schema, name)}`;
}

function commentSteps({ schema, name, columns, comment, foreign }: Table): readonly Step[] {
  const relation = quoteQualified(schema, name);
  const steps = columns
    .filter((column) => column.comment !== null)
    .map((column) => step(commentOn(`COLUMN ${relation}.${quoteIdent(column.name)}`, column.comment)));
  if (comment === null) return steps;
  return [step(commentOn(`${foreign ? 'FOREIGN TABLE' : 'TABLE'} ${relation}`, comment)), ...steps];
}

/**
 * Makes a partition part of its parent; needs its indexes, so that they become parts of the parent's. An empty one of
 * the same plan stops nobody; one that was there is read, and so is the default partition, for rows that are not its.
 */
export function attachPartition(
  { id, parents, schema, name, partitionBound }: Table,
  lookup: Lookup,
  isNew: boolean,
): Step {
  const siblings = parents.flatMap((parent) => {
    const found = lookup.table(parent);
    return found ? lookup.childrenOf(found) : [];
  });
  const hasDefault = siblings.some((each) => each.id !== id && each.partitionBound === 'DEFAULT');
  const sql = `ALTER TABLE ONLY ${parents.map(quoted).join(', ')} ATTACH PARTITION ${quoteQualified(schema, name)} ${partitionBound ?? ''}`;
  if (isNew && !hasDefault) return step(sql, 'SHARE UPDATE EXCLUSIVE');
  return step(sql, 'ACCESS EXCLUSIVE', { scans: true });
}

/** Checks that a partition must have before it is attached, from all that it is a part of. */
export function checksAbove(table: Table, lookup: Lookup): readonly Constraint[] {
  if (table.partitionBound === null) return [];
  return table.parents.flatMap((name) => {
    const parent = lookup.table(name);
    if (!parent) return [];
    const checks = lookup.constraintsOf(parent).filter(({ type }) => type === 'check');
    return [...checks, ...checksAbove(parent, lookup)];
  });
}
