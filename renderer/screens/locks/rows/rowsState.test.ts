import { expect, test } from 'vitest';
import { lockedRows, rowsState } from '../../../gallery/exampleRows';
import { describeHolder, describeTried, qualifiedName, rowLines, tryObstacle } from './rowsState';

test('a row that several share has a line for each', () => {
  const lines = rowLines(lockedRows.rows);
  const shared = lockedRows.rows.find(({ lockers }) => lockers.length > 1);
  const those = lines.filter(({ row }) => row === shared);
  expect(those.map(({ isFirst }) => isFirst)).toEqual([true, ...those.slice(1).map(() => false)]);
  expect(those.length).toBeGreaterThan(1);
});

test('a row whose locker is not known has a line as well', () => {
  const lines = rowLines([{ ctid: '(0,1)', key: {}, values: {}, lockers: [], waiters: [7] }]);
  expect(lines).toHaveLength(1);
});

test('a lock is tried of ticked rows alone, where it may be written, and on production after a question', () => {
  expect(tryObstacle(rowsState)).toBe('Tick the rows to try.');
  const ticked = { ...rowsState, ticked: new Set(['(0,1)']) };
  expect(tryObstacle(ticked)).toBeNull();
  expect(tryObstacle({ ...ticked, isReadOnly: true })).toContain('read-only');
  expect(tryObstacle({ ...ticked, isProduction: true })).toContain('name of the database');
  expect(tryObstacle({ ...ticked, isProduction: true, typedName: ticked.database })).toBeNull();
  expect(
    tryObstacle({ ...ticked, ticked: new Set(Array.from({ length: 101 }, (_, index) => String(index))) }),
  ).toContain('100');
});

test('who holds a row is said as far as it is known', () => {
  const nobody = { pid: null, gid: null, transaction: null, mode: null, sure: 'holder' } as const;
  const locker = { ...nobody, user: 'dana', application: 'billing', transactionAgeMs: null };
  expect(describeHolder({ ...locker, pid: 4711 })).toBe('4711 billing');
  expect(describeHolder({ ...locker, gid: 'x' })).toBe('prepared x');
  expect(describeHolder({ ...locker, transaction: '812' })).toBe('transaction 812');
  expect(describeHolder(locker)).toBe('not known');
});

test('what came of trying is said in a word', () => {
  expect(describeTried({ ctid: '(0,1)', outcome: 'free', holders: [] })).toBe('free');
  expect(describeTried({ ctid: '(0,1)', outcome: 'locked', holders: [4711, 0] })).toBe(
    'held by 4711, a prepared transaction',
  );
});

test('public goes without saying', () => {
  expect(qualifiedName({ schema: 'public', name: 'orders' })).toBe('orders');
  expect(qualifiedName({ schema: 'stock', name: 'orders' })).toBe('stock.orders');
});
