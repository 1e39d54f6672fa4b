import { beforeAll, expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { refreshTwin } from '../../testing/refreshTwin';
import { startTestTwin } from '../../testing/testTwin';
import { vacuum } from '../../testing/vacuum';
import { type Planning, withPlanTwin } from '../../twin/planner/planTwin';
import { explainOnTwin } from './explainOnTwin';

const twin = startTestTwin();
let url = '';

beforeAll(async () => {
  const target = await createTestDatabase({ template: 'shop' });
  await target.query(`INSERT INTO orders (customer_id, status) SELECT n % 3 + 1, 'shipped' FROM generate_series(1, 50000) n;
    CREATE TABLE visits (day date NOT NULL, customer_id int NOT NULL, page text) PARTITION BY RANGE (day);
    CREATE TABLE visits_1 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
    CREATE TABLE visits_2 PARTITION OF visits FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
    CREATE SCHEMA "App"; CREATE TABLE "App".parcels AS SELECT generate_series(1, 20000) n; CREATE TABLE "App".orders ();
    CREATE SCHEMA north; CREATE TABLE north.stock (); CREATE SCHEMA south; CREATE TABLE south.stock ();
    CREATE TABLE codes (one int, other int); INSERT INTO codes SELECT n, -n FROM generate_series(1, 20000) n;
    INSERT INTO visits SELECT date '2026-01-01' + n % 59, n % 5000, 'page ' || n FROM generate_series(1, 60000) n`);
  await vacuum(target);
  await target.query("ALTER DATABASE current_db SET work_mem = '77MB'".replace('current_db', target.name));
  url = target.url;
  await refreshTwin(twin(), url);
});

function planning<T>(use: (planning: Planning) => Promise<T>): Promise<T> {
  return withPlanTwin(twin(), parseTarget({ url }).target, use);
}

test('a candidate is used, described, and gone again', async () => {
  await planning(async (each) => {
    const explained = await explainOnTwin(each, 'SELECT * FROM orders WHERE status = $1 AND placed_at > $2', [
      'CREATE INDEX CONCURRENTLY by_status ON orders (status, placed_at)',
      'CREATE INDEX ON orders (id)',
    ]);
    expect(explained).toMatchObject({
      isGeneric: true,
      before: { type: 'Seq Scan', relation: 'orders' },
      candidates: [
        { name: 'by_status', isUsed: true, buildLock: 'SHARE UPDATE EXCLUSIVE', problem: null },
        { isUsed: false, buildLock: 'SHARE' },
      ],
    });
    expect(explained.after?.totalCost).toBeLessThan(explained.before.totalCost);
    expect(await each.session.query("SELECT FROM pg_class WHERE relname = 'by_status'")).toEqual([]);
  });
});

test('comments around a CREATE INDEX change nothing', async () => {
  const commented = '-- why\nCREATE /* a */ INDEX/* b */by_status -- c\n ON orders (status); -- d';
  const { candidates } = await planning((each) =>
    explainOnTwin(each, "SELECT * FROM orders WHERE status = 'new'", [commented]),
  );
  expect(candidates).toMatchObject([{ name: 'by_status', isUsed: true, problem: null }]);
});

test('an index that can’t be built concurrently is refused as PostgreSQL refuses it', async () => {
  const { candidates } = await planning((each) =>
    explainOnTwin(each, 'SELECT page FROM visits WHERE customer_id = 7', [
      'CREATE INDEX CONCURRENTLY ON visits (customer_id)',
      'CREATE INDEX CONCURRENTLY ON visits_1 (customer_id)',
    ]),
  );
  expect(candidates).toMatchObject([
    { problem: 'cannot create index on partitioned table "visits" concurrently', isUsed: false },
    { problem: null, isUsed: true },
  ]);
});

test('a parameter that no type is found for is taken for a number or an interval', async () => {
  const explained = await planning((each) =>
    explainOnTwin(each, 'SELECT * FROM orders WHERE status = $1 AND placed_at > now() - $2', [
      'CREATE INDEX by_status ON orders (status, placed_at)',
    ]),
  );
  expect(explained).toMatchObject({ isGeneric: true, candidates: [{ isUsed: true }] });
  await expect(
    planning((each) => explainOnTwin(each, 'SELECT nowhere - $1 FROM orders')),
    'the statement’s own mistake',
  ).rejects.toThrow('column "nowhere" does not exist');
});

test('an index on a partitioned table is tried on every partition', async () => {
  const { after, candidates } = await planning((each) =>
    explainOnTwin(each, 'SELECT page FROM visits WHERE customer_id = 7', [
      'CREATE INDEX ON visits (customer_id)',
    ]),
  );
  expect(candidates).toMatchObject([{ isUsed: true }]);
  expect(JSON.stringify(after)).toMatch(/visits_1_customer_id_idx.*visits_2_customer_id_idx/);
});

test('two who try indexes on one table at once do not see each other’s', async () => {
  const tryOne = (column: string) =>
    planning((each) =>
      explainOnTwin(each, `SELECT FROM codes WHERE ${column} = $1`, [`CREATE INDEX ON codes (${column})`]),
    );
  const [one, other] = await Promise.all([tryOne('one'), tryOne('other')]);
  expect([one?.candidates, other?.candidates]).toMatchObject([[{ isUsed: true }], [{ isUsed: true }]]);
});

test('a name is found in a schema that is not in search_path, where no other schema has it', async () => {
  const of = (table: string) =>
    planning((each) => explainOnTwin(each, `SELECT * FROM ${table}`)).then(
      ({ before }) => before.totalCost > 100,
      (error) => String(error.message),
    );
  expect(await of('parcels')).toBe(true);
  expect(await of('orders'), 'search_path comes first').toBe(true);
  expect(await of('stock')).toContain('relation "stock" does not exist');
});

test('what can’t be made is told beside what can', async () => {
  const { candidates } = await planning((each) =>
    explainOnTwin(each, 'SELECT FROM orders WHERE id = 1', [
      'CREATE INDEX ON orders (nowhere)',
      'CREATE INDEX ON orders (status)',
    ]),
  );
  expect(candidates.map(({ problem }) => problem)).toEqual(['column "nowhere" does not exist', null]);
});

test('the target’s settings steer the planner', async () => {
  expect(await planning(({ session }) => session.query('SHOW work_mem'))).toEqual([{ work_mem: '77MB' }]);
});

test.each([
  ['SELECT 1; DROP TABLE orders', 'Only one SELECT'],
  ['DROP TABLE orders', 'Only one SELECT'],
  ['SELEC 1', 'no SQL that PostgreSQL understands'],
])('%s is refused before it gets to the twin', async (sql, message) => {
  await expect(planning((each) => explainOnTwin(each, sql))).rejects.toThrow(message);
});

test('nothing but a CREATE INDEX is a candidate', async () => {
  const explain = planning((each) =>
    explainOnTwin(each, 'SELECT FROM orders', ['CREATE INDEX ON orders (id); DROP TABLE orders']),
  );
  await expect(explain).rejects.toThrow('not one CREATE INDEX');
});

test('normalised statements are mended where the grammar refuses their parameters', async () => {
  const { before } = await planning((each) =>
    explainOnTwin(
      each,
      'SELECT extract($1 FROM placed_at) FROM orders WHERE placed_at > now() - interval $2 AND placed_at < timestamp $3',
    ),
  );
  expect(before.relation).toBe('orders');
});
