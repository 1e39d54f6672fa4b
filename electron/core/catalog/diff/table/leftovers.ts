/** What a table keeps of its parents' constraints when it leaves them, and is not to have. */
import { quoteIdent } from '../../../sql/quote';
import type { Constraint } from '../../catalog';
import { idOnTable } from '../../identity';
import type { Lookup } from '../../lookup';
import type { Table } from '../../table';
import { type Step, step } from '../../write/step';
import type { Fates } from '../fates';
import { alterAll } from './names';

export function inheritedLeftovers(a: Table, b: Table, fates: Fates): readonly Step[] {
  const wanted = constraintsAbove(b, fates.after);
  const isLeft = (each: Constraint) =>
    isHandedDown(each, a) &&
    fates.before.get(idOnTable('constraint', a.schema, a.name, each.name)) === undefined &&
    (!fates.isGone(each.id) || isOfGoneTable(each, fates)) &&
    !wanted.some(({ name, definition }) => name === each.name && definition === each.definition);
  return constraintsLeft(a, fates)
    .filter(isLeft)
    .map(({ name }) => step(`${alterAll(a)} DROP CONSTRAINT ${quoteIdent(name)}`, 'ACCESS EXCLUSIVE'));
}

/** Of the parents that it leaves, and of theirs. */
export function constraintsLeft(a: Table, fates: Fates): readonly Constraint[] {
  return fates.leaves(a).flatMap((name) => {
    const parent = fates.before.table(name);
    return parent ? [...fates.before.constraintsOf(parent), ...constraintsAbove(parent, fates.before)] : [];
  });
}

/** It goes only after the table has left. */
export function isOfGoneTable({ schema, table }: Constraint, fates: Fates): boolean {
  const found = fates.before.table({ schema, name: table });
  return found !== undefined && fates.isGone(found.id);
}

function isHandedDown({ type, definition }: Constraint, child: Table): boolean {
  if (type === 'check') return !/ NO INHERIT/.test(definition ?? '');
  return type === 'foreign' && child.partitionBound !== null;
}

/** Of all that it inherits from. */
export function constraintsAbove(table: Table, lookup: Lookup): readonly Constraint[] {
  return table.parents.flatMap((name) => {
    const parent = lookup.table(name);
    return parent ? [...lookup.constraintsOf(parent), ...constraintsAbove(parent, lookup)] : [];
  });
}

/** Checks that a table must have before it joins its parents. */
export function missingChecks(a: Table, b: Table, joined: Table['parents'], fates: Fates): readonly Step[] {
  const { before, after } = fates;
  const had = [...constraintsLeft(a, fates), ...before.constraintsOf(a)];
  const wanted = joined.flatMap((name) => {
    const parent = after.table(name);
    return parent ? [...after.constraintsOf(parent), ...constraintsAbove(parent, after)] : [];
  });
  return wanted
    .filter((each) => each.type === 'check' && isHandedDown(each, b))
    .filter(({ id }) => b.partitionBound !== null || (before.get(id) !== undefined && !fates.isGone(id)))
    .filter(
      (each) => !had.some(({ name, definition }) => name === each.name && definition === each.definition),
    )
    .map(({ name, definition }) =>
      step(`${alterAll(b)} ADD CONSTRAINT ${quoteIdent(name)} ${definition ?? ''}`, 'ACCESS EXCLUSIVE', {
        scans: true,
      }),
    );
}
