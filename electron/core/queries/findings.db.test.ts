/** Real traffic, most of it Sequelize's own, makes each finding appear; a clean workload makes none appear. */
import { beforeAll, describe, expect, test } from 'vitest';
import { parseTarget } from '../connection/parseTarget';
import { openSession, type Session } from '../connection/session';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { atEnd } from '../testing/endings';
import type { TestPostgres } from '../testing/testServers';
import { FINDING_RULES, fetchFindings } from './fetchFindings';
import { fetchWorkload } from './fetchWorkload';
import { BAD, type Traffic } from './traffic/bad';
import { clean } from './traffic/clean';
import { connectShop, SHOP_SQL, type Shop } from './traffic/shop';

test('each rule has its traffic, and each traffic its rule', () => {
  expect(Object.keys(BAD).sort()).toEqual(FINDING_RULES.map(({ kind }) => kind).sort());
});

describe.each<TestPostgres>(['18', '15'])('on PostgreSQL %s', (postgres) => {
  let database: TestDatabase;
  let session: Session;
  let shop: Shop;

  beforeAll(async () => {
    database = await createTestDatabase({ postgres });
    await database.query(SHOP_SQL);
    await database.query('VACUUM ANALYZE');
    session = await openSession(parseTarget({ url: database.url }), {
      kind: 'watch',
      name: 'lockstep watch',
    });
    atEnd(() => session.close());
    shop = connectShop(database.url);
  });

  async function findAfter(traffic: Traffic) {
    await database.query(
      'SELECT pg_stat_statements_reset(0, (SELECT oid FROM pg_database WHERE datname = current_database()), 0)',
    );
    await traffic(shop, database.url);
    const workload = await fetchWorkload(session);
    if (workload.state !== 'ready') throw new Error(workload.message);
    return fetchFindings(session, workload);
  }

  test.each(FINDING_RULES)('$kind', async ({ kind }) => {
    const found = (await findAfter(BAD[kind])).filter((each) => each.kind === kind);
    expect(found).toHaveLength(1);
    expect(found[0]?.reason).toMatch(/^[A-Z0-9].*\d.*\.$/);
  });

  test('nothing is found in a clean workload', async () => {
    const found = await findAfter(clean);
    expect(found.map(({ kind, text, reason }) => ({ kind, text, reason }))).toEqual([]);
  });

  test('a lookup is tied to its list by the name of its column, where models have no constraints', async () => {
    await database.query(`CREATE TABLE "Companies" (id int PRIMARY KEY, name text);
      INSERT INTO "Companies" SELECT n, 'c' FROM generate_series(1, 150) n;
      CREATE TABLE "Invoices" (id int PRIMARY KEY, "companyId" int, total int);
      INSERT INTO "Invoices" SELECT n, n % 150 + 1, n FROM generate_series(1, 600) n; ANALYZE`);
    const ask = (sql: string) => shop.sequelize.query(sql);
    const down = await findAfter(async () => {
      await ask('SELECT * FROM "Companies"');
      for (let id = 1; id <= 150; id++) await ask(`SELECT * FROM "Invoices" WHERE "companyId" = ${id}`);
    });
    expect(down).toMatchObject([{ kind: 'n-plus-one', table: 'public.Invoices' }]);
    const up = await findAfter(async () => {
      await ask('SELECT * FROM "Invoices" LIMIT 140');
      for (let id = 1; id <= 140; id++) await ask(`SELECT * FROM "Companies" WHERE id = ${id}`);
    });
    expect(up).toMatchObject([{ kind: 'n-plus-one', table: 'public.Companies' }]);
    const none = await findAfter(async () => {
      await ask('SELECT * FROM "Companies"');
      for (let id = 1; id <= 150; id++) await ask(`SELECT * FROM orders WHERE id = ${id}`);
    });
    expect(none).toEqual([]);
  });

  test('a lookup knows the list that it follows', async () => {
    const [found] = await findAfter(BAD['n-plus-one']);
    const workload = await fetchWorkload(session);
    if (workload.state !== 'ready') throw new Error(workload.message);
    const parent = workload.statements.find(({ queryId }) => queryId === found?.parentQueryId);
    expect(parent?.text).toMatch(/FROM "customers"/);
    expect(found).toMatchObject({ table: 'public.orders', calls: 150, parentQueryId: expect.any(String) });
  });
});
