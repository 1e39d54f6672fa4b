/** Sessions, servers and networks that end in the middle of a run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { fetchRecorded, fetchRunBackends, fetchTables, waitForStatement } from '../testing/databaseFacts';
import { atEnd } from '../testing/endings';
import { portOf, startForwarder, throughPort } from '../testing/forwarder';
import { fetchStates, revision, runProject, startProject, writeProject } from '../testing/testProject';
import { waitUntil } from '../testing/waitUntil';
import { startLocalServer } from '../twin/localServer';

const table = (name: string) => revision(`await query('CREATE TABLE ${name} (id int)');`);
const SLOW = revision(`await query('CREATE TABLE slow (id int)'); await query('SELECT pg_sleep(30)');`);
const BUSY = revision(`await query('CREATE TABLE slow (id int)');
  await new Promise((resolve) => setTimeout(resolve, 700));
  await query('ALTER TABLE slow ADD late int');`);

const terminate = (database: TestDatabase, pid: number | undefined) =>
  database.query(`SELECT pg_terminate_backend(${pid})`);

test('a working session that is terminated in a statement: rolled back, nothing lost, the next run completes', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-a.js': table('a'), '2-slow.js': SLOW, '3-c.js': table('c') });
  const run = await startProject(database, project);
  await terminate(database, await waitForStatement(database, 'pg_sleep(30)'));
  const ended = await run.ended;
  expect(ended.failure).toMatchObject({ revision: '2-slow.js', error: { kind: 'connection-lost' } });
  expect(ended.failure?.databaseState).toMatch(/as it was before this revision/);
  expect(ended.steps.map(({ status }) => status)).toEqual(['applied', 'rolled-back', 'not-reached']);
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
  expect(await fetchTables(database)).toEqual(['a']);
  expect(await fetchStates(database, project)).toMatchObject({ '2-slow.js': 'rolled-back' });
  await project.write({ '2-slow.js': table('slow') });
  expect((await runProject(database, project)).outcome).toBe('done');
  expect(await fetchTables(database)).toEqual(['a', 'c', 'slow']);
});

test('a working session that is terminated between two statements is told the same way', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-busy.js': BUSY, '2-b.js': table('b') });
  const run = await startProject(database, project);
  const pid = await waitUntil(async () => {
    const rows = await database.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction' AND query LIKE '%CREATE TABLE slow%'`,
    );
    return rows[0]?.pid;
  });
  await terminate(database, pid);
  const ended = await run.ended;
  expect(ended.failure).toMatchObject({ revision: '1-busy.js', error: { kind: 'connection-lost' } });
  expect(ended.steps.map(({ status }) => status)).toEqual(['rolled-back', 'not-reached']);
  expect(await fetchTables(database)).toEqual([]);
});

test('when the lock session is terminated the revision under way ends by itself and none is begun after it', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '1-a.js': revision(`await query('CREATE TABLE a (id int)'); await query('SELECT pg_sleep(1)');`),
    '2-b.js': table('b'),
    '3-c.js': table('c'),
  });
  const run = await startProject(database, project);
  await waitForStatement(database, 'pg_sleep(1)');
  const [lock] = await fetchRunBackends(database, 'lock');
  await terminate(database, lock);
  const ended = await run.ended;
  expect(ended.failure?.error).toMatchObject({ kind: 'connection-lost' });
  expect(ended.failure?.error.message).toMatch(/holds the run lock was lost/);
  expect(ended.failure?.databaseState).toBe(
    'The 1 that ran before stay as they are; nothing else was begun.',
  );
  expect(ended.steps.map(({ status }) => status)).toEqual(['applied', 'not-reached', 'not-reached']);
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
  expect((await runProject(database, project)).outcome).toBe('done');
});

test.each(['work', 'lock'])('terminated at random moments, the %s session loses nothing', async (role) => {
  const database = await createTestDatabase();
  const project = await writeProject(
    Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${100 + n}.js`, table(`t${100 + n}`)])),
  );
  const run = await startProject(database, project);
  await waitUntil(async () => (await fetchRecorded(database).catch(() => [])).length > 3);
  const [pid] = await fetchRunBackends(database, role);
  await terminate(database, pid);
  const ended = await run.ended;
  const recorded = await fetchRecorded(database);
  expect(await fetchTables(database)).toEqual(recorded.map((name) => `t${name.replace('.js', '')}`));
  expect(ended.doneCount).toBe(recorded.length);
  if (recorded.length < 40) expect(ended.failure?.error.kind).toBe('connection-lost');
  expect((await runProject(database, project)).outcome).toBe('done');
  expect(await fetchRecorded(database)).toHaveLength(40);
});

test('a server that is stopped at once in the middle: asked again when it is back, rolled back, nothing lost', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-crash-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  // What is committed must be on disk: local servers are told not to wait for that.
  const settings = { synchronous_commit: 'on' };
  const first = await startLocalServer({ binaries: '18', folder, settings });
  const forwarder = await startForwarder(first.port);
  const where = { url: throughPort(first.url('postgres'), forwarder.port) };
  const project = await writeProject({ '1-a.js': table('a'), '2-slow.js': SLOW, '3-c.js': table('c') });
  const run = await startProject(where, project);
  await waitForStatement(databaseAt(first.url('postgres')), 'pg_sleep(30)');
  process.kill(first.pid, 'SIGQUIT');
  await waitUntil(() => run.snapshot().phase === 'checking', 10_000);
  await first.stop();
  const second = await startLocalServer({ binaries: '18', folder, settings });
  forwarder.turnTo(second.port);
  const ended = await run.ended;
  expect(ended.failure?.error.kind).toBe('connection-lost');
  expect(ended.steps.map(({ status }) => status)).toEqual(['applied', 'rolled-back', 'not-reached']);
  const database = databaseAt(second.url('postgres'));
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
  expect(await fetchTables(database)).toEqual(['a']);
  await project.write({ '2-slow.js': table('slow') });
  expect((await runProject(where, project)).outcome).toBe('done');
  await second.stop();
}, 60_000);

test.each([
  ['before it arrives', 'cut', 'rolled-back', []],
  ['after it arrived, with its answer lost', 'cut-reply', 'applied', ['1-a.js']],
] as const)(
  'a connection that is cut at COMMIT, %s, is told as the database says',
  async (_, how, status, recorded) => {
    const database = await createTestDatabase();
    const forwarder = await startForwarder(portOf(database.url));
    forwarder.watch((sent) => (sent.includes('; COMMIT') ? how : 'pass'));
    const where = { url: throughPort(database.url, forwarder.port) };
    const project = await writeProject({ '1-a.js': table('a'), '2-b.js': table('b') });
    const run = await runProject(where, project);
    expect(run.outcome).toBe('failed');
    expect(run.failure?.error.kind).toBe('connection-lost');
    expect(run.steps.map((step) => step.status)).toEqual([status, 'not-reached']);
    expect(await fetchRecorded(database)).toEqual(recorded);
    forwarder.watch(() => 'pass');
    expect((await runProject(where, project)).outcome).toBe('done');
    expect(await fetchTables(database)).toEqual(['a', 'b']);
  },
);

function databaseAt(url: string): Pick<TestDatabase, 'query'> {
  return {
    async query(sql, values) {
      const client = new Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query(sql, values && [...values])).rows;
      } finally {
        await client.end();
      }
    },
  };
}
