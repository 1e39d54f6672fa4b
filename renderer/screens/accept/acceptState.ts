/** A file that has changed since it ran: the difference, and why it is right as it is. Pure. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type { TextDifference } from '../../../electron/contract/revisions';
import type { Attempt } from '../../parts/attempt';
import type { CodeLanguage } from '../../parts/readingCode';
import type { Place } from '../../usePlace';

export interface AcceptShown {
  readonly kind: 'shown';
  readonly difference: TextDifference;
  readonly reason: string;
  readonly typedName: string;
  readonly place: Place;
  /** Who the log will have; null while it is not known. */
  readonly recordedAs: string | null;
  readonly accepting: Attempt;
}

export type AcceptState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | AcceptShown;

export function isSame({ beforeChecksum, afterChecksum }: TextDifference): boolean {
  return beforeChecksum === afterChecksum;
}

export function findObstacle({ difference, reason, typedName, place }: AcceptShown): string | null {
  if (isSame(difference)) return 'The file is as it ran: there is nothing to accept.';
  if (!reason.trim()) return 'Say why it is right as it is.';
  if (needsDatabaseName(place) && typedName !== place.database) return 'Type the name of the database first.';
  return null;
}

export function needsDatabaseName({ role }: Place): boolean {
  return role === 'production';
}

export function languageOf(name: string): CodeLanguage {
  return name.endsWith('.sql') ? 'sql' : 'js';
}
