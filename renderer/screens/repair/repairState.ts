/** A revision that was cut off half-way: what it left, how that is mended, and what it counts as then. Pure. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type { Leftover, Leftovers } from '../../../electron/contract/revisions';
import type { Attempt } from '../../parts/attempt';
import type { Place } from '../../usePlace';

/** Pending: it is to run again. Applied: what it did is complete. */
export type RepairedAs = 'pending' | 'applied';

export interface RepairShown {
  readonly kind: 'shown';
  readonly found: Leftovers;
  readonly as: RepairedAs | null;
  readonly typedName: string;
  readonly place: Place;
  readonly repairing: Attempt;
}

export type RepairState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | RepairShown;

export function findObstacle({ found, as, typedName, place }: RepairShown): string | null {
  if (as === null) return 'Say what the revision is from now on.';
  return found.needsDatabaseName && typedName !== place.database
    ? 'Type the name of the database first.'
    : null;
}

/** What the one button will do. */
export function repairLabel({ found: { leftovers }, as, place }: RepairShown): string {
  const count = leftovers.length;
  if (count > 0) return `Repair: run ${count === 1 ? '1 statement' : `${count} statements`} on ${place.name}`;
  return as === null ? `Repair ${place.name}` : `Mark it as ${as} on ${place.name}`;
}

const KINDS: Readonly<Record<Leftover['kind'], string>> = {
  'invalid-index': 'An index that was not finished: it is not used, and slows every write.',
  ccnew: 'The new index of a REINDEX that was cut off.',
  ccold: 'The old index of a REINDEX that had nearly ended.',
};

export function describeLeftover({ kind }: Leftover): string {
  return KINDS[kind];
}
