/** A stamp: what is asked for, and the difference that it makes. Pure. */
import type { StampPlan } from '../../../electron/contract/revisions';
import type { Attempt } from '../../parts/attempt';
import type { Preview } from '../../parts/preview';
import type { Place } from '../../usePlace';

export interface StampState {
  readonly targets: readonly string[];
  readonly purge: boolean;
  /** Of all revisions, newest first. */
  readonly names: readonly string[];
  readonly preview: Preview<StampPlan>;
  readonly typedName: string;
  readonly place: Place;
  readonly stamping: Attempt;
}

/** Targets that are no names. */
export const WORDS = ['head', 'heads', 'base'];

export function findObstacle({ targets, preview, typedName }: StampState): string | null {
  if (targets.length === 0) return 'Choose what the ledger shall say.';
  if (preview.kind === 'failed') return 'It can’t be done as it is: see above.';
  if (preview.kind !== 'shown' || preview.isOld) return 'Finding out the difference…';
  const { adds, removes, needsDatabaseName, database } = preview.plan;
  if (adds.length + removes.length === 0) return 'The ledger says so already.';
  return needsDatabaseName && typedName !== database ? 'Type the name of the database first.' : null;
}

/** What the one button will do. */
export function stampLabel({ preview, place }: StampState): string {
  if (preview.kind !== 'shown') return `Stamp ${place.name}`;
  const count = preview.plan.adds.length + preview.plan.removes.length;
  return `Stamp ${count === 1 ? '1 revision' : `${count} revisions`} on ${place.name}`;
}
