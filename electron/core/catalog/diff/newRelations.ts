/** Of what the plan itself has made nobody knows yet: a lock on it stops nobody, and it has no rows to read. */
import type { CatalogObject } from '../catalog';
import { idInSchema } from '../identity';
import { idOfParent, type Lookup } from '../lookup';
import type { Step } from '../write/step';
import type { Operation } from './operation';

export function withoutCostOfNew(operation: Operation, before: Lookup, after: Lookup): Operation {
  if (operation.phase !== 'create' && operation.phase !== 'finish') return operation;
  const { object, phase } = operation;
  const [own, others] = phase === 'create' ? usedToCreate(object) : usedToFinish(object, after);
  const isKnown = (id: string) => before.get(id) !== undefined;
  if (own.some(isKnown)) return operation;
  const change = !others.some(isKnown) ? free : phase === 'finish' ? shared : unread;
  return { ...operation, steps: operation.steps.map(change) };
}

type Used = readonly [own: readonly string[], others: readonly string[]];

/** What it is made on, and what else is locked for that. */
function usedToCreate(object: CatalogObject): Used {
  if (object.kind === 'table') return [[], parentIds(object.parents)];
  if (!('table' in object)) return [[object.id, ...object.dependsOn.map(({ id }) => id)], []];
  const relation = relationIds(object);
  const isForeign = object.kind === 'constraint' && object.type === 'foreign';
  return [relation, isForeign ? object.dependsOn.map(({ id }) => id) : []];
}

function usedToFinish(object: CatalogObject, after: Lookup): Used {
  if (object.kind === 'table') return [[object.id, ...parentIds(object.parents)], []];
  if (object.kind !== 'index' && object.kind !== 'constraint') return [[object.id], []];
  const table = after.table({ schema: object.schema, name: object.table });
  const parent = table ? idOfParent(object, after, table) : null;
  return [[object.id], parent === null ? [] : [parent]];
}

function parentIds(
  parents: readonly { readonly schema: string; readonly name: string }[],
): readonly string[] {
  return parents.map(({ schema, name }) => idInSchema('table', schema, name));
}

function relationIds({
  schema,
  table,
}: {
  readonly schema: string;
  readonly table: string;
}): readonly string[] {
  return [idInSchema('table', schema, table), idInSchema('view', schema, table)];
}

/** A new part of an index that was there. */
function shared(step: Step): Step {
  return { ...step, lock: 'SHARE UPDATE EXCLUSIVE' };
}

function free({ lock: _, ...step }: Step): Step {
  return unread({ ...step, lock: null });
}

function unread({ scans: _, rewrites: __, ...step }: Step): Step {
  return step;
}
