/**
 * What must be done to one Catalog so that it equals another: operations in an order in which each can run.
 * Knows values alone: no session, no files. Start at `diffCatalogs`.
 */
import type { Catalog, CatalogObject } from '../catalog';
import { createLookup, idOfParent, type Lookup } from '../lookup';
import { dropObject } from '../write/drop';
import type { Step } from '../write/step';
import { type Alteration, alterObject } from './alter';
import { isSame } from './compare';
import { createOperations, madeBy, needsOf, referencedParts } from './creations';
import { type Action, keyOf, type Operation } from './operation';
import { orderOperations } from './order';
import { findReplaced } from './replaced';

export interface Change {
  readonly action: Action;
  readonly kind: CatalogObject['kind'];
  /** The object's id. */
  readonly object: string;
  /** It is dropped and made anew, because it can't be altered or stands in the way. */
  readonly isReplaced: boolean;
  readonly steps: readonly Step[];
}

export interface Difference {
  readonly changes: readonly Change[];
  /** Ids of what could not be compared, because somebody has it locked. */
  readonly unknown: readonly string[];
}

export function diffCatalogs(from: Catalog, to: Catalog): Difference {
  const [before, after] = [createLookup(from), createLookup(to)];
  const pairs = pairUp(before, after);
  const alterations = new Map<string, Alteration>();
  for (const { a, b } of pairs.changed) {
    const alteration = alterObject(a, b, before, after);
    if (alteration) alterations.set(a.id, alteration);
  }
  const replaced = findReplaced(pairs, alterations, before, after);
  const operations = [
    ...pairs.dropped.map((each) => dropOperation(each, before)),
    ...pairs.created.flatMap((each) => createOperations(each, after)),
    ...[...replaced].flatMap((id) => replaceOperations(id, before, after)),
    ...pairs.changed
      .filter(({ a }) => !replaced.has(a.id))
      .flatMap(({ a, b }) => alterOperation(b, alterations.get(a.id), before, after)),
  ];
  const ordered = orderOperations(withConstraintOrder(withoutImplied(operations, before), after));
  return {
    changes: ordered.map(({ action, object, steps }) => ({
      action,
      kind: object.kind,
      object: object.id,
      isReplaced: replaced.has(object.id),
      steps,
    })),
    unknown: pairs.unknown,
  };
}

export interface Pairs {
  readonly dropped: readonly CatalogObject[];
  readonly created: readonly CatalogObject[];
  readonly changed: readonly { readonly a: CatalogObject; readonly b: CatalogObject }[];
  readonly unknown: readonly string[];
}

function pairUp(before: Lookup, after: Lookup): Pairs {
  const changed: { a: CatalogObject; b: CatalogObject }[] = [];
  const unknown: string[] = [];
  for (const b of after.catalog.objects) {
    const a = before.get(b.id);
    if (!a) continue;
    if (a.lockedBy !== undefined || b.lockedBy !== undefined) unknown.push(b.id);
    else if (!isSame(a, b)) changed.push({ a, b });
  }
  return {
    dropped: before.catalog.objects.filter(({ id }) => !after.get(id)),
    created: after.catalog.objects.filter(({ id }) => !before.get(id)),
    changed,
    unknown,
  };
}

function dropOperation(object: CatalogObject, before: Lookup): Operation {
  return {
    key: keyOf('drop', object.id),
    action: 'drop',
    object,
    steps: [dropObject(object)],
    // What depends on it goes first, or lets go of it.
    needs: dependentsOf(object, before).flatMap((id) => [keyOf('drop', id), keyOf('alter', id)]),
  };
}

function dependentsOf(object: CatalogObject, before: Lookup): readonly string[] {
  const ids = before.dependentsOf(object.id).map(({ id }) => id);
  if (object.kind === 'table' || object.kind === 'view') {
    ids.push(...before.partsOf(object).map(({ id }) => id));
    if (object.kind === 'table') ids.push(...before.childrenOf(object).map(({ id }) => id));
  }
  if (object.kind === 'schema') {
    for (const each of before.catalog.objects)
      if ('schema' in each && each.schema === object.name) ids.push(each.id);
  }
  return ids.filter((id) => id !== object.id);
}

function replaceOperations(id: string, before: Lookup, after: Lookup): readonly Operation[] {
  const [a, b] = [before.get(id), after.get(id)];
  if (!a || !b) return [];
  const drop = dropOperation(a, before);
  const [create, ...rest] = createOperations(b, after);
  if (!create) return [drop];
  return [drop, { ...create, needs: [...create.needs, drop.key] }, ...rest];
}

function alterOperation(
  b: CatalogObject,
  alteration: Alteration | undefined,
  before: Lookup,
  after: Lookup,
): readonly Operation[] {
  if (!alteration || alteration.steps.length === 0) return [];
  // What stands in the way of its columns goes first.
  const inTheWay = before.dependentsOf(b.id).map(({ id }) => keyOf('drop', id));
  const parts = b.kind === 'table' ? before.partsOf(b).map(({ id }) => keyOf('drop', id)) : [];
  const parents = b.kind === 'table' ? b.parents.map((name) => after.table(name)?.id ?? '') : [];
  return [
    {
      key: keyOf('alter', b.id),
      action: 'alter',
      object: b,
      steps: alteration.steps,
      needs: [
        ...needsOf(b, after).flatMap(madeBy),
        ...inTheWay,
        ...parts,
        ...parents.map((id) => keyOf('alter', id)),
      ].filter((key) => key !== keyOf('alter', b.id)),
    },
  ];
}

/** What goes with its table or column by itself. */
function withoutImplied(operations: readonly Operation[], before: Lookup): readonly Operation[] {
  const dropped = new Set(
    operations.filter(({ action }) => action === 'drop').map(({ object }) => object.id),
  );
  const goesWith = ({ object }: Operation): boolean => {
    // It is in the way of something else that goes.
    const relation = 'table' in object ? before.relation(object.schema, object.table)?.id : undefined;
    if (object.dependsOn.some(({ id }) => id !== relation && dropped.has(id))) return false;
    if (relation !== undefined && dropped.has(relation)) return true;
    if (object.kind === 'index' || object.kind === 'constraint') {
      const table = before.table({ schema: object.schema, name: object.table });
      const parent = table && idOfParent(object, before, table);
      return parent !== null && parent !== undefined && dropped.has(parent);
    }
    if (relation !== undefined) return false;
    if (object.kind !== 'sequence' || object.ownedBy === null) return false;
    const { schema, table, column } = object.ownedBy;
    const found = before.table({ schema, name: table });
    return found !== undefined && (dropped.has(found.id) || losesColumn(found.id, column, operations));
  };
  return operations.filter((each) => each.action !== 'drop' || !goesWith(each));
}

function losesColumn(tableId: string, column: string, operations: readonly Operation[]): boolean {
  const alter = operations.find(({ key }) => key === keyOf('alter', tableId));
  return alter?.object.kind === 'table' && !alter.object.columns.some(({ name }) => name === column);
}

/** Foreign keys come after all parts of what they refer to. */
function withConstraintOrder(operations: readonly Operation[], after: Lookup): readonly Operation[] {
  return operations.map((each) => {
    if (each.action !== 'create') return each;
    const parts = referencedParts(each.object, after);
    return parts.length === 0 ? each : { ...each, needs: [...each.needs, ...parts] };
  });
}
