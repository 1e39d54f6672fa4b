import { implement } from '@orpc/server';
import { contract } from '../contract';

/** Runs what has the same key one after the other, in the order of the calls. */
export type WriteQueue = <T>(key: string, act: () => Promise<T>) => Promise<T>;

export function createWriteQueue(): WriteQueue {
  const last = new Map<string, Promise<unknown>>();
  return async (key, act) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(act);
    const settled = mine.catch(() => undefined);
    last.set(key, settled);
    await settled;
    if (last.get(key) === settled) last.delete(key);
    return mine;
  };
}

/**
 * One write at a time per connection; reads and interrupts pass at once.
 * Writes without a connection change Lockstep's own lists and have one queue together.
 */
export function queueWrites(queue: WriteQueue) {
  return implement(contract).middleware(async ({ procedure, next, signal }, input) => {
    if (procedure['~orpc'].meta.kind !== 'write') return next();
    return queue(connectionOf(input), async () => {
      signal?.throwIfAborted();
      return next();
    });
  });
}

/** The input is not validated yet here. */
function connectionOf(input: unknown): string {
  if (typeof input !== 'object' || input === null || !('connectionId' in input)) return '';
  return typeof input.connectionId === 'string' ? input.connectionId : '';
}
