/** The operations of one object, by what becomes of it. */
import type { CatalogObject, Constraint, Index } from '../catalog';
import { idInSchema } from '../identity';
import { idOfParent, type Lookup } from '../lookup';
import type { Sequence } from '../table';
import { step } from '../write/step';
import { alterObject } from './alter/alterObject';
import { disownSql, isOwnedElsewhere, setLogged } from './alter/sequence';
import { refusalByOrder } from './columnOrder';
import { isSame } from './compare';
import { createOperations, finishOperation, needsOf } from './creations';
import { dropOperation } from './drops';
import type { Fates } from './fates';
import { keyOf, letGo, madeBy, type Operation, operation } from './operation';
import { renameFormerType } from './remake';
import { isTouched, tableOperations } from './table/tableOperations';

export function isAlterable(a: CatalogObject, b: CatalogObject, before: Lookup, after: Lookup): boolean {
  if (a.kind !== 'table' && b.kind !== 'table') return alterObject(a, b, before, after) !== null;
  if (a.kind !== 'table' || b.kind !== 'table') return false;
  return (
    a.partitionedBy === b.partitionedBy &&
    (a.foreign === null) === (b.foreign === null) &&
    a.foreign?.server === b.foreign?.server
  );
}

export function operationsOfLost(object: CatalogObject, fates: Fates): readonly Operation[] {
  const drop = dropOperation(object, fates);
  return fates.remade.has(object.id) ? [renameOperation(object, fates), drop] : [drop];
}

export function operationsOfNew(object: CatalogObject, fates: Fates): readonly Operation[] {
  return createOperations(object, fates);
}

export function operationsOfKept(a: CatalogObject, b: CatalogObject, fates: Fates): readonly Operation[] {
  if (fates.replaced.has(b.id)) return replaceOperations(a, b, fates);
  if (fates.remade.has(b.id)) return remakeOperations(a, b, fates);
  if (a.kind === 'table' || b.kind === 'table') {
    const isBoth = a.kind === 'table' && b.kind === 'table';
    return isBoth && isTouched(a, b, fates) ? tableOperations(a, b, fates) : [];
  }
  if (a.kind === 'sequence' && b.kind === 'sequence') return sequenceOperations(a, b, fates);
  const isPart = b.kind === 'index' || b.kind === 'constraint';
  return [...alterOperations(a, b, fates), ...(isPart ? attachAgain(a, b, fates) : [])];
}

function replaceOperations(a: CatalogObject, b: CatalogObject, fates: Fates): readonly Operation[] {
  const drop = dropOperation(a, fates);
  const [create, ...rest] = createOperations(b, fates);
  if (!create) return [drop];
  return [drop, { ...create, needs: [...create.needs, drop.key] }, ...rest];
}

/** Renamed, made, and dropped under its former name. */
function remakeOperations(a: CatalogObject, b: CatalogObject, fates: Fates): readonly Operation[] {
  const release = renameOperation(a, fates);
  const [create, ...rest] = createOperations(b, fates);
  if (!create) return [];
  const drop = dropOperation(a, fates);
  return [release, { ...create, needs: [...create.needs, release.key] }, ...rest, drop];
}

function renameOperation(object: CatalogObject, fates: Fates): Operation {
  // They are dropped by their arguments' types, which would have another name.
  const users = fates.before
    .dependentsOf(object.id)
    .filter(({ kind }) => kind === 'function' || kind === 'procedure' || kind === 'aggregate');
  return operation('release', object, renameFormerType(object), letGo(users.map(({ id }) => id)));
}

function alterOperations(
  a: Exclude<CatalogObject, { kind: 'table' }>,
  b: Exclude<CatalogObject, { kind: 'table' }>,
  fates: Fates,
): readonly Operation[] {
  const { before, after, released } = fates;
  const isReleased = released.has(b.id);
  if (isSame(a, b) && !isReleased) return [];
  const alteration = alterObject(a, b, before, after, isReleased);
  if (!alteration) return [];
  const users = before.dependentsOf(b.id);
  const operations = [
    operation('release', a, alteration.release, []),
    operation('alter', b, alteration.alter, [
      keyOf('release', b.id),
      ...(b.kind === 'composite' ? letGo(users.map(({ id }) => id)) : []),
      ...(b.kind === 'enum' ? [] : needsOf(b, after).flatMap(madeBy)),
    ]),
  ];
  const refusal = refusalByOrder(b, fates);
  const refused = refusal === null ? {} : { refusal };
  return operations.filter(({ steps }) => steps.length > 0).map((each) => ({ ...each, ...refused }));
}

function sequenceOperations(a: Sequence, b: Sequence, fates: Fates): readonly Operation[] {
  const { isUnlogged } = followOwner(a, fates);
  const isFollowing = isUnlogged !== a.isUnlogged;
  const operations = [...alterOperations(isFollowing ? { ...a, isUnlogged: b.isUnlogged } : a, b, fates)];
  const isDisowned = a.ownedBy !== null && (isOwnedElsewhere(a, b) || losesOwner(a, fates));
  if (isDisowned) operations.push(operation('release', a, [step(disownSql(a), 'SHARE ROW EXCLUSIVE')], []));
  const isOwned = b.ownedBy !== null && (isDisowned || isOwnedElsewhere(a, b));
  const owned = isOwned ? finishOperation(b, fates.after) : null;
  const logged = isFollowing && isUnlogged !== b.isUnlogged ? [setLogged(b)] : [];
  const steps = [...logged, ...(owned?.steps ?? [])];
  if (steps.length === 0) return operations;
  const needs = [a, b].flatMap(({ ownedBy }) => (ownedBy ? [keyOf('alter', ownerId(ownedBy))] : []));
  const finish = operation('finish', b, steps, [...(owned?.needs ?? []), ...needs, keyOf('release', b.id)]);
  return [...operations, finish];
}

/** An owned sequence becomes unlogged and logged with its table. */
function followOwner(sequence: Sequence, fates: Fates): Sequence {
  const { ownedBy } = sequence;
  if (ownedBy === null || losesOwner(sequence, fates)) return sequence;
  const [old, now] = [fates.before.get(ownerId(ownedBy)), fates.after.get(ownerId(ownedBy))];
  if (old?.kind !== 'table' || now?.kind !== 'table' || old.persistence === now.persistence) return sequence;
  return { ...sequence, isUnlogged: now.persistence === 'unlogged' };
}

function ownerId({ schema, table }: NonNullable<Sequence['ownedBy']>): string {
  return idInSchema('table', schema, table);
}

function losesOwner({ ownedBy }: Sequence, fates: Fates): boolean {
  if (ownedBy === null) return false;
  const table = fates.before.table({ schema: ownedBy.schema, name: ownedBy.table });
  if (!table) return false;
  const fate = fates.columnFate(table, ownedBy.column);
  return fates.isGone(table.id) || fate === 'dropped' || fate === 'remade';
}

/** Its table has left and comes again, or what it is a part of is new. */
function attachAgain(a: CatalogObject, b: Index | Constraint, fates: Fates): readonly Operation[] {
  if (b.parent === null) return [];
  const table = fates.before.table({ schema: b.schema, name: b.table });
  if (!table) return [];
  const parent = idOfParent(b, fates.after, table);
  const isSevered = fates.leaves(table).length > 0 || isNewlyMade(parent, fates);
  const wasNone = 'parent' in a && a.parent === null;
  const finish = isSevered || wasNone ? finishOperation(b, fates.after) : null;
  return finish ? [{ ...finish, needs: [...finish.needs, keyOf('alter', b.id)] }] : [];
}

function isNewlyMade(id: string | null, { before, replaced }: Fates): boolean {
  return id !== null && (before.get(id) === undefined || replaced.has(id));
}
