/**
 * What must be done to one Catalog so that it equals another: operations in an order in which each can run.
 * Knows values alone: no session, no files. Start at `diffCatalogs`.
 */
import { atOnce, flatMap, type Stretches, withTurns } from '../../stretches';
import type { Catalog, CatalogObject } from '../catalog';
import { changedLookup, createLookup, type Lookup } from '../lookup';
import { describeLocker } from '../object';
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
import { type Pairs, pairUp } from './pairUp';

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
  return atOnce(diffing(createLookup(from), createLookup(to)));
}

export function diffInTurns(from: Catalog, to: Catalog, signal?: AbortSignal): Promise<Difference> {
  return withTurns(diffing(createLookup(from), createLookup(to)), signal);
}

export function* diffing(from: Lookup, to: Lookup): Stretches<Difference> {
  const { before, after } = bothSides(from, to);
  const pairs = yield* pairUp(before, after);
  const fates = yield* fatesOf(pairs, before, after);
  const operations = [
    ...(yield* flatMap(pairs.dropped, (each) => refusedIfLocked(each, operationsOfLost(each, fates)))),
    ...(yield* flatMap(pairs.created, (each) => refusedIfLocked(each, operationsOfNew(each, fates)))),
    ...(yield* flatMap(pairs.kept, ({ a, b }) => operationsOfKept(a, b, fates))),
  ];
  const wanted = withConstraintOrder(yield* withoutImplied(operations, fates), fates);
  const { possible, refused } = withoutRefused(yield* orderOperations(wanted));
  const told = yield* flatMap(possible, (each) => [withoutCostOfNew(each, before, after)]);
  return { changes: toChanges(told, fates), unknown: pairs.unknown, refused };
}

export interface BothSides {
  readonly before: Lookup;
  readonly after: Lookup;
}

/** As they are compared: the first one with the names that inheriting gives. */
export function bothSides(from: Lookup, to: Lookup): BothSides {
  const isGranting = from.catalog.hasGrants === true && to.catalog.hasGrants === true;
  const [a, b] = isGranting ? [from, to] : [withoutGrants(from), withoutGrants(to)];
  return { before: withInheritedNames(a, b), after: b };
}

/** What only one side was asked for says nothing of the other. */
function withoutGrants(lookup: Lookup): Lookup {
  if (!lookup.catalog.hasGrants) return lookup;
  const gone = new Map(lookup.ofKind('grant').map(({ id }) => [id, null]));
  return changedLookup(lookup, gone, { ...lookup.catalog, hasGrants: false });
}

function* fatesOf({ dropped, kept }: Pairs, before: Lookup, after: Lookup): Stretches<Fates> {
  const changed = yield* flatMap(kept, (pair) => (isSame(pair.a, pair.b) ? [] : [pair]));
  const unalterable = changed.filter(({ a, b }) => !isAlterable(a, b, before, after)).map(({ a }) => a);
  const tables = changed.flatMap(({ a, b }) =>
    a.kind === 'table' && b.kind === 'table' && isAlterable(a, b, before, after) ? [{ a, b }] : [],
  );
  const joining = after.ofKind('table').filter(({ partitionBound }) => partitionBound !== null);
  return yield* findFates({ before, after, dropped, unalterable, tables, joining });
}

/** Without what could not be read it would be made as something else, now or by the way back. */
function refusedIfLocked(object: CatalogObject, operations: readonly Operation[]): readonly Operation[] {
  const { lockedBy } = object;
  if (lockedBy === undefined) return operations;
  const refusal = `It is locked by ${describeLocker(lockedBy)}, so that not all of it could be read. Compare again when it is free.`;
  return operations.map((each) => ({ ...each, refusal }));
}

function withoutRefused(operations: readonly Operation[]) {
  const refused = new Map<string, Refusal>();
  const told = new Map<string, Refusal>();
  const possible = operations.filter(({ key, object, needs, refusal }) => {
    const needed = needs.map((each) => refused.get(each)).find((each) => each !== undefined);
    const message = refusal ?? (needed && `${object.id} waits for ${needed.object}, which can’t be changed.`);
    if (message === undefined) return true;
    const found = { object: object.id, message };
    refused.set(key, found);
    if (!told.has(object.id)) told.set(object.id, found);
    return false;
  });
  return { possible, refused: [...told.values()] };
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
