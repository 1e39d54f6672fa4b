import { expect, test } from 'vitest';
import { countedMinutes, ratesBetween } from './rates';
import type { Statement, Workload } from './workload';

const counted = (queryId: string, calls: number): Statement => ({
  ...{
    queryId,
    text: 'SELECT 1',
    isCut: false,
    isTopLevel: true,
    calls,
    totalMs: calls * 2,
    meanMs: 2,
    maxMs: 2,
    rows: calls,
  },
  ...{
    sharedHitBlocks: 0,
    sharedReadBlocks: 0,
    sharedDirtiedBlocks: 0,
    tempReadBlocks: 0,
    tempWrittenBlocks: 0,
  },
  ...{ readMs: 0, writeMs: 0 },
});

const reading = (
  minute: number,
  statements: readonly Statement[],
  more: Partial<Workload> = {},
): Workload => ({
  ...{
    state: 'ready',
    statements,
    takenAt: new Date(minute * 60_000).toISOString(),
    since: '2026-01-01T00:00:00.000Z',
  },
  ...{ share: 1, totalMs: 0, blockBytes: 8192, hidden: null },
  ...more,
});

const callsOf = (earlier: Workload, later: Workload) =>
  ratesBetween(earlier, later).map(({ queryId, callsPerMinute }) => [queryId, callsPerMinute]);

test('what was called in between is told by the minute, and what was not is not', () => {
  const later = reading(4, [counted('a', 110), counted('b', 7), counted('new', 8)]);
  expect(callsOf(reading(2, [counted('a', 100), counted('b', 7)]), later)).toEqual([
    ['a', 5],
    ['new', 4],
  ]);
});

test('counters that began anew in between are taken for what they show now', () => {
  const reset = reading(4, [counted('a', 10)], { since: '2026-02-01T00:00:00.000Z' });
  expect(callsOf(reading(2, [counted('a', 4)]), reset)).toEqual([['a', 5]]);
  expect(callsOf(reading(2, [counted('a', 100)]), reading(4, [counted('a', 10)]))).toEqual([['a', 5]]);
});

test('what may have been among the unread is not taken for new', () => {
  expect(callsOf(reading(2, [], { share: 0.9 }), reading(4, [counted('a', 10)]))).toEqual([]);
});

test('two readings of one moment tell nothing', () => {
  expect(callsOf(reading(2, []), reading(2, [counted('a', 10)]))).toEqual([]);
});

test('how long was counted is known where the server tells since when', () => {
  const takenAt = '2026-01-01T01:30:00.000Z';
  expect(countedMinutes({ since: '2026-01-01T00:00:00.000Z', takenAt })).toBe(90);
  expect(countedMinutes({ since: null, takenAt })).toBeNull();
  expect(countedMinutes({ since: takenAt, takenAt })).toBeNull();
});
