import { expect, test } from 'vitest';
import { moveInGraph } from './graphKeys';

const places = new Map([
  ['root', { column: 0, row: 0 }],
  ['alter', { column: 1, row: 0 }],
  ['first', { column: 2, row: 0 }],
  ['second', { column: 2, row: 1 }],
  ['other root', { column: 0, row: 3 }],
]);

test.each([
  ['root', 'ArrowRight', 'alter'],
  ['alter', 'ArrowRight', 'first'],
  ['first', 'ArrowDown', 'second'],
  ['second', 'ArrowUp', 'first'],
  ['second', 'ArrowLeft', 'alter'],
  ['root', 'ArrowDown', 'other root'],
  ['root', 'ArrowLeft', null],
  ['root', 'x', null],
  [null, 'ArrowDown', 'root'],
  ['gone', 'ArrowDown', 'root'],
])('from %s the key %s moves to %s', (at, key, to) => {
  expect(moveInGraph(places, at, key)).toBe(to);
});

test('in an empty graph no key selects anything', () => {
  expect(moveInGraph(new Map(), null, 'ArrowDown')).toBeNull();
});
