import { expect, test } from 'vitest';
import { formatClock, formatDuration, formatMean } from './formatDuration';

test.each([
  [-3, '0 ms'],
  [0, '0 ms'],
  [8.4, '8 ms'],
  [999, '999 ms'],
  [1000, '1.0 s'],
  [1249, '1.2 s'],
  [9999, '9.9 s'],
  [41_800, '41 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [725_000, '12 min 5 s'],
  [3_600_000, '1 h'],
  [12_000_000, '3 h 20 min'],
])('%d ms read as "%s"', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [-1, '0:00'],
  [7_900, '0:07'],
  [761_000, '12:41'],
  [3_723_000, '1:02:03'],
])('a clock at %d ms shows %s', (ms, text) => {
  expect(formatClock(ms)).toBe(text);
});

test.each([
  [0, '0 ms'],
  [0.01234, '0.012 ms'],
  [9.62, '9.6 ms'],
  [48.4, '48 ms'],
  [1234, '1.2 s'],
])('a mean of %f ms is %s', (ms, text) => {
  expect(formatMean(ms)).toBe(text);
});
