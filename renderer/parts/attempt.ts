import type { ErrorInfo } from '../../electron/contract/call';
import { errorInfo } from '../api';

/** Something that was clicked and takes a while. */
export type Attempt =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

export function attemptOf({
  isPending,
  error,
}: {
  readonly isPending: boolean;
  readonly error: unknown;
}): Attempt {
  if (isPending) return { kind: 'working' };
  return error ? { kind: 'failed', error: errorInfo(error) } : { kind: 'idle' };
}
