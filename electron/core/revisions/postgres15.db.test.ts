/** The same promises on the oldest PostgreSQL that the tests can start. */
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/createTestDatabase';
import { fetchColumn, fetchLogged, fetchRecorded, fetchTables } from '../testing/databaseFacts';
import { fetchStates, revision, runProject, withPlace, writeProject } from '../testing/testProject';
import { acceptChange } from './acceptChange';
import { fetchLeftovers, runRepair } from './leftovers';
import { fetchDifference } from './revisionLog';
import { planStamp, runStamp } from './stamp';

test('on PostgreSQL 15 a failing revision leaves nothing, and a mended file runs on', async () => {
  const database = await createTestDatabase({ postgres: '15' });
  const good = revision(`await query('CREATE TABLE a (id int)');`, `await query('DROP TABLE a');`);
  const bad = revision(`await query('CREATE TABLE b (id int)'); await query('SELECT nonsense');`);
  const project = await writeProject({ '1-a.js': good, '2-b.js': bad, '3-c.js': revision('') });
  const run = await runProject(database, project);
  expect(run.steps.map(({ status }) => status)).toEqual(['applied', 'failed', 'not-reached']);
  expect(run.failure?.error).toMatchObject({ kind: 'sql-failed', sqlstate: '42703', position: 8 });
  expect(await fetchTables(database)).toEqual(['a']);
  expect(await fetchStates(database, project)).toMatchObject({ '2-b.js': 'failed' });
  await project.write({
    '2-b.js': revision(`await query('CREATE TABLE b (id int)');`, `await query('DROP TABLE b');`),
  });
  expect((await runProject(database, project)).failure).toBeNull();
  const down = await runProject(database, project, { direction: 'down', target: 'base' });
  expect(down.failure).toBeNull();
  expect(await fetchTables(database)).toEqual([]);
});

test('on PostgreSQL 15 transactions are savepoints, and an end of ours is never recorded', async () => {
  const database = await createTestDatabase({ postgres: '15' });
  const nested = revision(`await sequelize.transaction(async (transaction) => {
    await queryInterface.createTable('kept', { id: Sequelize.INTEGER }, { transaction });
  });
  await sequelize.transaction(async () => { await query('SELECT nonsense'); }).catch(() => undefined);`);
  const project = await writeProject({
    '1-nested.js': nested,
    '2-hidden.js': revision(`await query('CREATE TABLE escaped (id int); COMMIT; BEGIN');`),
  });
  const run = await runProject(database, project);
  expect(run.steps.map(({ status }) => status)).toEqual(['applied', 'interrupted']);
  expect(await fetchRecorded(database)).toEqual(['1-nested.js']);
  expect(await fetchTables(database)).toEqual(['escaped', 'kept']);
});

test('on PostgreSQL 15 a cut-off revision is repaired, a change accepted and the rest stamped', async () => {
  const database = await createTestDatabase({ postgres: '15', template: 'shop' });
  const build = 'CREATE UNIQUE INDEX CONCURRENTLY by_customer ON orders (customer_id)';
  const project = await writeProject({
    '1-a.sql': 'SELECT 1;\n',
    '2-b.js': revision(`await query('${build}');`),
    '3-c.sql': 'SELECT 3;\n',
  });
  await runProject(database, project);
  await project.write({ '1-a.sql': 'SELECT 1; -- more\n' });
  await withPlace(database, project, async (place) => {
    const { id, leftovers } = await fetchLeftovers(place, '2-b.js');
    expect(leftovers).toMatchObject([{ name: 'by_customer', kind: 'invalid-index' }]);
    await runRepair(place, { name: '2-b.js', planId: id, as: 'pending', runBy: 'ada@host' });
    const { afterChecksum: checksum } = await fetchDifference(place, '1-a.sql');
    await acceptChange(place, { name: '1-a.sql', checksum, reason: 'a comment', runBy: 'ada@host' });
    const asked = { targets: ['head'], purge: false };
    await runStamp(place, { ...asked, planId: (await planStamp(place, asked)).id, runBy: 'ada@host' });
  });
  expect(await fetchColumn(database, 'SELECT count(*) FROM pg_index WHERE NOT indisvalid')).toEqual(['0']);
  expect(Object.values(await fetchStates(database, project))).toEqual(['applied', 'applied', 'applied']);
});

test('on PostgreSQL 15 a concurrent build runs without a transaction, and a failed one is named', async () => {
  const database = await createTestDatabase({ postgres: '15', template: 'shop' });
  const project = await writeProject({
    '1-a.js': revision(`await query('CREATE INDEX CONCURRENTLY by_status ON orders (status)');`),
    '2-b.js': revision(
      `await query('CREATE UNIQUE INDEX CONCURRENTLY by_customer ON orders (customer_id)');`,
    ),
  });
  const run = await runProject(database, project);
  expect(run.steps).toMatchObject([
    { status: 'applied', transaction: 'none' },
    { status: 'interrupted', transaction: 'none' },
  ]);
  expect(run.failure?.error.hint).toMatch(/INVALID indexes: "public"."by_customer"/);
  expect(await fetchLogged(database)).toEqual(['1-a.js up done none', '2-b.js up interrupted none']);
  expect(await fetchColumn(database, 'SELECT count(*) FROM pg_index WHERE NOT indisvalid')).toEqual(['1']);
});
