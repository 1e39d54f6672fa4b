/** Which statements of a difference are whose: of a part, and not of what is made anew for another's sake. */
import { forEach, type Stretches } from '../../stretches';
import type { Change, Difference } from '../diff/diffCatalogs';
import { isProvenLater } from '../generate/laterNotNull';
import { mayBeLater } from '../generate/laterParts';
import { validatedLater } from '../generate/safeForms';
import type { Lookup } from '../lookup';
import type { Step } from '../write/step';
import { columnId, type Parts } from './parts';

export interface Facts {
  readonly steps: readonly Step[];
  readonly isOutside: boolean;
}

export const NOTHING: Facts = { steps: [], isOutside: false };

export function* factsByPart(
  { before, after, all }: Parts,
  { changes }: Difference,
): Stretches<ReadonlyMap<string, Facts>> {
  const ids = new Set(all.map(({ id }) => id));
  const owners = new Map(all.flatMap((part) => part.objects.map((id) => [id, part.id] as const)));
  const facts = new Map<string, Facts>();
  const add = (id: string, step: Step, isOutside: boolean) => {
    const known = facts.get(id) ?? NOTHING;
    facts.set(id, { steps: [...known.steps, step], isOutside: known.isOutside || isOutside });
  };
  yield* forEach(changes, (change) => {
    const isAllOutside = isBetterOutside(change, before, after);
    for (const step of change.steps) {
      const isOutside = isAllOutside || isStepOutside(change, step, before, after);
      for (const { id, own } of ownersOf(change, step, ids, owners)) add(id, own, isOutside);
    }
  });
  return facts;
}

function isBetterOutside(change: Change, before: Lookup, after: Lookup): boolean {
  const { object, isReplaced, steps } = change;
  if (steps.some(({ isOutside }) => isOutside) || validatedLater(change, before, after).later.length > 0)
    return true;
  const found = after.get(object) ?? before.get(object);
  return found !== undefined && !isReplaced && mayBeLater(found, before, after);
}

function isStepOutside({ object }: Change, step: Step, before: Lookup, after: Lookup): boolean {
  const table = after.get(object);
  return table?.kind === 'table' && isProvenLater(step, table, before, after);
}

/** What is dropped and made for another's sake is nobody's: it is no difference. */
function ownersOf(
  { object }: Change,
  step: Step,
  ids: ReadonlySet<string>,
  owners: ReadonlyMap<string, string>,
): readonly Owned[] {
  const owner = owners.get(object);
  const named = (step.columns ?? [])
    .map((name) => ({ id: columnId({ id: object }, name), own: ofOneColumn(step, name) }))
    .filter(({ id }) => ids.has(id));
  if (named.length > 0) return named;
  return owner === undefined ? [] : [{ id: owner, own: step }];
}

interface Owned {
  readonly id: string;
  readonly own: Step;
}

function ofOneColumn(step: Step, name: string): Step {
  const cost = step.costs?.get(name);
  if (cost === undefined) return step;
  const { rewrites: _rewrites, scans: _scans, destroys: _destroys, ...rest } = step;
  return { ...rest, ...cost };
}
