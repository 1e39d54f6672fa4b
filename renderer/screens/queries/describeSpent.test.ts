import { expect, test } from 'vitest';
import { describeRate, spentOn, trendOf } from './describeSpent';

const readAt = ['2026-03-10T12:00:00.000Z', '2026-03-10T12:04:50.000Z', '2026-03-10T12:05:00.004Z'];
const spent = (...msPerSecond: readonly (number | null)[]) => ({
  ...{ readAt, costMs: 3, everyMs: 10_000, failure: null },
  statements: [{ queryId: '1', msPerSecond }],
});

test('what a statement took is told with its trend, and over which time', () => {
  expect(spentOn('1', spent(4, 12)).text).toBe('last 5 min: 12 ms/s, rising');
  expect(spentOn('1', spent(12, null))).toMatchObject({ now: 12, text: 'last 5 min: 12 ms/s, steady' });
  expect(spentOn('1', spent(0, 0)).text).toBe('last 5 min: 0 ms/s, nothing');
});

test('before the second reading nothing is told', () => {
  for (const known of [null, spent(), spent(null, null)]) expect(spentOn('1', known).now).toBeNull();
  expect(spentOn('2', spent(1)).msPerSecond).toEqual([]);
});

test.each([
  [[1, 1, 1], 'steady'],
  [[1, 9, 2], 'rising'],
  [[2, 0, 1], 'falling'],
  [[0, 0, 5], 'rising'],
  [[5, 0, 0], 'falling'],
  [[], 'nothing'],
] as const)('%j is %s', (values, trend) => {
  expect(trendOf(values)).toBe(trend);
});

test('a rate is as long as it has to be', () => {
  expect([0, 0.04, 1.26, 12.4, 1234].map(describeRate)).toEqual([
    ...['0 ms/s', '<0.1 ms/s', '1.3 ms/s', '12 ms/s', '1,234 ms/s'],
  ]);
});
