import { quoteIdent, quoteQualified } from '../../sql/quote';
import type { Column, Table } from '../catalog';
import { quoted } from '../identity';
import type { Lookup } from '../lookup';
import { columnSettings, columnSql, identitySql, notNullSql, sequenceSql } from '../write/columns';
import { alterOnly, attachPartition } from '../write/createTable';
import { commentOn, nameOf, storageOptions } from '../write/options';
import { type Step, step } from '../write/step';
import { type Alteration, foreignOptionChanges } from './alter';
import { isSameColumn } from './compare';
import { replicaIdentitySql } from './creations';

/** null: what it is can't be altered, only made anew without its rows. */
export function alterTable(a: Table, b: Table, before: Lookup, after: Lookup): Alteration | null {
  const isOther =
    a.partitionedBy !== b.partitionedBy ||
    (a.foreign === null) !== (b.foreign === null) ||
    a.foreign?.server !== b.foreign?.server;
  if (isOther) return null;
  const columns = alterColumns(a, b, before, after);
  const steps = [
    ...leaveParents(a, b),
    ...columns.flatMap((each) => each.steps),
    ...joinParents(a, b),
    ...alterSettings(a, b),
  ];
  return { steps, breaksColumns: columns.flatMap(({ breaks }) => breaks) };
}

interface ColumnChange {
  readonly steps: readonly Step[];
  readonly breaks: readonly string[];
}

/** What a parent's ALTER TABLE brings along is not done again. */
function alterColumns(a: Table, b: Table, before: Lookup, after: Lookup): readonly ColumnChange[] {
  const parents = b.parents.map((name) => [before.table(name), after.table(name)] as const);
  const fromParent = (name: string, test: (old: Column | undefined, now: Column | undefined) => boolean) =>
    parents.some(([old, now]) => test(columnOf(old, name), columnOf(now, name)));
  const dropped = a.columns.filter(({ name }) => !columnOf(b, name));
  const changes: ColumnChange[] = [];
  for (const { name } of dropped) {
    if (fromParent(name, (old, now) => old !== undefined && now === undefined)) continue;
    changes.push(dropColumn(b, name));
  }
  for (const column of b.columns) {
    const old = columnOf(a, column.name);
    if (old && isSameColumn(old, column)) continue;
    if (!old && fromParent(column.name, (was, now) => was === undefined && now !== undefined)) {
      const inherited = b.parents.map((name) => columnOf(after.table(name), column.name)).find(Boolean);
      if (inherited) changes.push(alterColumn(b, inherited, column, true));
    } else if (!old) changes.push(addColumn(b, column));
    else {
      const typeFollows = fromParent(
        column.name,
        (was, now) => was?.type !== now?.type && now?.type === column.type,
      );
      changes.push(alterColumn(b, typeFollows ? { ...old, type: column.type } : old, column, false));
    }
  }
  return changes;
}

function columnOf(table: Table | undefined, name: string): Column | undefined {
  return table?.columns.find((each) => each.name === name);
}

function alterAll({ schema, name, foreign }: Table): string {
  return `ALTER ${foreign ? 'FOREIGN TABLE' : 'TABLE'} ${quoteQualified(schema, name)}`;
}

function dropColumn(table: Table, name: string): ColumnChange {
  const sql = `${alterAll(table)} DROP COLUMN ${quoteIdent(name)}`;
  return { steps: [step(sql, 'ACCESS EXCLUSIVE', { destroys: `the values of ${name}` })], breaks: [name] };
}

function addColumn(table: Table, column: Column): ColumnChange {
  const mayRewrite = column.generated === 'stored' || column.identity !== null;
  const added = step(
    `${alterAll(table)} ADD COLUMN ${columnSql(table.schema, column)}`,
    'ACCESS EXCLUSIVE',
    mayRewrite ? { rewrites: true } : {},
  );
  return { steps: [added, ...settingSteps(table, column), ...commentStep(table, column)], breaks: [] };
}

function settingSteps(table: Table, column: Column): readonly Step[] {
  return columnSettings(column).map((action) =>
    step(`${alterOnly(table)} ${action}`, 'SHARE UPDATE EXCLUSIVE'),
  );
}

function commentStep({ schema, name }: Table, column: Column): readonly Step[] {
  if (column.comment === null) return [];
  return [
    step(commentOn(`COLUMN ${quoteQualified(schema, name)}.${quoteIdent(column.name)}`, column.comment)),
  ];
}

function alterColumn(table: Table, a: Column, b: Column, isNew: boolean): ColumnChange {
  if (mustBeRemade(a, b)) {
    const [dropped, added] = [dropColumn(table, b.name), addColumn(table, b)];
    return { steps: [...dropped.steps, ...added.steps], breaks: [b.name] };
  }
  const retyped = a.type !== b.type || a.collation !== b.collation;
  const steps = [
    ...(retyped ? retype(table, a, b) : alterValue(table, a, b)),
    ...alterNotNull(table, a, b),
    ...alterDetails(table, a, b),
  ];
  return { steps, breaks: retyped && !isNew ? [b.name] : [] };
}

/** A column can't become a generated one, nor get another expression before PostgreSQL 17. */
function mustBeRemade(a: Column, b: Column): boolean {
  if (a.generated === null && b.generated === null) return false;
  if (b.generated === null) return a.generated === 'virtual';
  return a.generated !== b.generated || a.default !== b.default || a.type !== b.type;
}

function retype(table: Table, a: Column, b: Column): readonly Step[] {
  const name = quoteIdent(b.name);
  const collate = b.collation === null ? '' : ` COLLATE ${b.collation}`;
  const type = `ALTER COLUMN ${name} TYPE ${b.type}${collate} USING ${name}::${b.type}`;
  const hasDefault = a.default !== null && a.generated === null;
  const sql = [
    ...(hasDefault ? [`${alterAll(table)} ALTER COLUMN ${name} DROP DEFAULT`] : []),
    ...(a.identity && !b.identity ? [`${alterAll(table)} ALTER COLUMN ${name} DROP IDENTITY`] : []),
    `${alterAll(table)} ${type}`,
  ].map((text) => step(text, 'ACCESS EXCLUSIVE', text.includes(' TYPE ') ? { rewrites: true } : {}));
  const bare = { ...a, default: hasDefault ? null : a.default, identity: b.identity ? a.identity : null };
  return [...sql, ...alterValue(table, bare, b)];
}

function alterValue(table: Table, a: Column, b: Column): readonly Step[] {
  const alter = (action: string) =>
    step(`${alterOnly(table)} ALTER COLUMN ${quoteIdent(b.name)} ${action}`, 'ACCESS EXCLUSIVE');
  const steps: Step[] = [];
  if (a.generated !== null && b.generated === null) {
    steps.push(
      step(`${alterAll(table)} ALTER COLUMN ${quoteIdent(b.name)} DROP EXPRESSION`, 'ACCESS EXCLUSIVE'),
    );
  }
  const old = a.generated === null ? a.default : null;
  if (a.identity && !b.identity) steps.push(alter('DROP IDENTITY'));
  if (b.generated === null && old !== b.default) {
    steps.push(alter(b.default === null ? 'DROP DEFAULT' : `SET DEFAULT ${b.default}`));
  }
  if (b.identity && !a.identity) steps.push(alter(`ADD ${identitySql(table.schema, b.identity)}`));
  if (a.identity && b.identity && JSON.stringify(a.identity) !== JSON.stringify(b.identity)) {
    const { when, options } = b.identity;
    const sets = sequenceSql(options).replace(
      /(INCREMENT|MINVALUE|MAXVALUE|START|CACHE|NO CYCLE|CYCLE)/g,
      'SET $1',
    );
    steps.push(alter(`SET GENERATED ${when.toUpperCase()} ${sets}`));
  }
  return steps;
}

function alterNotNull(table: Table, a: Column, b: Column): readonly Step[] {
  const name = quoteIdent(b.name);
  const alter = (action: string, scans: boolean) =>
    step(`${alterAll(table)} ${action}`, 'ACCESS EXCLUSIVE', scans ? { scans: true } : {});
  const same =
    a.isNotNull === b.isNotNull &&
    a.notNullIsInvalid === b.notNullIsInvalid &&
    a.notNullName === b.notNullName;
  if (same || (b.identity && !a.isNotNull && !a.identity)) return [];
  const steps = a.isNotNull ? [alter(`ALTER COLUMN ${name} DROP NOT NULL`, false)] : [];
  if (!b.isNotNull) return steps;
  if (b.notNullName === null && !b.notNullIsInvalid) {
    return [...steps, alter(`ALTER COLUMN ${name} SET NOT NULL`, true)];
  }
  const invalid = b.notNullIsInvalid ? ' NOT VALID' : '';
  return [...steps, alter(`ADD ${notNullSql(b)} ${name}${invalid}`, !b.notNullIsInvalid)];
}

function alterDetails(table: Table, a: Column, b: Column): readonly Step[] {
  const alter = (action: string) =>
    step(`${alterOnly(table)} ALTER COLUMN ${quoteIdent(b.name)} ${action}`, 'SHARE UPDATE EXCLUSIVE');
  const steps: Step[] = [];
  if (a.storage !== b.storage) steps.push(alter(`SET STORAGE ${b.storage ?? 'DEFAULT'}`));
  if (a.compression !== b.compression) steps.push(alter(`SET COMPRESSION ${b.compression ?? 'default'}`));
  if (a.statisticsTarget !== b.statisticsTarget)
    steps.push(alter(`SET STATISTICS ${b.statisticsTarget ?? -1}`));
  const gone = a.options.filter((each) => !b.options.some((other) => nameOf(other) === nameOf(each)));
  if (gone.length > 0) steps.push(alter(`RESET (${gone.map(nameOf).join(', ')})`));
  if (b.options.length > 0 && a.options.join() !== b.options.join()) {
    steps.push(alter(`SET (${storageOptions(b.options)})`));
  }
  const foreign = foreignOptionChanges(a.foreignOptions, b.foreignOptions);
  if (foreign !== '') steps.push(alter(foreign.trim()));
  if (a.comment !== b.comment) {
    const column = `COLUMN ${quoteQualified(table.schema, table.name)}.${quoteIdent(b.name)}`;
    steps.push(step(commentOn(column, b.comment)));
  }
  return steps;
}

function leaveParents(a: Table, b: Table): readonly Step[] {
  const isMoved = a.partitionBound !== b.partitionBound;
  return a.parents
    .filter((name) => isMoved || !b.parents.some((each) => quoted(each) === quoted(name)))
    .map((name) =>
      a.partitionBound === null
        ? step(`${alterAll(a)} NO INHERIT ${quoted(name)}`, 'ACCESS EXCLUSIVE')
        : step(`ALTER TABLE ${quoted(name)} DETACH PARTITION ${quoted(a)}`, 'ACCESS EXCLUSIVE'),
    );
}

function joinParents(a: Table, b: Table): readonly Step[] {
  const isMoved = a.partitionBound !== b.partitionBound;
  const joined = b.parents.filter(
    (name) => isMoved || !a.parents.some((each) => quoted(each) === quoted(name)),
  );
  if (joined.length === 0) return [];
  if (b.partitionBound !== null) return [attachPartition(b)];
  return joined.map((name) => step(`${alterAll(b)} INHERIT ${quoted(name)}`, 'ACCESS EXCLUSIVE'));
}

function alterSettings(a: Table, b: Table): readonly Step[] {
  const alter = (action: string, more: Omit<Step, 'sql' | 'lock'> = {}) =>
    step(`${alterAll(b)} ${action}`, 'ACCESS EXCLUSIVE', more);
  const steps: Step[] = [];
  if (a.persistence !== b.persistence) {
    steps.push(alter(b.persistence === 'unlogged' ? 'SET UNLOGGED' : 'SET LOGGED', { rewrites: true }));
  }
  if (a.accessMethod !== b.accessMethod) {
    const method = b.accessMethod === null ? 'DEFAULT' : quoteIdent(b.accessMethod);
    steps.push(alter(`SET ACCESS METHOD ${method}`, { rewrites: true }));
  }
  const gone = a.options.filter((each) => !b.options.some((other) => nameOf(other) === nameOf(each)));
  if (gone.length > 0) steps.push(alter(`RESET (${gone.map(nameOf).join(', ')})`));
  const set = b.options.filter((each) => !a.options.includes(each));
  if (set.length > 0) steps.push(alter(`SET (${storageOptions(set)})`));
  if (a.ofType !== b.ofType) steps.push(alter(b.ofType === null ? 'NOT OF' : `OF ${b.ofType}`));
  if ((a.rowSecurity === 'off') !== (b.rowSecurity === 'off')) {
    steps.push(alter(`${b.rowSecurity === 'off' ? 'DISABLE' : 'ENABLE'} ROW LEVEL SECURITY`));
  }
  if ((a.rowSecurity === 'forced') !== (b.rowSecurity === 'forced')) {
    steps.push(alter(`${b.rowSecurity === 'forced' ? '' : 'NO '}FORCE ROW LEVEL SECURITY`));
  }
  const { replicaIdentity } = b;
  if (JSON.stringify(a.replicaIdentity) !== JSON.stringify(replicaIdentity)) {
    steps.push(
      typeof replicaIdentity === 'string'
        ? alter(`REPLICA IDENTITY ${replicaIdentity.toUpperCase()}`)
        : step(replicaIdentitySql(b, replicaIdentity.index), 'ACCESS EXCLUSIVE'),
    );
  }
  const foreign = foreignOptionChanges(a.foreign?.options ?? [], b.foreign?.options ?? []);
  if (foreign !== '') steps.push(alter(foreign.trim()));
  if (a.comment !== b.comment) {
    steps.push(step(commentOn(`${b.foreign ? 'FOREIGN TABLE' : 'TABLE'} ${quoted(b)}`, b.comment)));
  }
  return steps;
}
