/** Looking at history and plans writes nothing, needs few privileges and waits for nobody. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { CoreError } from '../errors';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { fetchTables } from '../testing/databaseFacts';
import { describeSchema } from '../testing/describeSchema';
import { atEnd } from '../testing/endings';
import { holdLock } from '../testing/holdLock';
import { fetchTestHistory, planProject, revision, runProject, writeProject } from '../testing/testProject';
import { createTestRole } from '../testing/testRole';
import { startLocalServer } from '../twin/localServer';

const table = (name: string) =>
  revision(`await query('CREATE TABLE ${name} (id int)');`, `await query('DROP TABLE ${name}');`);
const FILES = { '1-a.js': table('a'), '2-b.js': table('b') };

test('without a ledger everything is pending, and nothing is created', async () => {
  const database = await createTestDatabase();
  const project = await writeProject(FILES);
  const history = await fetchTestHistory(database, project);
  expect(history).toMatchObject({ ledgerExists: false, current: [], heads: ['2-b.js'], pendingCount: 2 });
  expect(history.revisions.map(({ state }) => state)).toEqual(['pending', 'pending']);
  expect((await planProject(database, project)).steps).toHaveLength(2);
  expect(await describeSchema(database)).toEqual([]);
  expect(await fetchTables(database)).toEqual([]);
});

test('a role that may only connect and read sees history and plan', async () => {
  const { database, project } = await upgradedOnce();
  const role = await createTestRole(database);
  await database.query(`GRANT SELECT ON "SequelizeMeta", lockstep_log TO ${role.name}`);
  const before = await fingerprint(database);
  expect(await fetchTestHistory(role, project)).toMatchObject({ current: ['1-a.js'], pendingCount: 1 });
  expect((await planProject(role, project)).steps).toMatchObject([{ name: '2-b.js' }]);
  expect((await planProject(role, project, 'down')).steps).toMatchObject([{ name: '1-a.js' }]);
  expect(await fingerprint(database)).toEqual(before);
});

test('a role that may read the ledger alone sees it, and what to ask for', async () => {
  const { database, project } = await upgradedOnce();
  const role = await createTestRole(database);
  await database.query(`GRANT SELECT ON "SequelizeMeta" TO ${role.name}`);
  const history = await fetchTestHistory(role, project);
  expect(history.log).toEqual({
    kind: 'unreadable',
    grantSql: `GRANT SELECT, INSERT, UPDATE ON "public"."lockstep_log" TO "${role.name}";`,
  });
  expect(history.revisions.map(({ state }) => state)).toEqual(['pending', 'applied']);
});

test('a read-only database is looked at, and a run on it is refused before anything is sent', async () => {
  const { database, project } = await upgradedOnce();
  await database.query(`ALTER DATABASE ${database.name} SET default_transaction_read_only = on`);
  expect((await fetchTestHistory(database, project)).current).toEqual(['1-a.js']);
  expect((await planProject(database, project)).refusals).toMatchObject([
    { kind: 'read-only', canOverride: false },
  ]);
  const run = await runProject(database, project, { override: ['read-only'] });
  expect(run.failure?.error).toMatchObject({ kind: 'bad-input', field: 'read-only' });
});

test('a ledger under ACCESS EXCLUSIVE is answered within 1.5 s with the pid that holds it', async () => {
  const { database, project } = await upgradedOnce();
  const holder = await holdLock(database.url, 'LOCK TABLE "SequelizeMeta"');
  for (const look of [() => fetchTestHistory(database, project), () => planProject(database, project)]) {
    const begun = performance.now();
    const error = await look().catch((thrown) => thrown);
    expect(performance.now() - begun).toBeLessThan(1500);
    expect(error).toBeInstanceOf(CoreError);
    expect(error.info).toMatchObject({ kind: 'lock-timeout', blockers: [{ pid: holder.pid }] });
    expect(error.info.message).toContain(`locked by pid ${holder.pid}`);
  }
  await holder.release();
});

test('a log under ACCESS EXCLUSIVE is answered within 1.5 s, too', async () => {
  const { database, project } = await upgradedOnce();
  const holder = await holdLock(database.url, 'LOCK TABLE lockstep_log');
  const begun = performance.now();
  const error = await fetchTestHistory(database, project).catch((thrown) => thrown);
  expect(performance.now() - begun).toBeLessThan(1500);
  expect(error.info).toMatchObject({ kind: 'lock-timeout', blockers: [{ pid: holder.pid }] });
  await holder.release();
});

test('the server’s statement log shows only reading from us', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-looking-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const settings = { log_statement: 'all', log_line_prefix: '<%a> ' };
  const server = await startLocalServer({ binaries: '18', folder, settings });
  const where = { url: server.url('postgres') };
  const project = await writeProject(FILES);
  await fetchTestHistory(where, project);
  await sendOnce(where.url, 'CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY)');
  await fetchTestHistory(where, project);
  await planProject(where, project);
  const log = await readFile(join(server.folder, 'server.log'), 'utf8');
  await server.stop();
  const sent = log
    .split('\n')
    .map((line) => /^<lockstep [^>]*> LOG: {2}(?:statement|execute [^:]*): (.*)/.exec(line)?.[1])
    .filter((sql) => sql !== undefined);
  expect(sent.length).toBeGreaterThan(10);
  expect(sent.filter((sql) => !/^\s*(SELECT|SHOW|SET|BEGIN)\b/.test(sql))).toEqual([]);
});

async function upgradedOnce() {
  const database = await createTestDatabase();
  const project = await writeProject(FILES);
  expect((await runProject(database, project, { target: '+1' })).failure).toBeNull();
  return { database, project };
}

async function fingerprint(database: TestDatabase) {
  const [counts] = await database.query(
    'SELECT (SELECT count(*) FROM lockstep_log) AS log, (SELECT count(*) FROM "SequelizeMeta") AS ledger',
  );
  return [await describeSchema(database), counts];
}

async function sendOnce(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
