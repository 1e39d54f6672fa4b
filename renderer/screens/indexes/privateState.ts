/** Which columns' values are not in the twin. Pure. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type { TargetColumns } from '../../../electron/contract/indexes';
import type { Attempt } from '../../parts/attempt';

export type ListedColumns =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  /** Old: the next words are being looked for. */
  | { readonly kind: 'shown'; readonly found: TargetColumns; readonly isOld: boolean };

/** Which columns’ values are not in the twin, not even within statistics. */
export interface PrivatePanel {
  readonly kind: 'private';
  readonly search: string;
  readonly onlyPrivate: boolean;
  readonly listed: ListedColumns;
  /** Key of a line. */
  readonly at: string | null;
  readonly marking: Attempt;
  /** What is private no more has no values in the twin before that. */
  readonly awaitsRefresh: boolean;
}
