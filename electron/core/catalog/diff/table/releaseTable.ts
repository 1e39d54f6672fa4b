/** First of all a table lets go of what is dropped or changed: its parents, its type, defaults, columns. */
import { quoteIdent } from '../../../sql/quote';
import { quoted } from '../../identity';
import { type Column, columnOf, type Table } from '../../table';
import { alterOnly } from '../../write/createTable';
import { ofColumn, type Step, step } from '../../write/step';
import type { Fates } from '../fates';
import { mentions } from '../mentions';
import { keptParents } from './family';
import { alterAll } from './names';

export function releasedValues(a: Table, b: Table, fates: Fates): readonly Step[] {
  return a.columns.flatMap((column) => ofColumn(column.name, releaseValue(a, b, column, fates)));
}

export function partingSteps(a: Table, fates: Fates): readonly Step[] {
  const left = fates
    .leaves(a)
    .map((name) =>
      a.partitionBound === null
        ? step(`${alterAll(a)} NO INHERIT ${quoted(name)}`, 'ACCESS EXCLUSIVE')
        : step(`ALTER TABLE ${quoted(name)} DETACH PARTITION ${quoted(a)}`, 'ACCESS EXCLUSIVE'),
    );
  return fates.leavesType(a) ? [...left, step(`${alterAll(a)} NOT OF`, 'ACCESS EXCLUSIVE')] : left;
}

export function releaseSteps(a: Table, b: Table, fates: Fates): readonly Step[] {
  return a.columns.flatMap((column) => ofColumn(column.name, releaseColumn(a, b, column, fates)));
}

function releaseColumn(a: Table, b: Table, column: Column, fates: Fates): readonly Step[] {
  const fate = fates.columnFate(a, column.name);
  return fate === 'dropped' || fate === 'remade' ? dropColumn(a, b, column, fates) : [];
}

/** Before any column is dropped: with it goes the sequence that a child's default may use, too. */
function releaseValue(a: Table, b: Table, column: Column, fates: Fates): readonly Step[] {
  const fate = fates.columnFate(a, column.name);
  if (fate === 'remade' || (fate === 'dropped' && !isHeldUp(a, column, fates))) return [];
  const now = columnOf(b, column.name);
  const alter = (action: string) =>
    step(`${alterOnly(a)} ALTER COLUMN ${quoteIdent(column.name)} ${action}`, 'ACCESS EXCLUSIVE');
  const steps: Step[] = [];
  const isBare = column.generated === null && fate !== undefined;
  if (isBare && column.default !== null) steps.push(alter('DROP DEFAULT'));
  if (column.identity && now && !now.identity) {
    steps.push(
      step(`${alterAll(a)} ALTER COLUMN ${quoteIdent(column.name)} DROP IDENTITY`, 'ACCESS EXCLUSIVE'),
    );
  }
  return steps;
}

/** It may go later than the sequence that its default uses. */
function isHeldUp(table: Table, column: Column, { before }: Fates): boolean {
  if (table.parents.length > 0) return true;
  if (column.default === null) return false;
  return before
    .ofKind('sequence')
    .some(
      (each) =>
        mentions(column.default, each) &&
        !(each.ownedBy?.column === column.name && each.ownedBy.table === table.name),
    );
}

/**
 * Of a partitioned table it goes with those of its partitions; children that inherit it keep theirs, as columns of
 * their own, and drop them themselves where they are to.
 */
function dropColumn(a: Table, b: Table, column: Column, fates: Fates): readonly Step[] {
  const isParents = keptParents(a, b, fates).some(
    ([old]) =>
      old.partitionedBy !== null && ['dropped', 'remade'].includes(fates.columnFate(old, column.name) ?? ''),
  );
  if (isParents) return [];
  const alter = a.partitionedBy === null ? alterOnly(a) : alterAll(a);
  const destroys = column.generated === null ? { destroys: `the values of ${column.name}` } : {};
  return [step(`${alter} DROP COLUMN ${quoteIdent(column.name)}`, 'ACCESS EXCLUSIVE', destroys)];
}
