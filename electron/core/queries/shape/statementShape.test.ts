import { expect, test } from 'vitest';
import { readShape } from './statementShape';

test('what Sequelize sends for findByPk is one table by one key', async () => {
  const shape = await readShape(
    'SELECT "id", "name" FROM "customers" AS "Customer" WHERE ("Customer"."deletedAt" IS NULL AND "Customer"."id" = $1)',
  );
  expect(shape).toMatchObject({
    kind: 'select',
    table: { schema: null, name: 'customers' },
    keyColumns: ['id'],
    hasOtherConditions: false,
    columns: ['id', 'name'],
  });
});

test.each([
  ['SELECT 1 FROM a WHERE id = $1 OR b = $2', [], true],
  ['SELECT 1 FROM a WHERE id IN ($1, $2)', [], true],
  ['SELECT 1 FROM a WHERE $1 = a.id AND b = $2::uuid', ['id', 'b'], false],
  ['SELECT 1 FROM a WHERE id = b AND c > $1', [], true],
  ['SELECT 1 FROM a', [], false],
])('%s has keys %j', async (sql, keyColumns, hasOtherConditions) => {
  expect(await readShape(sql)).toMatchObject({ keyColumns, hasOtherConditions });
});

test.each([
  ['SELECT 1 FROM a FOR UPDATE', 'waits'],
  ['SELECT 1 FROM a FOR SHARE OF a NOWAIT', 'nowait'],
  ['SELECT 1 FROM a FOR UPDATE SKIP LOCKED', 'skip-locked'],
  ['SELECT 1 FROM a', null],
])('%s: where a row is locked it %s', async (sql, lock) => {
  expect(await readShape(sql)).toMatchObject({ lock });
});

test.each([
  ['SELECT count(*) AS "count" FROM a AS "A"', true],
  ['SELECT count("A"."id") FROM a AS "A" WHERE b = $1', true],
  ['SELECT count(*), b FROM a GROUP BY b', false],
  ['SELECT count(*) FROM a GROUP BY b', false],
  ['SELECT sum(b) FROM a', false],
])('%s counts: %s', async (sql, isCount) => {
  expect(await readShape(sql)).toMatchObject({ isCount });
});

test('INSERT tells its rows, UPDATE its columns, and both their table', async () => {
  expect(await readShape('INSERT INTO s.a (b) VALUES ($1), (DEFAULT) RETURNING id')).toMatchObject({
    ...{ kind: 'insert', table: { schema: 's', name: 'a' }, insertedRows: 2 },
    relations: [{ schema: 's', name: 'a' }],
  });
  expect(await readShape('INSERT INTO a SELECT * FROM b')).toMatchObject({ insertedRows: null });
  expect(await readShape('UPDATE a SET b = $1, "C" = c + 1 WHERE id = $2')).toMatchObject({
    ...{ kind: 'update', table: { schema: null, name: 'a' }, setColumns: ['b', 'C'], keyColumns: ['id'] },
  });
});

test('relations are those of the text, without what WITH defines', async () => {
  const shape = await readShape(
    'WITH w AS (SELECT * FROM a) SELECT w.* FROM w JOIN s.b ON true FOR UPDATE OF w',
  );
  expect(shape).toMatchObject({
    table: null,
    columns: ['*'],
    relations: [
      { schema: 's', name: 'b' },
      { schema: null, name: 'a' },
    ],
  });
});

test.each(['CREATE TABLE a ()', 'SELECT 1; SELECT 2', 'nonsense'])('%s has no shape', async (sql) => {
  expect(await readShape(sql)).toBeNull();
});
