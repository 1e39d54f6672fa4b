import { expect, test } from 'vitest';
import { revision } from '../../gallery/examples';
import { moveSelection } from './selection';

const rows = ['c', 'b', 'a'].map((name) => revision({ name }));

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
  expect(moveSelection(rows, at, key)).toBe(to);
});

test('in an empty list no key selects anything', () => {
  expect(moveSelection([], null, 'ArrowDown')).toBeNull();
});
