import { expect, test } from 'vitest';
import { isRowKey, moveRow } from './rowKeys';

const keys = Array.from({ length: 50 }, (_, number) => `row ${number}`);

test('keys move to the next row, by pages and to the ends, and no further', () => {
  expect(moveRow(keys, null, 'ArrowDown')).toBe('row 0');
  expect(moveRow(keys, 'row 3', 'ArrowDown')).toBe('row 4');
  expect(moveRow(keys, 'row 0', 'ArrowUp')).toBe('row 0');
  expect(moveRow(keys, 'row 3', 'PageDown')).toBe('row 23');
  expect(moveRow(keys, 'row 40', 'PageDown')).toBe('row 49');
  expect(moveRow(keys, null, 'End')).toBe('row 49');
  expect(moveRow(keys, 'gone', 'ArrowUp')).toBe('row 0');
  expect(moveRow([], null, 'ArrowDown')).toBeNull();
});

test('other keys move nothing', () => {
  expect(isRowKey('Home')).toBe(true);
  expect(isRowKey('a')).toBe(false);
});
