/** Revisions that PostgreSQL does not let run in a transaction, and those that say so themselves. */
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/createTestDatabase';
import {
  fetchColumn,
  fetchLogged,
  fetchRecorded,
  fetchTables,
  waitForNoRun,
  waitForStatement,
} from '../testing/databaseFacts';
import { holdLock } from '../testing/holdLock';
import {
  fetchRow,
  fetchStates,
  planProject,
  revision,
  runProject,
  startProject,
  writeProject,
} from '../testing/testProject';
import { waitUntil } from '../testing/waitUntil';

const INDEXES = `SELECT indexrelid::regclass || ' ' || indisvalid FROM pg_index WHERE indrelid = 'orders'::regclass AND NOT indisprimary`;
const CONCURRENTLY = 'CREATE INDEX CONCURRENTLY by_status ON orders (status)';
const DECLARED = 'module.exports.lockstep = { transaction: false };';

test.each([
  ['sent as it is', revision(`await query('${CONCURRENTLY}');`)],
  [
    'through addIndex',
    revision(
      `await queryInterface.addIndex('orders', ['status'], { name: 'by_status', concurrently: true });`,
    ),
  ],
  ['in a revision that declares it', revision(`await query('${CONCURRENTLY}');`, '', DECLARED)],
])('CREATE INDEX CONCURRENTLY %s runs without a transaction and is recorded so', async (_, text) => {
  const database = await createTestDatabase({ template: 'shop' });
  const project = await writeProject({ '1-a.js': text });
  expect((await planProject(database, project)).steps).toMatchObject([{ transaction: 'none' }]);
  const run = await runProject(database, project);
  expect(run.failure).toBeNull();
  expect(run.steps).toMatchObject([{ status: 'applied', transaction: 'none' }]);
  expect(await fetchColumn(database, INDEXES)).toEqual(['by_status true']);
  expect(await fetchLogged(database)).toEqual(['1-a.js up done none']);
  expect((await fetchRow(database, project, '1-a.js')).transaction).toBe('none');
});

test('what a revision did before a concurrent build is done once, not twice', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const text = revision(
    `await query("INSERT INTO customers (name) VALUES ('once')"); await query('${CONCURRENTLY}');`,
  );
  expect((await runProject(database, await writeProject({ '1-a.js': text }))).failure).toBeNull();
  expect(await fetchColumn(database, `SELECT count(*) FROM customers WHERE name = 'once'`)).toEqual(['1']);
});

test('a .sql revision of several statements with a concurrent build runs without a transaction', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const project = await writeProject({ '1-a.sql': `CREATE TABLE made (id int);\n${CONCURRENTLY};\n` });
  expect((await runProject(database, project)).failure).toBeNull();
  expect(await fetchColumn(database, INDEXES)).toEqual(['by_status true']);
});

test('a failed unique build is interrupted, names its INVALID index, and IF NOT EXISTS does not pass for it', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const build = 'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS by_customer ON orders (customer_id)';
  const project = await writeProject({
    '1-a.js': revision(`await query('${build}');`),
    '2-b.js': revision(''),
  });
  const run = await runProject(database, project);
  expect(run.steps.map(({ status }) => status)).toEqual(['interrupted', 'not-reached']);
  expect(run.failure?.error).toMatchObject({ kind: 'sql-failed', sqlstate: '23505', sql: build });
  expect(JSON.stringify(run.failure)).toMatch(/INVALID.*by_customer|by_customer.*INVALID/);
  expect(await fetchColumn(database, INDEXES)).toEqual(['by_customer false']);
  expect(await fetchStates(database, project)).toMatchObject({ '1-a.js': 'interrupted' });

  const refused = await runProject(database, project);
  expect(refused.failure).toMatchObject({
    revision: null,
    databaseState: 'Nothing was run.',
    error: { kind: 'bad-input', field: 'interrupted', candidates: ['1-a.js'] },
  });

  const again = await runProject(database, project, { override: ['interrupted'] });
  expect(again.outcome).toBe('failed');
  expect(again.failure?.error.message).toMatch(/"public"\."by_customer" is INVALID/);
  expect(again.failure?.error.hint).toMatch(/DROP INDEX CONCURRENTLY/);
  expect(await fetchRecorded(database)).toEqual([]);

  await database.query('DROP INDEX by_customer; DELETE FROM orders WHERE id = 2');
  const mended = await runProject(database, project, { override: ['interrupted'] });
  expect(mended.failure).toBeNull();
  expect(await fetchColumn(database, INDEXES)).toEqual(['by_customer true']);
  expect(await fetchStates(database, project)).toMatchObject({ '1-a.js': 'applied' });
});

test('a concurrent build that is cancelled is interrupted and its INVALID index is named', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const project = await writeProject({ '1-a.js': revision(`await query('${CONCURRENTLY}');`) });
  const old = await holdLock(database.url, `UPDATE orders SET status = 'held' WHERE id = 1`);
  const run = await startProject(database, project);
  await waitUntil(() => run.snapshot().current?.blockers.some(({ pid }) => pid === old.pid));
  const begun = performance.now();
  run.cancel();
  const ended = await run.ended;
  expect(performance.now() - begun).toBeLessThan(2500);
  expect(ended.steps).toMatchObject([{ status: 'interrupted', transaction: 'none' }]);
  expect(await fetchColumn(database, INDEXES)).toEqual(['by_status false']);
  expect(JSON.stringify(ended.failure)).toMatch(/by_status/);
  await old.release();
});

test('a concurrent build waits for an old transaction longer than lock_timeout, saying for whom', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const project = await writeProject({ '1-a.js': revision(`await query('${CONCURRENTLY}');`) });
  const old = await holdLock(database.url, `UPDATE orders SET status = 'held' WHERE id = 1`);
  const run = await startProject(database, project, { lockTimeoutMs: 100 });
  const blockers = await waitUntil(() => {
    const { current } = run.snapshot();
    return current && current.blockers.length > 0 && current.blockers;
  });
  expect(blockers).toMatchObject([{ pid: old.pid, state: 'idle in transaction' }]);
  await waitUntil(
    async () =>
      (
        await fetchColumn(
          database,
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND now() - query_start > interval '300 ms'`,
        )
      ).length > 0,
  );
  await old.release();
  expect((await run.ended).failure).toBeNull();
  expect(await fetchColumn(database, INDEXES)).toEqual(['by_status true']);
});

test('somebody else’s run that waits for ours is in no concurrent build’s way', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const builds = [1, 2, 3, 4, 5].map((n) => [
    `${n}-a.js`,
    revision(`await query('CREATE INDEX CONCURRENTLY by_status_${n} ON orders (status)');`),
  ]);
  const project = await writeProject(Object.fromEntries(builds));
  const runs = await Promise.all([runProject(database, project), runProject(database, project)]);
  expect(runs.map(({ failure }) => failure)).toEqual([null, null]);
  expect(runs.map(({ steps }) => steps.length).sort()).toEqual([0, 5]);
  expect(await fetchColumn(database, INDEXES)).toHaveLength(5);
});

test('one of several statements that was killed half-way is interrupted, and the next run refuses it', async () => {
  const database = await createTestDatabase();
  const text = revision(
    `await query('CREATE TABLE one (id int)'); await query('CREATE TABLE two (id int)'); await query('SELECT pg_sleep(60)'); await query('CREATE TABLE three (id int)');`,
    '',
    DECLARED,
  );
  const project = await writeProject({ '1-a.js': text });
  const run = await startProject(database, project);
  await waitForStatement(database, 'pg_sleep(60)');
  expect(await fetchStates(database, project)).toEqual({ '1-a.js': 'running' });
  // The child tells what it sends in bundles.
  await waitUntil(() => run.snapshot().current?.statements.at(-1)?.sql.includes('pg_sleep'));
  run.killChild();
  const ended = await run.ended;
  expect(ended.steps).toMatchObject([{ status: 'interrupted', transaction: 'none' }]);
  expect(ended.failure?.databaseState).toMatch(/at least 2 of its statements have run and stay/);
  await waitForNoRun(database);
  expect(await fetchTables(database)).toEqual(['one', 'two']);
  expect(await fetchStates(database, project)).toEqual({ '1-a.js': 'interrupted' });
  expect((await runProject(database, project)).failure?.error).toMatchObject({ field: 'interrupted' });

  await project.write({ '1-a.js': revision(`await query('CREATE TABLE three (id int)');`, '', DECLARED) });
  const overridden = await runProject(database, project, { override: ['interrupted'] });
  expect(overridden.failure).toBeNull();
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
});

test('sequelize.transaction() of a revision that declares no transaction is a real one', async () => {
  const database = await createTestDatabase();
  const text = revision(
    `await sequelize.transaction(async (transaction) => { await query('CREATE TABLE kept (id int)', { transaction }); });
     await sequelize.transaction(async () => { await query('CREATE TABLE undone (id int)'); throw new Error('stop'); });`,
    '',
    DECLARED,
  );
  const run = await runProject(database, await writeProject({ '1-a.js': text }));
  expect(run.outcome).toBe('failed');
  expect(await fetchTables(database)).toEqual(['kept']);
});

test('a transaction that such a revision leaves open is rolled back and told', async () => {
  const database = await createTestDatabase();
  const text = revision(`await query('BEGIN'); await query('CREATE TABLE half (id int)');`, '', DECLARED);
  const run = await runProject(database, await writeProject({ '1-a.js': text }));
  expect(run.failure?.error.message).toMatch(/left it open/);
  expect(await fetchTables(database)).toEqual([]);
  expect(await fetchRecorded(database)).toEqual([]);
});
