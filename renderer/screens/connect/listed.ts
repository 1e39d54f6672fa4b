import { errorInfo } from '../../api';
import type { Listed } from './connectState';

/** A query's result as a list; an error after a first success leaves the list that was read. */
export function listed<T>(read: {
  readonly data: readonly T[] | undefined;
  readonly error: unknown;
}): Listed<T> {
  if (read.data) return { kind: 'shown', all: read.data };
  return read.error ? { kind: 'failed', error: errorInfo(read.error) } : { kind: 'loading' };
}
