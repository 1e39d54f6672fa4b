/** Locks that are not to be had: short waits, pauses outside any transaction, and who is in the way. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { fetchColumn, fetchRecorded } from '../testing/databaseFacts';
import { holdLock } from '../testing/holdLock';
import { revision, runProject, startProject, writeProject } from '../testing/testProject';
import { waitUntil } from '../testing/waitUntil';

const ALTER = revision(`await query('ALTER TABLE orders ADD note text');`);
const READER = 'SELECT count(*) FROM orders';
const LOCK_TIMEOUT_MS = 200;

test('while a lock is held the run tries again, pausing outside any transaction, and readers hardly notice', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const project = await writeProject({ '1-a.js': ALTER });
  const holder = await holdLock(database.url, READER);
  const readers = await watchReaders(database);
  const run = await startProject(database, project, { lockTimeoutMs: LOCK_TIMEOUT_MS });
  await waitUntil(() => (run.snapshot().steps[0]?.tries ?? 0) >= 3, 10_000);
  await holder.release();
  const released = performance.now();
  const ended = await run.ended;
  expect(performance.now() - released).toBeLessThan(5000);
  expect(ended).toMatchObject({ outcome: 'done', steps: [{ status: 'applied', transaction: 'own' }] });
  const { longestStallMs, reads, idleInTransaction } = await readers.stop();
  expect(reads).toBeGreaterThan(20);
  expect(longestStallMs).toBeLessThan(LOCK_TIMEOUT_MS + 300);
  expect(idleInTransaction).toBe(0);
});

test('a lock that is never to be had fails the revision with the holder’s pid, and leaves nothing', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const project = await writeProject({
    '1-a.js': revision(
      `await query('CREATE TABLE half (id int)'); await query('ALTER TABLE orders ADD note text');`,
    ),
  });
  const holder = await holdLock(database.url, READER);
  const seen = new Set<string>();
  const run = await runProject(database, project, {
    lockTimeoutMs: LOCK_TIMEOUT_MS + 200,
    lockTries: 3,
    onSnapshot: ({ steps }) => seen.add(steps[0]?.status ?? ''),
  });
  expect(run.steps).toMatchObject([{ status: 'failed', tries: 3 }]);
  expect(run.failure?.error).toMatchObject({
    kind: 'lock-timeout',
    sql: 'ALTER TABLE orders ADD note text',
    blockers: [{ pid: holder.pid, application: 'lockstep test holder', state: 'idle in transaction' }],
    message: expect.stringContaining(`pid ${holder.pid}`),
  });
  expect([...seen]).toContain('retrying');
  expect(await fetchColumn(database, `SELECT to_regclass('half') IS NULL`)).toEqual(['true']);
  expect(await fetchRecorded(database)).toEqual([]);
  await holder.release();
});

test('while it waits, the run says for whom', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const project = await writeProject({ '1-a.js': ALTER });
  const holder = await holdLock(database.url, READER);
  const run = await startProject(database, project, { lockTimeoutMs: 5000 });
  const [blocker] = await waitUntil(() => {
    const { current } = run.snapshot();
    return current && current.blockers.length > 0 && current.blockers;
  });
  expect(blocker).toMatchObject({ pid: holder.pid, state: 'idle in transaction', query: READER });
  await holder.release();
  expect((await run.ended).outcome).toBe('done');
});

test('Cancel ends the pause between two tries', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const project = await writeProject({ '1-a.js': ALTER });
  const holder = await holdLock(database.url, READER);
  const run = await startProject(database, project, { lockTimeoutMs: 50 });
  await waitUntil(() => (run.snapshot().steps[0]?.tries ?? 0) >= 4, 10_000);
  await waitUntil(() => run.snapshot().steps[0]?.status === 'retrying');
  const begun = performance.now();
  run.cancel();
  expect(await run.ended).toMatchObject({ outcome: 'cancelled', steps: [{ status: 'rolled-back' }] });
  expect(performance.now() - begun).toBeLessThan(1500);
  await holder.release();
});

test('a revision without a transaction that has done something is not tried again', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const text = revision(
    `await query('CREATE TABLE made (id int)'); await query('ALTER TABLE orders ADD note text');`,
    '',
    'module.exports.lockstep = { transaction: false };',
  );
  const holder = await holdLock(database.url, READER);
  const run = await runProject(database, await writeProject({ '1-a.js': text }), { lockTimeoutMs: 100 });
  expect(run.steps).toMatchObject([{ status: 'interrupted', tries: 1 }]);
  expect(run.failure?.error.kind).toBe('lock-timeout');
  await holder.release();
});

/** Reads the table all the time, and looks whether our session pauses inside a transaction. */
async function watchReaders(database: TestDatabase) {
  const [reader, sampler] = await Promise.all([connect(database), connect(database)]);
  const seen = { longestStallMs: 0, reads: 0, idleInTransaction: 0 };
  const stopping = new AbortController();
  const read = async () => {
    while (!stopping.signal.aborted) {
      const begun = performance.now();
      await reader.query(READER);
      seen.longestStallMs = Math.max(seen.longestStallMs, performance.now() - begun);
      seen.reads++;
      await sleep(5);
    }
  };
  const sample = async () => {
    while (!stopping.signal.aborted) {
      const { rows } = await sampler.query(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'lockstep run%'
           AND state LIKE 'idle in transaction%' AND clock_timestamp() - state_change > interval '60 ms'`,
      );
      seen.idleInTransaction += rows.length;
      await sleep(20);
    }
  };
  const both = Promise.all([read(), sample()]);
  return {
    stop: async () => {
      stopping.abort();
      await both;
      await Promise.all([reader.end(), sampler.end()]);
      return seen;
    },
  };
}

async function connect(database: TestDatabase): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  return client;
}

/** What lock_timeout is where the revision writes it down. */
const NOTE = `await query("INSERT INTO seen SELECT current_setting('lock_timeout')");`;
const seen = (database: TestDatabase) => fetchColumn(database, 'SELECT timeout FROM seen');

test('a revision’s own lock timeout holds for it alone', async () => {
  const database = await createTestDatabase();
  const own = (ms: number) => `module.exports.lockstep = { lockTimeout: '${ms}ms' };`;
  const outside = `module.exports.lockstep = { lockTimeout: '80ms', transaction: false };`;
  const project = await writeProject({
    '0.js': revision(`await query('CREATE TABLE seen (timeout text)');`),
    '1.js': revision(NOTE, '', own(70)),
    '2.js': revision(NOTE),
    '3.js': revision(
      `${NOTE} await query('CREATE INDEX CONCURRENTLY ON seen (timeout)'); ${NOTE}`,
      '',
      outside,
    ),
    '4.js': revision(NOTE),
  });
  expect(await runProject(database, project, { lockTimeoutMs: 400 })).toMatchObject({ failure: null });
  expect(await seen(database)).toEqual(['70ms', '400ms', '80ms', '80ms', '400ms']);
});

test('a lock that is not to be had within the revision’s own timeout is told, however long the run’s is', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const own = `module.exports.lockstep = { lockTimeout: '50ms' };`;
  const project = await writeProject({
    '1-a.js': revision(`await query('ALTER TABLE orders ADD note text');`, '', own),
  });
  const holder = await holdLock(database.url, READER);
  const run = await runProject(database, project, { lockTimeoutMs: 60_000, lockTries: 2 });
  expect(run.steps).toMatchObject([{ status: 'failed', tries: 2 }]);
  expect(run.failure?.error).toMatchObject({ kind: 'lock-timeout' });
  await holder.release();
});
