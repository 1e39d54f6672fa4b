/** Parts of a plan, before they are put in order. */
import type { CatalogObject } from '../catalog';
import type { Step } from '../write/step';

/** What is told of it. */
export type Action =
  | 'create'
  | 'drop'
  | 'alter'
  /** What waits for more than the object itself: attaching, owning. */
  | 'finish';

export type Phase =
  | Action
  /** Parts from its parents, before either changes. */
  | 'leave'
  /** Lets go of what is dropped or changed. */
  | 'release';

export interface Operation {
  /** `create table public.orders`. */
  readonly key: string;
  readonly phase: Phase;
  readonly object: CatalogObject;
  readonly steps: readonly Step[];
  /** Keys of those that come before it; such that are not in the plan are done already. */
  readonly needs: readonly string[];
  /** Why no SQL for it would work. */
  readonly refusal?: string;
}

export function keyOf(phase: Phase, id: string): string {
  return `${phase} ${id}`;
}

export function operation(
  phase: Phase,
  object: CatalogObject,
  steps: readonly Step[],
  needs: readonly string[],
): Operation {
  const key = keyOf(phase, object.id);
  return { key, phase, object, steps, needs: needs.filter((each) => each !== key) };
}

/** All that lets go of the objects, whichever of these the plan holds. */
export function letGo(ids: readonly string[]): readonly string[] {
  return ids.flatMap((id) => [keyOf('drop', id), keyOf('leave', id), keyOf('release', id)]);
}

/** Whichever of these the plan holds. */
export function madeBy(id: string): readonly string[] {
  return [keyOf('create', id), keyOf('alter', id)];
}
