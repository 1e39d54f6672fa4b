/** What a panel shows of what its one button would do, as far as it is known. */
import type { ErrorInfo } from '../../electron/contract/call';

export type Preview<T> =
  /** Something has to be filled in first. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  /** `isOld`: the form has changed since, and the new one is on its way. */
  | { readonly kind: 'shown'; readonly plan: T; readonly isOld: boolean };

interface PreviewRead<T> {
  readonly isComplete: boolean;
  readonly plan: T | null;
  readonly error: ErrorInfo | null;
  readonly isOld: boolean;
}

export function previewOf<T>({ isComplete, plan, error, isOld }: PreviewRead<T>): Preview<T> {
  if (!isComplete) return { kind: 'incomplete' };
  if (error && !isOld) return { kind: 'failed', error };
  return plan ? { kind: 'shown', plan, isOld } : { kind: 'loading' };
}
