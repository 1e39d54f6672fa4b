import { expect, test } from 'vitest';
import { withOwnNames } from './ownNames';
import type { Suggestion } from './suggestion';

const create = (index: string, rest = '("a")', schema = 'public'): Suggestion => ({
  ...{ id: `${index} ${rest}`, kind: 'create', schema, table: 'orders', columns: ['a'], index },
  ...{ sql: `CREATE INDEX CONCURRENTLY "${index}" ON "${schema}"."orders" ${rest}` },
  ...{ reverseSql: `DROP INDEX CONCURRENTLY "${schema}"."${index}"`, reason: '', savingMs: null },
  ...{ savingMsPerMinute: null, sizeBytes: null, tableWrites: null, helps: [], caveats: [] },
});

const first = create('orders_a_idx');

test('an index that was found later is called otherwise, in its statement and in what takes it back', () => {
  const found = [
    create('orders_a_idx', '("a") INCLUDE ("b")'),
    create('orders_a_idx', '("a") WHERE "b" > 0'),
  ];
  expect(withOwnNames([first], found)).toMatchObject([
    {
      index: 'orders_a_idx1',
      sql: 'CREATE INDEX CONCURRENTLY "orders_a_idx1" ON "public"."orders" ("a") INCLUDE ("b")',
      reverseSql: 'DROP INDEX CONCURRENTLY "public"."orders_a_idx1"',
    },
    { index: 'orders_a_idx2', reverseSql: 'DROP INDEX CONCURRENTLY "public"."orders_a_idx2"' },
  ]);
});

test('what another schema has, or what only drops an index, keeps its name', () => {
  const drop = { ...first, sql: 'DROP INDEX CONCURRENTLY "public"."orders_a_idx"' };
  const others = [create('orders_a_idx', '("a")', 'sales'), drop, create('orders_b_idx')];
  expect(withOwnNames([first], others)).toEqual(others);
});
