import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { snapshotsOf } from './snapshots';

const never = new AbortController().signal;

async function all<T>(snapshots: AsyncIterable<T>): Promise<readonly T[]> {
  const told: T[] = [];
  for await (const each of snapshots) told.push(each);
  return told;
}

test('of many snapshots pushed together the latest is told, and the last one always', async () => {
  const told = await all(
    snapshotsOf<number>(async (push) => {
      for (let n = 1; n <= 5; n++) push(n);
      await sleep(150);
      push(6);
      return 7;
    }, never),
  );
  expect(told).toEqual([5, 7]);
});

test('what the work throws, the reader gets', async () => {
  const snapshots = snapshotsOf<number>(() => Promise.reject(new Error('no')), never);
  await expect(all(snapshots)).rejects.toThrow('no');
});

test('a reader who leaves aborts the work, and waits for its end', async () => {
  let ended = '';
  const snapshots = snapshotsOf<number>(async (push, signal) => {
    push(1);
    await sleep(10_000, undefined, { signal }).catch(() => undefined);
    ended = signal.aborted ? 'aborted' : 'slept';
    return 2;
  }, never);
  for await (const _ of snapshots) break;
  expect(ended).toBe('aborted');
});

test('aborting the signal aborts the work, whose last word is still told', async () => {
  const stop = new AbortController();
  const told = all(
    snapshotsOf<string>(async (_push, signal) => {
      await sleep(10_000, undefined, { signal }).catch(() => undefined);
      return signal.aborted ? 'cancelled' : 'done';
    }, stop.signal),
  );
  stop.abort();
  expect(await told).toEqual(['cancelled']);
});
