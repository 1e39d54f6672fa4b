/** Connections that a project's code opens beside the one it is given. */
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/createTestDatabase';
import { fetchColumn, fetchRecorded, fetchTables, waitForNoRun } from '../testing/databaseFacts';
import { revision, runProject, writeProject } from '../testing/testProject';

const database = await createTestDatabase({ template: 'shop' });
const SEQUELIZE = `const other = new Sequelize('${database.url}', { logging: false });
  const send = (sql) => other.query(sql);`;
const CLIENT = `const { Client } = require('pg');
  const client = new Client('${database.url}');
  await client.connect();
  const send = (sql) => client.query(sql);`;
const POOL = `const { Pool } = require('pg');
  const pool = new Pool({ connectionString: '${database.url}' });
  const send = (sql) => pool.query(sql);`;
const NAMED = `const other = new Sequelize('${database.url}', { logging: false, dialectOptions: { application_name: 'shop' } });
  const send = (sql) => other.query(sql);`;

test.each([
  ['a Sequelize of its own', SEQUELIZE],
  ['a pg.Client of its own', CLIENT],
  ['a pg.Pool of its own', POOL],
  ['a Sequelize with an application_name of its own', NAMED],
])('a revision that waits for itself over %s is recognised within 5 s, and said so', async (_, open) => {
  const text = revision(`await query('ALTER TABLE orders ADD note text');
    ${open}
    await send('SELECT count(*) FROM orders');`);
  const begun = performance.now();
  const run = await runProject(database, await writeProject({ '1-a.js': text }));
  expect(performance.now() - begun).toBeLessThan(6000);
  expect(run.failure).toMatchObject({ revision: '1-a.js', error: { kind: 'code-failed' } });
  expect(run.failure?.error.message).toMatch(/waits for itself.*SELECT count\(\*\) FROM orders/);
  expect(run.failure?.databaseState).toMatch(/as it was before this revision/);
  expect(await fetchRecorded(database)).toEqual([]);
  expect(
    await fetchColumn(
      database,
      `SELECT count(*) FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'note'`,
    ),
  ).toEqual(['0']);
});

test('a second connection that is in nobody’s way works, and is ended with the run', async () => {
  const own = await createTestDatabase();
  const text = revision(`const { Client } = require('pg');
    const client = new Client('${own.url}');
    await client.connect();
    await client.query('CREATE TABLE beside (id int)');
    await query('CREATE TABLE own (id int)');`);
  const run = await runProject(own, await writeProject({ '1-a.js': text }));
  expect(run.failure).toBeNull();
  expect(await fetchTables(own)).toEqual(['beside', 'own']);
  await waitForNoRun(own);
});

test('a revision that closes the Sequelize it is given does not close ours', async () => {
  const own = await createTestDatabase();
  const project = await writeProject({
    '1-a.js': revision(`await query('CREATE TABLE a (id int)'); await sequelize.close();`),
    '2-b.js': revision(`await query('CREATE TABLE b (id int)');`),
  });
  expect((await runProject(own, project)).failure).toBeNull();
  expect(await fetchTables(own)).toEqual(['a', 'b']);
});
