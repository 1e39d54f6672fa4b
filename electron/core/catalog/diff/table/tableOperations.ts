/** The operations of a table that stays: leave, release, alter, finish. */
import type { CatalogObject } from '../../catalog';
import { idInSchema } from '../../identity';
import type { Lookup } from '../../lookup';
import type { Table } from '../../table';
import { hasOtherOrder } from '../columnOrder';
import { isSame } from '../compare';
import { finishOperation, needsOf } from '../creations';
import { dependentsOf } from '../drops';
import type { Fates } from '../fates';
import { mentions } from '../mentions';
import { keyOf, letGo, madeBy, type Operation, operation } from '../operation';
import { alterSteps, joinSteps } from './alterTable';
import { constraintsLeft, inheritedLeftovers, isOfGoneTable } from './leftovers';
import { partingSteps, releasedValues, releaseSteps } from './releaseTable';

export function tableOperations(a: Table, b: Table, fates: Fates): readonly Operation[] {
  const operations = [leave(a, b, fates), release(a, b, fates), alter(a, b, fates), ...finish(a, b, fates)];
  return operations.filter(({ steps }) => steps.length > 0).map((each) => withRefusal(each, a, b, fates));
}

/** What it has from a parent's constraint would become its own. */
function leave(a: Table, b: Table, fates: Fates): Operation {
  const parting = partingSteps(a, fates);
  const leftovers = parting.length === 0 ? [] : inheritedLeftovers(a, b, fates);
  const needs = constraintsLeft(a, fates)
    .filter((each) => (each.type === 'check' || each.type === 'foreign') && !isOfGoneTable(each, fates))
    .map(({ id }) => keyOf('drop', id));
  return operation('leave', a, [...parting, ...leftovers, ...releasedValues(a, b, fates)], needs);
}

function release(a: Table, b: Table, fates: Fates): Operation {
  const { before } = fates;
  return operation('release', a, releaseSteps(a, b, fates), [
    keyOf('leave', a.id),
    ...before.childrenOf(a).map(({ id }) => keyOf('leave', id)),
    ...usersOfFamily(a, before).map((id) => keyOf('drop', id)),
    ...parentIds(a).map((id) => keyOf('release', id)),
    ...fates.ownedSequences(a).map((id) => keyOf('release', id)),
  ]);
}

function alter(a: Table, b: Table, fates: Fates): Operation {
  const { before, after } = fates;
  const parents = new Set(b.parents.map(({ schema, name }) => idInSchema('table', schema, name)));
  const needed = needsOf(b, after).filter((id) => !parents.has(id));
  return operation('alter', b, alterSteps(a, b, fates), [
    ...letGo([b.id]),
    ...before.childrenOf(a).flatMap(({ id }) => [keyOf('leave', id), keyOf('release', id)]),
    ...usersOfFamily(a, before).map((id) => keyOf('drop', id)),
    ...needed.flatMap(madeBy),
    ...keptParentIds(a, b).map((id) => keyOf('alter', id)),
    ...b.columns.flatMap(({ identity }) =>
      identity ? [keyOf('drop', idInSchema('sequence', b.schema, identity.sequence))] : [],
    ),
  ]);
}

function finish(a: Table, b: Table, fates: Fates): readonly Operation[] {
  const joined = joinSteps(a, b, fates);
  const made = finishOperation(b, fates.after);
  const isJoined = joined.length > 0;
  const { replicaIdentity } = b;
  const isIdentified =
    typeof replicaIdentity !== 'string' &&
    (JSON.stringify(a.replicaIdentity) !== JSON.stringify(replicaIdentity) ||
      isIndexMadeAnew(b, replicaIdentity.index, fates));
  const own = b.partitionBound === null && isIdentified && made ? made.steps : [];
  if (!isJoined && own.length === 0) return [];
  return [
    operation(
      'finish',
      b,
      [...joined, ...own],
      [
        keyOf('alter', b.id),
        keyOf('release', b.id),
        keyOf('leave', b.id),
        ...parentIds(b).flatMap((id) => [...madeBy(id), keyOf('leave', id)]),
        ...b.dependsOn.flatMap(({ id }) => madeBy(id)),
        ...(made?.needs ?? []),
      ],
    ),
  ];
}

/** What it does to its columns, it does to those of its children. */
function usersOfFamily(table: Table, before: Lookup): readonly string[] {
  return [table, ...before.childrenOf(table)].flatMap((each) =>
    each === table ? dependentsOf(each, before) : usersOfFamily(each, before),
  );
}

function isIndexMadeAnew({ schema, name }: Table, index: string, { replaced, before }: Fates): boolean {
  return before.partsOf({ schema, name }).some((part) => part.name === index && replaced.has(part.id));
}

function parentIds({ parents }: Table): readonly string[] {
  return parents.map(({ schema, name }) => idInSchema('table', schema, name));
}

function keptParentIds(a: Table, b: Table): readonly string[] {
  const old = parentIds(a);
  return parentIds(b).filter((id) => old.includes(id));
}

function withRefusal(each: Operation, a: Table, b: Table, fates: Fates): Operation {
  const refusal = refusalByType(a, b, fates) ?? refusalByRows(each, a, fates);
  return refusal === null ? each : { ...each, refusal };
}

function refusalByType(a: Table, b: Table, fates: Fates): string | null {
  const isTypedAgain = b.ofType !== null && (a.ofType !== b.ofType || fates.leavesType(a));
  if (!isTypedAgain || !hasOtherOrder(b, fates)) return null;
  return `${b.id} can’t be of the type ${b.ofType}, because its columns have another order. Make the table anew.`;
}

/** PostgreSQL refuses them as it does what writes the table anew, though they may leave its rows alone. */
const TOUCHES_ROWS = / ADD COLUMN .* (DEFAULT|GENERATED) | ALTER COLUMN "(?:[^"]|"")+" TYPE /;

/** https://www.postgresql.org/docs/18/rowtypes.html: a table's row type, once a column is of it, can't be rewritten. */
function refusalByRows({ steps }: Operation, table: Table, { before }: Fates): string | null {
  if (!steps.some(({ rewrites, sql }) => rewrites || TOUCHES_ROWS.test(sql))) return null;
  const holder = before.dependentsOf(table.id).find((other) => holdsRowsOf(other, table));
  if (!holder) return null;
  return `${table.id} can’t be rewritten, because ${holder.id} has a column of its row type. Drop that column or give it another type first, in a revision of its own.`;
}

function holdsRowsOf(other: CatalogObject, table: Table): boolean {
  return other.kind === 'table' && other.columns.some(({ type }) => mentions(type, table));
}

/** A parent's ALTER may leave what is to be said again. */
export function isTouched(a: Table, b: Table, fates: Fates): boolean {
  return (
    !isSame(a, b) ||
    a.parents.length > 0 ||
    fates.leavesType(a) ||
    fates.hasColumnFates(a) ||
    typeof b.replicaIdentity !== 'string'
  );
}
