import { expect, test } from 'vitest';
import { BAR_COUNT, barsOf, firstWatchedBar, moveInTime, pointAt } from './timeline';

const NOW = '2026-03-10T12:00:00.000Z';
const before = (ms: number) => new Date(Date.parse(NOW) - ms).toISOString();
const point = (id: number, agoMs: number, waitingCount = 1) => ({
  id,
  takenAt: before(agoMs),
  waitingCount,
  longestWaitMs: 1_000,
  rootCount: 1,
});

test('a part of the time shows the most that waited in it', () => {
  const bars = barsOf([point(1, 2_000, 3), point(2, 1_000, 7), point(3, 60_000, 2)], NOW);
  expect(bars.map(({ index, point: { id } }) => [index, id])).toEqual([
    [BAR_COUNT - 2, 2],
    [BAR_COUNT - 7, 3],
  ]);
});

test('what is older than half an hour has no bar', () => {
  expect(barsOf([point(1, 31 * 60_000)], NOW)).toEqual([]);
});

test('what was not watched is known', () => {
  expect(firstWatchedBar(null, NOW)).toBe(BAR_COUNT);
  expect(firstWatchedBar(before(60_000), NOW)).toBe(BAR_COUNT - 7);
  expect(firstWatchedBar(before(3_600_000), NOW)).toBe(0);
});

test('pointing beside the bars takes the nearest', () => {
  const bars = barsOf([point(1, 1_000_000), point(2, 10_000)], NOW);
  expect(pointAt(bars, BAR_COUNT - 20)?.id).toBe(2);
  expect(pointAt(bars, 0)?.id).toBe(1);
  expect(pointAt([], 5)).toBeNull();
});

test('the keys go from sample to sample, and after the last back to now', () => {
  const points = [point(4, 3_000), point(5, 2_000), point(6, 1_000)];
  expect(moveInTime(points, null, 'ArrowLeft')).toEqual({ kind: 'sample', id: 6 });
  expect(moveInTime(points, 5, 'ArrowLeft')).toEqual({ kind: 'sample', id: 4 });
  expect(moveInTime(points, 4, 'ArrowLeft')).toEqual({ kind: 'sample', id: 4 });
  expect(moveInTime(points, 6, 'ArrowRight')).toEqual({ kind: 'live' });
  expect(moveInTime(points, null, 'ArrowRight')).toEqual({ kind: 'live' });
  expect(moveInTime(points, 5, 'Home')).toEqual({ kind: 'sample', id: 4 });
  expect(moveInTime(points, 5, 'End')).toEqual({ kind: 'live' });
  expect(moveInTime([], null, 'ArrowLeft')).toBeNull();
  expect(moveInTime(points, 5, 'x')).toBeNull();
});
