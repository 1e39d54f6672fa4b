/** What a workload makes be suggested: each case is statements, and the indexes that a DBA would name. */
import { beforeAll, expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { CoreError } from '../../errors';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { refreshTwin } from '../../testing/refreshTwin';
import { startTestTwin } from '../../testing/testTwin';
import { vacuum } from '../../testing/vacuum';
import { withPlanTwin } from '../../twin/planner/planTwin';
import { suggestIndexes } from './suggestIndexes';
import type { TableWrites, WorkloadAdvice } from './workloadInput';

const twin = startTestTwin();
let target: TestDatabase;

beforeAll(async () => {
  target = await createTestDatabase();
  await target.query(`CREATE EXTENSION pg_trgm; CREATE SCHEMA sales;
    CREATE TABLE sales.customers (id int PRIMARY KEY, email text NOT NULL, name text NOT NULL, city text NOT NULL, left_at timestamptz, data jsonb NOT NULL, tags text[] NOT NULL);
    CREATE TABLE sales.orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES sales.customers, status text NOT NULL, placed_at timestamptz NOT NULL, total numeric NOT NULL, note text NOT NULL);
    CREATE TABLE sales.visits (day date NOT NULL, customer_id int NOT NULL, page text NOT NULL) PARTITION BY RANGE (day);
    CREATE TABLE sales.visits_1 PARTITION OF sales.visits FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
    CREATE TABLE sales.visits_2 PARTITION OF sales.visits FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
    CREATE VIEW sales.open_orders AS SELECT id, customer_id AS buyer, placed_at FROM sales.orders WHERE status = 'open';
    CREATE TABLE sales.letters (id int PRIMARY KEY, customer_id int NOT NULL, body text NOT NULL);
    INSERT INTO sales.letters SELECT n, n % 500, (SELECT string_agg(md5(n::text || m), '') FROM generate_series(1, 150) m) FROM generate_series(1, 6000) n;
    INSERT INTO sales.customers SELECT n, n || '@example.com', 'Customer ' || md5(n::text), 'City ' || n % 300, CASE WHEN n % 100 > 0 THEN now() END,
      jsonb_build_object('plan', n % 1000, 'beta', n % 2), ARRAY['t' || n % 700, 't' || n % 13] FROM generate_series(1, 30000) n;
    INSERT INTO sales.orders SELECT n, n % 30000 + 1, CASE WHEN n % 200 = 0 THEN 'open' ELSE 'done' END, timestamptz '2024-01-01' + n * interval '1 minute', n % 977, repeat('note ', 20)
      FROM generate_series(1, 100000) n;
    INSERT INTO sales.visits SELECT date '2026-01-01' + n % 59, n % 20000, 'page ' || n FROM generate_series(1, 60000) n`);
  // Of all rows, not of a sample: what is suggested must not hang on chance.
  await target.query(`ALTER DATABASE ${target.name} SET default_statistics_target = 1000`);
  // The rows of these alone are known to be visible to all, so that an index may answer without the table.
  await target.query('ANALYZE');
  await vacuum(target, ['sales.orders', 'sales.letters', 'sales.visits_1', 'sales.visits_2']);
  await target.query(`ALTER DATABASE ${target.name} SET search_path = sales, public`);
  await refreshTwin(twin(), target.url);
}, 60_000);

async function advise(
  texts: readonly string[],
  more: { writes?: readonly TableWrites[]; signal?: AbortSignal; calls?: number } = {},
): Promise<WorkloadAdvice> {
  const { writes = [], signal = new AbortController().signal, calls = 1000 } = more;
  const statements = texts.map((text, index) => ({ queryId: String(index), text, calls, meanMs: 20 }));
  return withPlanTwin(twin(), parseTarget({ url: target.url }).target, async (planning) => {
    for await (const snapshot of suggestIndexes({ planning, statements, writes, signal })) {
      if (snapshot.phase === 'done') return snapshot.advice;
      if (snapshot.phase === 'failed') throw new CoreError(snapshot.error);
    }
    throw new Error('The advice ended without a word.');
  });
}

const on = (text: string, concurrently = 'CONCURRENTLY ') => `CREATE INDEX ${concurrently}${text}`;

test.each<readonly [what: string, statements: readonly string[], indexes: readonly string[]]>([
  [
    'equality',
    ['SELECT * FROM customers WHERE email = $1'],
    [on('"customers_email_idx" ON "sales"."customers" ("email")')],
  ],
  [
    'equality before a range, whichever comes first in the text',
    ['SELECT * FROM orders WHERE placed_at BETWEEN $1 AND $2 AND customer_id = $3 AND total > 5'],
    [on('"orders_customer_id_placed_at_idx" ON "sales"."orders" ("customer_id", "placed_at")')],
  ],
  [
    'equality before the order, in its direction',
    ['SELECT * FROM orders WHERE status = $1 ORDER BY total DESC, id LIMIT 10'],
    [on('"orders_status_total_id_idx" ON "sales"."orders" ("status", "total" DESC, "id")')],
  ],
  [
    'a join',
    ['SELECT c.name, o.* FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.id = $1'],
    [on('"orders_customer_id_idx" ON "sales"."orders" ("customer_id")')],
  ],
  [
    'a correlated query',
    [
      'SELECT name, (SELECT max(o.total) FROM orders o WHERE o.customer_id = c.id) FROM customers c WHERE c.id < 9',
    ],
    [on('"orders_customer_id_total_idx" ON "sales"."orders" ("customer_id", "total")')],
  ],
  [
    'a constant of few rows',
    ['SELECT id, name FROM customers WHERE left_at IS NULL AND city = $1'],
    [on('"customers_city_partial_idx" ON "sales"."customers" ("city") WHERE "left_at" IS NULL')],
  ],
  [
    'an expression',
    ['SELECT * FROM customers WHERE lower(email) = $1'],
    [on('"customers_lower_email_idx" ON "sales"."customers" ((lower("email")))')],
  ],
  [
    'a document',
    ['SELECT id FROM customers WHERE data @> \'{"plan": 7}\''],
    [on('"customers_data_idx" ON "sales"."customers" USING gin ("data" jsonb_path_ops)')],
  ],
  [
    'an array',
    ['SELECT * FROM customers WHERE tags && $1'],
    [on('"customers_tags_idx" ON "sales"."customers" USING gin ("tags")')],
  ],
  [
    'a pattern anywhere',
    ["SELECT id FROM customers WHERE name ILIKE '%4a8a08f09d%'"],
    [on('"customers_name_idx" ON "sales"."customers" USING gin ("name" "public".gin_trgm_ops)')],
  ],
  [
    'a pattern at the beginning',
    ["SELECT id, email FROM customers WHERE name LIKE 'Customer 4a8a%'"],
    [on('"customers_name_idx" ON "sales"."customers" ("name")')],
  ],
  [
    'all that is asked for, of rows that are scattered',
    ['SELECT sum(total) FROM orders WHERE customer_id BETWEEN $1 AND $2'],
    [on('"orders_customer_id_idx" ON "sales"."orders" ("customer_id") INCLUDE ("total")')],
  ],
  [
    'a view',
    ['SELECT * FROM open_orders WHERE buyer = $1'],
    [
      on(
        `"orders_customer_id_partial_idx" ON "sales"."orders" ("customer_id") WHERE "status" = 'open'::text`,
      ),
    ],
  ],
  [
    'a partitioned table',
    ['SELECT page FROM visits WHERE customer_id = $1'],
    [on('"visits_customer_id_idx" ON "sales"."visits" ("customer_id") INCLUDE ("page")', '')],
  ],
  [
    'one of several in OR',
    ['SELECT * FROM customers WHERE email = $1 OR name = $2'],
    [
      on('"customers_email_idx" ON "sales"."customers" ("email")'),
      on('"customers_name_idx" ON "sales"."customers" ("name")'),
    ],
  ],
  [
    'an UPDATE and a DELETE',
    ['UPDATE customers SET city = $1 WHERE email = $2', 'DELETE FROM customers WHERE email = $1'],
    [on('"customers_email_idx" ON "sales"."customers" ("email")')],
  ],
  [
    'several statements with one index',
    [
      'SELECT * FROM orders WHERE total = $1',
      'SELECT * FROM orders WHERE total = $1 ORDER BY placed_at DESC LIMIT 5',
      'SELECT count(*) FROM orders WHERE total = $1',
    ],
    [on('"orders_total_placed_at_idx" ON "sales"."orders" ("total", "placed_at" DESC)')],
  ],
  [
    'nothing that would hold values too long for an index',
    [
      'SELECT id FROM letters WHERE body = $1',
      'SELECT body FROM letters WHERE customer_id = $1',
      'SELECT id FROM letters WHERE customer_id > 490 ORDER BY body LIMIT 5',
    ],
    [on('"letters_customer_id_idx" ON "sales"."letters" ("customer_id")')],
  ],
  [
    'nothing for what its key serves',
    [
      'SELECT * FROM orders WHERE id = $1',
      'SELECT name FROM customers WHERE id IN ($1, $2)',
      'SELECT total FROM orders WHERE id = $1',
      'UPDATE orders SET note = $1 WHERE id = $2',
    ],
    [],
  ],
  [
    'nothing for what reads everything',
    ['SELECT count(*), sum(total) FROM orders', 'SELECT * FROM customers'],
    [],
  ],
])('%s', async (_, statements, indexes) => {
  const { suggestions, notPlanned } = await advise(statements);
  expect(notPlanned).toEqual([]);
  expect(suggestions.map(({ sql }) => sql).sort()).toEqual([...indexes].sort());
});

test('a suggestion says what it helps, what it saves and what it takes', async () => {
  const { suggestions, totalMs, expectedMs } = await advise([
    'SELECT * FROM customers WHERE email = $1',
    'SELECT 1',
  ]);
  expect(totalMs).toBe(40_000);
  expect(expectedMs).toBeLessThan(21_000);
  expect(suggestions).toMatchObject([
    {
      kind: 'create',
      schema: 'sales',
      table: 'customers',
      columns: ['email'],
      reverseSql: 'DROP INDEX CONCURRENTLY "sales"."customers_email_idx"',
      reason: expect.stringMatching(/^The planner expects .* less\.$/),
      helps: [
        {
          queryId: '0',
          calls: 1000,
          proof: {
            provenBy: 'twin',
            before: { type: 'Seq Scan' },
            after: { type: 'Index Scan', index: 'customers_email_idx' },
          },
        },
      ],
    },
  ]);
  expect(suggestions[0]?.savingMs).toBeGreaterThan(19_000);
  expect(suggestions[0]?.sizeBytes).toBeGreaterThan(600_000);
});

test('a table that is written far more often than read gets none', async () => {
  const writes = { schema: 'sales', table: 'orders', inserted: 2e6, updated: 0, hotUpdated: 0, deleted: 0 };
  const query = ['SELECT count(*) FROM orders WHERE customer_id = $1'];
  expect((await advise(query, { writes: [{ ...writes, inserted: 10 }] })).suggestions).toHaveLength(1);
  expect((await advise(query, { writes: [writes] })).suggestions).toEqual([]);
});

test('an index that would end HOT updates has to be worth it', async () => {
  const writes = { schema: 'sales', table: 'orders', inserted: 0, updated: 2e6, hotUpdated: 2e6, deleted: 0 };
  const query = 'SELECT count(*) FROM orders WHERE customer_id = $1';
  const update = (column: string) => `UPDATE orders SET ${column} = $1 WHERE id = $2`;
  expect((await advise([query, update('note')], { writes: [writes] })).suggestions).toHaveLength(1);
  expect((await advise([query, update('customer_id')], { writes: [writes] })).suggestions).toEqual([]);
});

test('what can’t be planned is told with the reason, and the rest is judged', async () => {
  const { notPlanned, planned } = await advise([
    'SELECT * FROM nowhere',
    'VACUUM',
    'COMMIT',
    'SELECT relname FROM pg_catalog.pg_class WHERE relname = $1',
    'WITH t AS (SELECT oid FROM pg_type) SELECT * FROM t',
    'SELECT * FROM orders WHERE',
    'SELECT * FROM orders WHERE id = $1',
    'SELECT FROM orders WHERE placed_at > now() - $1',
  ]);
  expect(notPlanned.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('syntax error'),
    'relation "nowhere" does not exist',
  ]);
  expect(planned).toBe(2);
});

test('of very many statements the dearest are looked at, and how many were not is told', async () => {
  const cheap = Array.from({ length: 230 }, (_, id) => `SELECT name FROM customers WHERE id = ${id}`);
  const { planned, notPlanned, leftAside, isCutShort } = await advise(cheap);
  expect({ looked: planned + notPlanned.length, leftAside, isCutShort }).toEqual({
    ...{ looked: 200, leftAside: 30, isCutShort: false },
  });
});

test('a round that is cancelled ends, and leaves nothing on the twin', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(advise(['SELECT * FROM customers WHERE email = $1'], { signal: stop.signal })).rejects.toThrow(
    'Cancelled',
  );
  await withPlanTwin(twin(), parseTarget({ url: target.url }).target, async ({ session }) => {
    expect(await session.query(`SELECT FROM pg_class WHERE relname ~ '^candidate'`)).toEqual([]);
  });
});
