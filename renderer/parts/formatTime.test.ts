import { expect, test } from 'vitest';
import { formatExactTime, formatRelativeTime } from './formatTime';

const now = '2026-03-10T12:00:00.000Z';

test.each([
  ['2026-03-10T12:00:30.000Z', 'just now'],
  ['2026-03-10T11:59:30.000Z', 'just now'],
  ['2026-03-10T11:58:59.000Z', '1 min ago'],
  ['2026-03-10T10:00:00.000Z', '2 h ago'],
  ['2026-03-09T12:00:00.000Z', '1 day ago'],
  ['2026-02-20T12:00:00.000Z', '18 days ago'],
  ['2026-01-05T09:00:00.000Z', '2026-01-05'],
  ['not a time', '—'],
])('%s is "%s"', (iso, text) => {
  expect(formatRelativeTime(iso, now)).toBe(text);
});

test('the exact time names day and seconds', () => {
  expect(formatExactTime('2026-03-10T12:34:56.000Z')).toMatch(/10 Mar 2026.*:34:56/);
});

test('what is no time stays as it is', () => {
  expect(formatExactTime('soon')).toBe('soon');
});
