import { expect, test } from 'vitest';
import { isSelectionKey, moveSelection } from './selection';

const names = ['c', 'b', 'a'];

test.each([
  [null, 'ArrowDown', 'c'],
  [null, 'ArrowUp', 'c'],
  [null, 'End', 'a'],
  ['c', 'ArrowDown', 'b'],
  ['c', 'ArrowUp', 'c'],
  ['a', 'ArrowDown', 'a'],
  ['a', 'Home', 'c'],
  ['c', 'PageDown', 'a'],
  ['b', 'End', 'a'],
] as const)('from %s the key %s moves to %s', (at, key, to) => {
  expect(moveSelection(names, at, key)).toBe(to);
});

test('in an empty list no key selects anything', () => {
  expect(moveSelection([], null, 'ArrowDown')).toBeNull();
});

test('a page is twenty, and no key leads beyond the ends', () => {
  const many = Array.from({ length: 50 }, (_, number) => `row ${number}`);
  expect(moveSelection(many, 'row 3', 'PageDown')).toBe('row 23');
  expect(moveSelection(many, 'row 40', 'PageDown')).toBe('row 49');
  expect(moveSelection(many, 'gone', 'ArrowUp')).toBe('row 0');
});

test('other keys move nothing', () => {
  expect(isSelectionKey('Home')).toBe(true);
  expect(isSelectionKey('a')).toBe(false);
});
