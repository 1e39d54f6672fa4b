import { quoteIdent, quoteQualified } from '../../sql/quote';
import type { Constraint, Table } from '../catalog';
import { quoted } from '../identity';
import type { Lookup } from '../lookup';
import { columnSettings, columnSql, typedColumnSql } from './columns';
import { commentOn, foreignOptions, withOptions } from './options';
import { type Step, step } from './step';

/**
 * A partition is made as a table of its own and attached later, as pg_dump does: so its columns keep their order
 * and its indexes their names.
 */
export function createTable(table: Table, lookup: Lookup): readonly Step[] {
  const checksOfParents = checksAbove(table, lookup);
  const { schema, name, persistence, foreign, partitionedBy, accessMethod, options } = table;
  const kind = foreign ? 'FOREIGN TABLE' : persistence === 'unlogged' ? 'UNLOGGED TABLE' : 'TABLE';
  const sql = [
    `CREATE ${kind} ${quoteQualified(schema, name)}${columnsSql(table, checksOfParents)}`,
    isPlainChild(table) ? ` INHERITS (${table.parents.map(quoted).join(', ')})` : '',
    partitionedBy === null ? '' : ` PARTITION BY ${partitionedBy}`,
    accessMethod === null ? '' : ` USING ${quoteIdent(accessMethod)}`,
    withOptions(options),
    foreign ? ` SERVER ${quoteIdent(foreign.server)}${foreignOptions(foreign.options)}` : '',
  ];
  return [step(sql.join('')), ...settingSteps(table, lookup), ...commentSteps(table)];
}

function isPlainChild({ parents, partitionBound }: Table): boolean {
  return parents.length > 0 && partitionBound === null;
}

function columnsSql(table: Table, checksOfParents: readonly Constraint[]): string {
  const { schema, columns, ofType } = table;
  const checks = checksOfParents.map(
    ({ name, definition }) => `CONSTRAINT ${quoteIdent(name)} ${definition ?? ''}`,
  );
  if (ofType !== null) {
    const said = columns.map((column) => typedColumnSql(schema, column)).filter((each) => each !== null);
    return ` OF ${ofType}${said.length === 0 ? '' : ` (\n  ${said.join(',\n  ')}\n)`}`;
  }
  const own = isPlainChild(table) ? columns.filter(({ isLocal }) => isLocal) : columns;
  const lines = [...own.map((column) => columnSql(schema, column)), ...checks];
  return lines.length === 0 ? ' ()' : ` (\n  ${lines.join(',\n  ')}\n)`;
}

function settingSteps(table: Table, lookup: Lookup): readonly Step[] {
  const { columns, rowSecurity, replicaIdentity } = table;
  const actions = columns.flatMap((column) => columnSettings(column));
  if (isPlainChild(table)) actions.push(...ownDefaults(table, lookup));
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

/** Makes a partition part of its parent; needs its indexes, so that they become parts of the parent's. */
export function attachPartition({ schema, name, parents, partitionBound }: Table): Step {
  const parent = parents.map(quoted).join(', ');
  return step(
    `ALTER TABLE ONLY ${parent} ATTACH PARTITION ${quoteQualified(schema, name)} ${partitionBound ?? ''}`,
    'SHARE UPDATE EXCLUSIVE',
  );
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
