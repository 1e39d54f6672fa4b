/** Roles that may not write lockstep_log, or not the ledger. */
import { expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { fetchLogged, fetchRecorded, fetchTables } from '../testing/databaseFacts';
import { fetchStates, fetchTestHistory, revision, runProject, writeProject } from '../testing/testProject';
import { createTestRole } from '../testing/testRole';

const make = (name: string) =>
  revision(`await query('CREATE TABLE app.${name} (id int)');`, `await query('DROP TABLE app.${name}');`);

test('a role that may not create lockstep_log runs all the same, and is told the GRANT', async () => {
  const { database, role } = await restrictedRole();
  await database.query('CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY)');
  await database.query(`GRANT SELECT, INSERT, DELETE ON "SequelizeMeta" TO ${role.name}`);
  const project = await writeProject({ '1-a.js': make('a'), '2-b.js': make('b') });
  const grantSql = `GRANT CREATE ON SCHEMA "public" TO "${role.name}";`;

  const run = await runProject(role, project, { target: '+1' });
  expect(run).toMatchObject({ outcome: 'done', warnings: [expect.stringContaining(grantSql)] });
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
  const history = await fetchTestHistory(role, project);
  expect(history.log).toEqual({ kind: 'absent', canCreate: false, grantSql });
  expect(history.revisions).toMatchObject([{ state: 'pending' }, { state: 'applied', appliedAt: null }]);
  expect((await runProject(role, project, { direction: 'down' })).outcome).toBe('done');
  expect(await fetchTables(database)).toEqual([]);

  await database.query(grantSql);
  const logged = await runProject(role, project);
  expect(logged).toMatchObject({ outcome: 'done', warnings: [] });
  expect(await fetchLogged(database)).toEqual(['1-a.js up done own', '2-b.js up done own']);
});

test('without the log a revision that fails without a transaction still says so', async () => {
  const { database, role } = await restrictedRole();
  await database.query('CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY)');
  await database.query(`GRANT SELECT, INSERT, DELETE ON "SequelizeMeta" TO ${role.name}`);
  const text = revision(
    `await query('CREATE TABLE app.half (id int)'); await query('SELECT nonsense');`,
    '',
    'module.exports.lockstep = { transaction: false };',
  );
  const run = await runProject(role, await writeProject({ '1-a.js': text }));
  expect(run.steps).toMatchObject([{ status: 'interrupted', transaction: 'none' }]);
  expect(run.failure?.databaseState).toMatch(/1 of its statements have run and stay/);
});

test('a role that may not create the ledger is told the GRANT, and nothing is run', async () => {
  const { database, role } = await restrictedRole();
  const project = await writeProject({ '1-a.js': make('a') });
  const run = await runProject(role, project);
  expect(run.failure).toMatchObject({
    revision: null,
    databaseState: 'Nothing was run.',
    error: { kind: 'not-permitted', grantSql: `GRANT CREATE ON SCHEMA "public" TO "${role.name}";` },
  });
  expect(await fetchTables(database)).toEqual([]);
});

test('a role that may not write the ledger applies nothing', async () => {
  const { database, role } = await restrictedRole();
  await database.query('CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY)');
  await database.query(`GRANT SELECT ON "SequelizeMeta" TO ${role.name}`);
  const project = await writeProject({ '1-a.js': make('a') });
  const run = await runProject(role, project);
  expect(run.outcome).toBe('failed');
  expect(run.failure?.error.message).toMatch(/permission denied for table SequelizeMeta/);
  expect(await database.query(`SELECT FROM pg_class WHERE relname = 'a'`)).toEqual([]);
  expect(await fetchStates(role, project)).toEqual({ '1-a.js': 'pending' });
});

/** Owns schema app; may read public and no more. */
async function restrictedRole() {
  const database: TestDatabase = await createTestDatabase();
  const role = await createTestRole(database);
  await database.query(`CREATE SCHEMA app AUTHORIZATION ${role.name}`);
  return { database, role };
}
