/**
 * What must be done to one Catalog so that it equals another: operations in an order in which each can run.
 * Knows values alone: no session, no files. Start at `diffCatalogs`.
 */
import type { Catalog, CatalogObject } from '../catalog';
import { createLookup, type Lookup } from '../lookup';
import type { Step } from '../write/step';
import { isSame } from './compare';
import { withConstraintOrder } from './creations';
import { withoutImplied } from './drops';
import type { Fates } from './fates';
import { findFates } from './findFates';
import { withInheritedNames } from './inheritedNames';
import { withoutCostOfNew } from './newRelations';
import { isAlterable, operationsOfKept, operationsOfLost, operationsOfNew } from './objectOperations';
import type { Action, Operation, Phase } from './operation';
import { orderOperations } from './order';
import { constraintsAbove } from './table/leftovers';

export interface Change {
  /** Renaming is never found here: who has asked for it adds it. */
  readonly action: Action | 'rename';
  readonly kind: CatalogObject['kind'];
  /** The object's id. */
  readonly object: string;
  /** It is dropped and made anew, because it can't be altered or stands in the way. */
  readonly isReplaced: boolean;
  readonly steps: readonly Step[];
}

/** What no SQL can do as one plan; neither it nor what needs it is among the changes. */
export interface Refusal {
  /** The object's id. */
  readonly object: string;
  /** Why, and what to do instead. */
  readonly message: string;
}

export interface Difference {
  readonly changes: readonly Change[];
  /** Ids of what could not be compared, because somebody has it locked. */
  readonly unknown: readonly string[];
  readonly refused: readonly Refusal[];
}

export function diffCatalogs(from: Catalog, to: Catalog): Difference {
  const { before, after } = bothLookups(from, to);
  const pairs = pairUp(before, after);
  const fates = fatesOf(pairs, before, after);
  const operations = [
    ...pairs.dropped.map((each) => operationsOfLost(each, fates)),
    ...pairs.created.map((each) => operationsOfNew(each, fates)),
    ...pairs.kept.map(({ a, b }) => operationsOfKept(a, b, fates)),
  ].flat();
  const ordered = orderOperations(withConstraintOrder(withoutImplied(operations, fates), fates));
  const { possible, refused } = withoutRefused(ordered);
  const told = possible.map((each) => withoutCostOfNew(each, before, after));
  return { changes: toChanges(told, fates), unknown: pairs.unknown, refused };
}

export function bothLookups(from: Catalog, to: Catalog): { readonly before: Lookup; readonly after: Lookup } {
  const after = createLookup(to);
  return { before: createLookup(withInheritedNames(from, after)), after };
}

export interface Pair {
  readonly a: CatalogObject;
  readonly b: CatalogObject;
}

export interface Pairs {
  readonly dropped: readonly CatalogObject[];
  readonly created: readonly CatalogObject[];
  /** In both, and known. */
  readonly kept: readonly Pair[];
  readonly unknown: readonly string[];
}

/** Objects of one id; the first side's with the names that inheriting gives. */
export function pairUp(before: Lookup, after: Lookup): Pairs {
  const kept: Pair[] = [];
  const unknown: string[] = [];
  for (const b of after.catalog.objects) {
    const a = before.get(b.id);
    if (!a) continue;
    if (a.lockedBy !== undefined || b.lockedBy !== undefined) unknown.push(b.id);
    else kept.push({ a, b });
  }
  return {
    dropped: before.catalog.objects.filter((each) => !after.get(each.id) && !isInherited(each, after)),
    created: after.catalog.objects.filter(({ id }) => !before.get(id)),
    kept,
    unknown,
  };
}

/** A check of its own that its parent has, too, can't be dropped. */
function isInherited(object: CatalogObject, after: Lookup): boolean {
  if (object.kind !== 'constraint' || object.type !== 'check') return false;
  const table = after.table({ schema: object.schema, name: object.table });
  if (!table) return false;
  return constraintsAbove(table, after).some(
    ({ name, definition }) => name === object.name && definition === object.definition,
  );
}

function fatesOf({ dropped, kept }: Pairs, before: Lookup, after: Lookup): Fates {
  const changed = kept.filter(({ a, b }) => !isSame(a, b));
  const unalterable = changed.filter(({ a, b }) => !isAlterable(a, b, before, after)).map(({ a }) => a);
  const tables = changed.flatMap(({ a, b }) =>
    a.kind === 'table' && b.kind === 'table' && isAlterable(a, b, before, after) ? [{ a, b }] : [],
  );
  const joining = after.catalog.objects.filter((each) => each.kind === 'table');
  return findFates({ before, after, dropped, unalterable, tables, joining });
}

function withoutRefused(operations: readonly Operation[]) {
  const refused = new Map<string, Refusal>();
  const possible = operations.filter(({ key, object, needs, refusal }) => {
    const needed = needs.map((each) => refused.get(each)).find((each) => each !== undefined);
    const message = refusal ?? (needed && `${object.id} waits for ${needed.object}, which can’t be changed.`);
    if (message === undefined) return true;
    refused.set(key, { object: object.id, message });
    return false;
  });
  return { possible, refused: [...refused.values()] };
}

const ACTIONS: Readonly<Record<Phase, Action>> = {
  leave: 'alter',
  release: 'alter',
  drop: 'drop',
  alter: 'alter',
  create: 'create',
  finish: 'finish',
};

/** What follows on each other for one object is one change. */
function toChanges(operations: readonly Operation[], { replaced, remade }: Fates): readonly Change[] {
  const changes: Change[] = [];
  for (const { phase, object, steps } of operations) {
    if (steps.length === 0) continue;
    const action = ACTIONS[phase];
    const last = changes.at(-1);
    const isMore = last?.object === object.id && last.action === action;
    if (isMore) changes.pop();
    changes.push({
      action,
      kind: object.kind,
      object: object.id,
      isReplaced: replaced.has(object.id) || remade.has(object.id),
      steps: isMore ? [...last.steps, ...steps] : steps,
    });
  }
  return changes;
}
