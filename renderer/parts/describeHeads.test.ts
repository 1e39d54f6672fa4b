import { expect, test } from 'vitest';
import { describeHeads } from './describeHeads';

test.each([
  [[], 'base'],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
])('%j reads %s', (heads, text) => {
  expect(describeHeads(heads)).toBe(text);
});
