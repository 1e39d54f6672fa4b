import { expect, test } from 'vitest';
import { lostConnection } from '../../gallery/exampleErrors';
import { chain, queuedRow, quiet, snapshotOf } from '../../gallery/exampleLocks';
import { prepared } from '../../gallery/exampleSessions';
import { type LocksRead, oldPrepared, sampleShown, usualLayout } from './locksState';

const failure = { error: lostConnection, since: chain.takenAt };
const live: LocksRead = {
  watch: { snapshot: chain, failure: null, everyMs: 1_000 },
  broken: null,
  isPaused: false,
  sample: null,
};

test('before the first sample it is loading, or failed with the reason', () => {
  expect(sampleShown({ ...live, watch: null })).toEqual({ kind: 'loading' });
  expect(sampleShown({ ...live, watch: null, broken: failure })).toEqual({
    kind: 'failed',
    error: lostConnection,
  });
  expect(sampleShown({ ...live, watch: { snapshot: null, failure, everyMs: 1_000 } }).kind).toBe('failed');
});

test('what was sampled stays when sampling fails or stops, and is marked', () => {
  expect(sampleShown(live)).toMatchObject({ snapshot: chain, moment: { kind: 'live' } });
  expect(sampleShown({ ...live, isPaused: true })).toMatchObject({ moment: { kind: 'paused' } });
  expect(sampleShown({ ...live, watch: { snapshot: chain, failure, everyMs: 1_000 } })).toMatchObject({
    snapshot: chain,
    moment: { kind: 'stale', failure },
  });
  expect(sampleShown({ ...live, broken: failure })).toMatchObject({
    snapshot: chain,
    moment: { kind: 'stale' },
  });
});

test('the past is shown when it has come, and says what is now', () => {
  expect(sampleShown({ ...live, sample: { id: 3, snapshot: null } })).toMatchObject({
    moment: { kind: 'live' },
  });
  expect(sampleShown({ ...live, sample: { id: 3, snapshot: quiet } })).toMatchObject({
    snapshot: quiet,
    moment: { kind: 'past', id: 3, nowWaitingCount: 3 },
  });
});

test('more than can be looked over as a graph come as a list', () => {
  expect(usualLayout(quiet)).toBe('graph');
  expect(usualLayout(chain)).toBe('graph');
  expect(usualLayout(queuedRow(59))).toBe('graph');
  expect(usualLayout(queuedRow(60))).toBe('list');
});

test('a prepared transaction is worth a word after a minute', () => {
  const young = prepared({ gid: 'young', ageMs: 59_000 });
  expect(oldPrepared(snapshotOf({ prepared: [young, prepared()] })).map(({ gid }) => gid)).toEqual([
    'checkout-81',
  ]);
});
