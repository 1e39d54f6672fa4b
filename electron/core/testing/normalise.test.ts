import { expect, test } from 'vitest';
import { normalise } from './normalise';

test('the same pid gets the same number, and facts of the run become their names', () => {
  const edges = [
    { pid: 4711, blockedByPids: [4712], since: '2026-01-05T09:00:00.123Z', waitedMs: 12, status: 'waiting' },
    { pid: 4712, blockedByPids: [], since: new Date(), waitedMs: null, status: 'held in test_0123456789ab' },
  ];
  expect(normalise(edges)).toEqual([
    { pid: '<pid 1>', blockedByPids: ['<pid 2>'], since: '<time>', waitedMs: '<ms>', status: 'waiting' },
    { pid: '<pid 2>', blockedByPids: [], since: '<time>', waitedMs: null, status: 'held in <database 1>' },
  ]);
});
