import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginBaseline, type Counters } from './baseline';
import type { Expectation } from './expectation';
import { describeEffect, type Looked } from './indexEffect';

const expectation: Expectation = {
  ...{ schema: 'public', table: 'orders', index: 'orders_status_idx', database: '7/shop' },
  ...{ writtenAt: '2026-03-10T12:00:00.000Z', sizeBytes: null },
  statements: [
    { queryId: '1', text: 'SELECT 1', calls: 100, meanMs: 50, expectedMs: 1 },
    { queryId: '2', text: 'SELECT 2', calls: 10, meanMs: 900, expectedMs: 90 },
  ],
};

const NOTHING: Counters = { takenAt: '2026-03-10T12:05:00.000Z', since: null, counts: [] };

/** Calls since the baseline, and their mean. */
function looked(calls: readonly (readonly [queryId: string, calls: number, meanMs: number])[], scans = 1) {
  const counts = calls.map(([queryId, calls, meanMs]) => ({
    ...{ queryId, by: 'app', calls, totalMs: calls * meanMs, since: null },
  }));
  const index = { isValid: true, scans };
  return { index, baseline: beginBaseline(NOTHING, 0), counters: { ...NOTHING, counts } } satisfies Looked;
}

const verdict = (state: Looked) => describeEffect(expectation, state).verdict;

test.each([
  [1, 'as-expected'],
  [0.1, 'as-expected'],
  [10, 'as-expected'],
  [15, 'less-than-expected'],
  [45, 'no-effect'],
  [80, 'no-effect'],
] as const)('%s ms a call where 50 were to become 1 is %s', (meanMs, expected) => {
  expect(verdict(looked([['1', 30, meanMs]]))).toBe(expected);
});

test('few calls say nothing yet, and so it is told', () => {
  const effect = describeEffect(expectation, looked([['1', 3, 1]]));
  expect(effect).toMatchObject({ verdict: 'too-few-calls', words: 'too few calls yet: 3 of at least 20' });
});

test('an index that no scan has used has no effect, whatever the times have become', () => {
  expect(describeEffect(expectation, looked([['1', 30, 1]], 0))).toMatchObject({
    verdict: 'not-used',
    scans: 0,
    savedMsPerMinute: null,
  });
});

test('an index that is gone or not valid, and counters that are missing, are told as such', () => {
  const state = looked([['1', 30, 1]]);
  expect(verdict({ ...state, index: null })).toBe('dropped');
  expect(verdict({ ...state, index: { isValid: false, scans: 0 } })).toBe('invalid');
  expect(verdict({ ...state, counters: null })).toBe('not-counted');
});

test('what is saved for each minute is what its calls took less, over the minutes since', () => {
  const state = looked([['1', 60, 10]]);
  const counters = { ...state.counters, takenAt: '2026-03-10T12:08:00.000Z' };
  expect(describeEffect(expectation, { ...state, counters }).savedMsPerMinute).toBeCloseTo(
    ((50 - 10) * 60) / 3,
    9,
  );
});

test('more calls of a slow statement than before are no effect: means are weighed by the calls since', () => {
  const means = fc.integer({ min: 1, max: 2000 });
  const calls = fc.integer({ min: 20, max: 1000 });
  fc.assert(
    fc.property(calls, calls, means, means, (few, many, one, other) => {
      const effect = describeEffect(
        expectation,
        looked([
          ['1', few, one],
          ['2', many, other],
        ]),
      );
      const weigh = (first: number, second: number) => (few * first + many * second) / (few + many);
      expect(effect.measuredMs).toBeCloseTo(weigh(one, other), 6);
      expect(effect.beforeMs).toBeCloseTo(weigh(50, 900), 6);
      expect(effect.expectedMs).toBeCloseTo(weigh(1, 90), 6);
    }),
  );
});
