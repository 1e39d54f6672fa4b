import { expect, test } from 'vitest';
import { moveSelection } from './selection';

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
