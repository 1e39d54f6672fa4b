import type { ErrorInfo } from '../../electron/contract/call';
import { StaleNote } from './StaleNote';

interface LookedAtNoteProps {
  /** ISO, by this computer’s clock. */
  readonly readAt: string;
  /** Why the last look failed; null: it did not. */
  readonly readError: ErrorInfo | null;
  readonly onLookAgain: () => void;
}

/** What was looked at stays, whatever became of the next look. */
export function LookedAtNote({ readAt, readError, onLookAgain }: LookedAtNoteProps) {
  if (!readError) return null;
  return (
    <StaleNote done="Looked at" since={readAt} error={readError} again="Look again" onAgain={onLookAgain} />
  );
}
