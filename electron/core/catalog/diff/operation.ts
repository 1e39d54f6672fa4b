/** Parts of a plan, before they are put in order. */
import type { CatalogObject } from '../catalog';
import type { Step } from '../write/step';

export type Action =
  | 'create'
  | 'drop'
  | 'alter'
  /** What waits for more than the object itself: attaching, owning. */
  | 'finish';

export interface Operation {
  /** `create table public.orders`. */
  readonly key: string;
  readonly action: Action;
  readonly object: CatalogObject;
  readonly steps: readonly Step[];
  /** Keys of those that come before it; such that are not in the plan are done already. */
  readonly needs: readonly string[];
}

export function keyOf(action: Action, id: string): string {
  return `${action} ${id}`;
}
