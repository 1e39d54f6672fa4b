import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_READINGS, type Reading, remember, spentOf } from './readings';

const at = (second: number) => new Date(second * 1000).toISOString();
const reading = (
  second: number,
  counts: Readonly<Record<string, number>>,
  more: Partial<Reading> = {},
): Reading => ({
  ...{ takenAt: at(second), since: at(0), isComplete: true },
  counts: new Map(Object.entries(counts).map(([id, totalMs]) => [id, { calls: totalMs, totalMs }])),
  ...more,
});
const spent = (...readings: readonly Reading[]) => spentOf(readings, ['a'])[0]?.msPerSecond;

test('what was spent from one reading to the next is told for each second', () => {
  expect(spent(reading(10, { a: 100 }), reading(20, { a: 150 }), reading(40, { a: 150 }))).toEqual([5, 0]);
  expect(spent(reading(10, {}), reading(20, { a: 50 }))).toEqual([5]);
  expect(spent(reading(10, {}), reading(20, {}))).toEqual([0]);
  expect(spent(reading(10, { a: 1 }))).toEqual([]);
});

test('counters that began anew are taken for what they show now', () => {
  expect(spent(reading(10, { a: 900 }), reading(20, { a: 30 }, { since: at(15) }))).toEqual([3]);
  expect(spent(reading(10, { a: 900 }), reading(20, { a: 30 }))).toEqual([3]);
});

test('what was not read is not taken for nothing', () => {
  expect(spent(reading(10, {}, { isComplete: false }), reading(20, { a: 30 }))).toEqual([null]);
  expect(spent(reading(10, { a: 30 }), reading(20, {}, { isComplete: false }))).toEqual([null]);
  expect(spent(reading(10, { a: 30 }), reading(20, {}))).toEqual([null]);
});

const steps = fc.array(
  fc.record({
    seconds: fc.integer({ min: 1, max: 100 }),
    ms: fc.integer({ min: 0, max: 10_000 }),
    isReset: fc.boolean(),
  }),
  { minLength: 1, maxLength: 80 },
);

/** A statement's counters over time: each step adds what was spent in it, after a reset from nothing. */
function walk(taken: readonly { seconds: number; ms: number; isReset: boolean }[]): readonly Reading[] {
  let [second, total, since] = [1, 0, 0];
  const readings = [reading(second, { a: 0 }, { since: at(since) })];
  for (const { seconds, ms, isReset } of taken) {
    second += seconds;
    if (isReset) [since, total] = [second, 0];
    total += ms;
    readings.push(reading(second, { a: total }, { since: at(since) }));
  }
  return readings;
}

test('however often the counters are reset, each interval has exactly what was spent since', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const expected = taken.map(({ seconds, ms }) => ms / seconds);
      expect(spent(...walk(taken))).toEqual(expected.map((each) => expect.closeTo(each, 6)));
    }),
  );
});

test('the ring keeps the latest readings in their order, and never more than it has room for', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 100 }), (seconds) => {
      let ring: readonly Reading[] = [];
      for (const second of seconds) ring = remember(ring, reading(second, { a: second }));
      const times = ring.map(({ takenAt }) => Date.parse(takenAt));
      expect(times).toEqual([...new Set(times)].sort((one, other) => one - other));
      expect(ring.length).toBeLessThanOrEqual(MOST_READINGS);
      if (seconds.length > 0) expect(times.at(-1)).toBe(Math.max(...seconds) * 1000);
    }),
  );
});
