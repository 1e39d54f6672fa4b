import { expect, test } from 'vitest';
import { parseTableName } from './tableName';

test.each([
  ['orders', null, 'orders'],
  ['shop.Orders', 'shop', 'Orders'],
  ['"select"', null, 'select'],
  ['"the.shop"."say ""hi"""', 'the.shop', 'say "hi"'],
  ['shop."Ünï"', 'shop', 'Ünï'],
  ['a.b.c', 'a', 'b.c'],
  ['half "quoted', null, 'half "quoted'],
])('%s names a table', (given, schema, name) => {
  expect(parseTableName(given)).toEqual({ schema, name });
});

test.each(['', '.', 'shop.', '.orders'])('“%s” names none', (given) => {
  expect(() => parseTableName(given)).toThrow('names no table');
});
