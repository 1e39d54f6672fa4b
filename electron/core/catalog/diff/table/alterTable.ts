/** How a table that stays becomes what it is to be, once releaseTable.ts has made room. Start at `alterSteps`. */
import { quoteIdent, quoteQualified } from '../../../sql/quote';
import { quoted } from '../../identity';
import { type Column, columnOf, type Table } from '../../table';
import { columnSettings, columnSql, withSureName } from '../../write/columns';
import { alterOnly, attachPartition } from '../../write/createTable';
import { commentOn } from '../../write/options';
import { ofColumn, type Step, step } from '../../write/step';
import { isSameColumn } from '../compare';
import type { Fates } from '../fates';
import { alterColumn } from './alterColumn';
import { costOfAdding } from './cost';
import { columnsAfterParents, keptParents } from './family';
import { missingChecks } from './leftovers';
import { alterAll } from './names';
import { retypeStep } from './retype';
import { alterSettings } from './settings';

export function alterSteps(a: Table, b: Table, fates: Fates): readonly Step[] {
  const columns = new Map(columnsAfterParents(a, b, fates).map((each) => [each.name, each]));
  const retyped = b.columns.flatMap((column) => {
    const old = columns.get(column.name);
    return old && isRetypedHere(a, b, old, column, fates) ? [{ old, now: column }] : [];
  });
  const steps = retyped.length === 0 ? [] : [retypeStep(b, retyped, fates)];
  for (const column of b.columns) {
    const start = columns.get(column.name);
    const isRetyped = retyped.some(({ now }) => now === column);
    // A new type brings its own storage.
    const old =
      start && isRetyped
        ? { ...start, type: column.type, collation: column.collation, storage: null }
        : start;
    const own = old ? alterIfOther(b, old, column, fates) : addSplitColumn(b, column, fates);
    steps.push(...ofColumn(column.name, own));
  }
  return [...freeingNamesFirst(steps), ...alterSettings(a, b)];
}

function alterIfOther(table: Table, old: Column, now: Column, fates: Fates): readonly Step[] {
  return isSameColumn(old, now) ? [] : alterColumn(table, old, now, fates);
}

/** A NOT NULL may get the name that another column's has had. */
function freeingNamesFirst(steps: readonly Step[]): readonly Step[] {
  const frees = ({ sql }: Step) => sql.endsWith(' DROP NOT NULL');
  return [...steps.filter(frees), ...steps.filter((each) => !frees(each))];
}

/** A kept parent's column brings its children's along. */
function isRetypedHere(a: Table, b: Table, old: Column, now: Column, fates: Fates): boolean {
  if (old.type !== now.type || old.collation !== now.collation) return true;
  if (fates.columnFate(a, now.name) !== 'retyped') return false;
  return !keptParents(a, b, fates).some(
    ([parent]) => columnOf(parent, now.name) && fates.columnFate(parent, now.name) === 'retyped',
  );
}

/** PostgreSQL adds no identity to children, before 17 not even to partitions: it comes after its column. */
function addSplitColumn(table: Table, column: Column, fates: Fates): readonly Step[] {
  const isTogether =
    column.identity === null ||
    fates.before.childrenOf(table).length === 0 ||
    (table.partitionedBy !== null && fates.after.catalog.serverVersion >= 170000);
  if (isTogether) return addColumn(table, column, fates);
  const plain = { ...column, identity: null };
  return [...addColumn(table, plain, fates), ...alterColumn(table, plain, column, fates)];
}

function addColumn(table: Table, column: Column, fates: Fates): readonly Step[] {
  const added = step(
    `${alterAll(table)} ADD COLUMN ${columnSql(table.schema, withSureName(table, column, fates.after))}`,
    'ACCESS EXCLUSIVE',
    costOfAdding(column, fates.after),
  );
  const settings = columnSettings(column).map((action) =>
    action.startsWith('ADD ')
      ? step(`${alterAll(table)} ${action}`, 'ACCESS EXCLUSIVE')
      : step(`${alterOnly(table)} ${action}`, settingLock(action)),
  );
  if (column.comment === null) return [added, ...settings];
  const name = `${quoteQualified(table.schema, table.name)}.${quoteIdent(column.name)}`;
  return [added, ...settings, step(commentOn(`COLUMN ${name}`, column.comment), 'SHARE UPDATE EXCLUSIVE')];
}

function settingLock(action: string): Step['lock'] {
  return action.includes(' SET STORAGE ') ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE';
}

/** Joining its parents and its type, some of them again. */
export function joinSteps(a: Table, b: Table, fates: Fates): readonly Step[] {
  const kept = keptParents(a, b, fates).map(([, now]) => quoted(now));
  const joined = b.parents.filter((name) => !kept.includes(quoted(name)));
  const isTyped = b.ofType !== null && (a.ofType !== b.ofType || fates.leavesType(a));
  const typed = isTyped ? [step(`${alterAll(b)} OF ${b.ofType}`, 'ACCESS EXCLUSIVE')] : [];
  if (joined.length === 0) return typed;
  const checks = missingChecks(a, b, joined, fates);
  if (b.partitionBound !== null) return [...checks, attachPartition(b, fates.after, false)];
  return [
    ...typed,
    ...checks,
    ...joined.map((name) => step(`${alterAll(b)} INHERIT ${quoted(name)}`, 'ACCESS EXCLUSIVE')),
  ];
}
