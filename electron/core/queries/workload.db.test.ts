/** Reading pg_stat_statements, and what is told where there is nothing to read. */
import { beforeAll, describe, expect, test } from 'vitest';
import { parseTarget } from '../connection/parseTarget';
import { openSession } from '../connection/session';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { createTestRole } from '../testing/testRole';
import type { TestPostgres } from '../testing/testServers';
import { fetchWorkload } from './fetchWorkload';
import { ratesBetween } from './rates';

async function read(url: string) {
  const session = await openSession(parseTarget({ url }), { kind: 'watch', name: 'lockstep watch' });
  try {
    return await fetchWorkload(session);
  } finally {
    await session.close();
  }
}

async function readReady(url: string) {
  const workload = await read(url);
  if (workload.state !== 'ready') throw new Error(workload.message);
  return workload;
}

describe.each<TestPostgres>(['18', '15'])('on PostgreSQL %s', (postgres) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase({ postgres, template: 'shop' });
  });

  test('until it is created in this database, the step that creates it is told', async () => {
    expect(await read(database.url)).toEqual({
      state: 'missing',
      message: 'pg_stat_statements was not created in this database.',
      steps: [{ title: 'Create it in this database', sql: 'CREATE EXTENSION pg_stat_statements;' }],
    });
  });

  test('a statement is told with its calls and rows, whatever schema the extension is in', async () => {
    await database.query('CREATE SCHEMA "Odd ""one"; CREATE EXTENSION pg_stat_statements SCHEMA "Odd ""one"');
    for (let id = 1; id <= 3; id++) await database.query(`SELECT name FROM customers WHERE id = ${id}`);
    const { statements, share, totalMs } = await readReady(database.url);
    const found = statements.find(({ text }) => text.includes('FROM customers WHERE'));
    expect(found).toMatchObject({
      text: 'SELECT name FROM customers WHERE id = $1',
      ...{ calls: 3, rows: 3, isTopLevel: true, isCut: false, queryId: expect.stringMatching(/^-?\d+$/) },
    });
    expect(found?.totalMs).toBeGreaterThan(0);
    expect(found?.meanMs).toBeCloseTo((found?.totalMs ?? 0) / 3, 6);
    expect(share).toBeGreaterThan(0.99);
    expect(totalMs).toBeGreaterThan(found?.totalMs ?? Number.POSITIVE_INFINITY);
  });

  test('two readings tell how much was called in between', async () => {
    const earlier = await readReady(database.url);
    for (let turn = 0; turn < 5; turn++) await database.query('SELECT count(*) FROM orders');
    const later = await readReady(database.url);
    const minutes = (Date.parse(later.takenAt) - Date.parse(earlier.takenAt)) / 60_000;
    const id = later.statements.find(({ text }) => text === 'SELECT count(*) FROM orders')?.queryId;
    const rate = ratesBetween(earlier, later).find(({ queryId }) => queryId === id);
    expect(rate?.callsPerMinute).toBeCloseTo(5 / minutes, 6);
  });

  test('what other roles ask is hidden from a role without pg_read_all_stats, and the GRANT shows it', async () => {
    const role = await createTestRole(database);
    await database.query(`GRANT USAGE ON SCHEMA "Odd ""one" TO ${role.name}`);
    const { hidden, statements } = await readReady(role.url);
    expect(hidden?.statements).toBeGreaterThan(3);
    expect(statements.filter(({ text }) => text.includes('insufficient privilege'))).toEqual([]);
    await database.query(hidden?.grantSql ?? '');
    const after = await readReady(role.url);
    expect(after.hidden).toBeNull();
    expect(after.statements.length).toBeGreaterThan(statements.length);
  });

  test('a role that may not enter the schema is told what to be granted, which is enough', async () => {
    const role = await createTestRole(database);
    const refused = await read(role.url);
    expect(refused).toMatchObject({ state: 'not-permitted' });
    if (refused.state === 'ready') return;
    for (const { sql } of refused.steps) await database.query(sql ?? '');
    expect(await read(role.url)).toMatchObject({ state: 'ready', hidden: null });
  });
});

test('an extension that stayed behind the server is brought up to date by the step told', async () => {
  const database = await createTestDatabase();
  await database.query("CREATE EXTENSION pg_stat_statements VERSION '1.8'");
  const missing = await read(database.url);
  expect(missing).toMatchObject({ state: 'missing', message: expect.stringContaining('older version') });
  if (missing.state === 'ready') return;
  for (const { sql } of missing.steps) await database.query(sql ?? '');
  expect(await read(database.url)).toMatchObject({ state: 'ready' });
});

test.each(['1.9', '1.10', '1.11', '1.12'])(
  'version %s of the extension, with its own columns, is read',
  async (version) => {
    const database = await createTestDatabase();
    await database.query(`CREATE EXTENSION pg_stat_statements VERSION '${version}'`);
    expect(await read(database.url)).toMatchObject({ state: 'ready' });
  },
);
