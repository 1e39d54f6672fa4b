/** A revision begins in the message that commits the one before it: neither may take the other along. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { RunnerStep } from '../project/runnerProtocol';
import { chooseSeed, seededRandom } from '../testing/chaosProject';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import {
  fetchColumn,
  fetchLogged,
  fetchRecorded,
  fetchRunBackends,
  fetchTables,
  waitForNoRun,
  waitForStatement,
} from '../testing/databaseFacts';
import { holdLock, queueLock } from '../testing/holdLock';
import { revision, runProject, startProject, writeProject } from '../testing/testProject';
import { waitUntil } from '../testing/waitUntil';
import { runnerSteps } from './revisions';
import type { RunSnapshot } from './runSnapshot';

const table = (name: string) => revision(`await query('CREATE TABLE ${name} (id int)');`);
const THREE = { '1-a.js': table('a'), '2-b.js': table('b'), '3-c.js': table('c') };

test('the next revision begins together with the COMMIT before it, in a transaction of its own', async () => {
  const database = await createTestDatabase();
  expect((await runProject(database, await writeProject(THREE))).outcome).toBe('done');
  // A transaction's time is that of the message which begins it.
  const together = `SELECT l.started_at <= b.finished_at FROM lockstep_log l JOIN lockstep_log b ON b.id = l.id - 1 ORDER BY l.id`;
  expect(await fetchColumn(database, together)).toEqual(['true', 'true']);
  const transactions = `SELECT count(DISTINCT xmin::text) FROM "SequelizeMeta"`;
  expect(await fetchColumn(database, transactions)).toEqual(['3']);
});

test('where the ledger’s row can’t be written nothing after it begins', async () => {
  const database = await createTestDatabase();
  const refuse = `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not this one'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON "SequelizeMeta" FOR EACH ROW WHEN (NEW.name = '2-b.js') EXECUTE FUNCTION refuse();`;
  const project = await writeProject({ ...THREE, '0-trigger.js': revision(`await query(\`${refuse}\`);`) });
  const run = await runProject(database, project);
  expect(run.steps.map(({ status }) => status)).toEqual(['applied', 'applied', 'failed', 'not-reached']);
  expect(run.failure).toMatchObject({ revision: '2-b.js', error: { kind: 'sql-failed' } });
  expect(run.failure?.error.message).toContain('not this one');
  expect(await fetchTables(database)).toEqual(['a']);
  expect(await fetchRecorded(database)).toEqual(['0-trigger.js', '1-a.js']);
});

test('a COMMIT that fails takes what was to begin after it along', async () => {
  const database = await createTestDatabase();
  const deferred = revision(`
    await query('CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE k (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED)');
    await query('INSERT INTO k VALUES (1)');`);
  const run = await runProject(database, await writeProject({ ...THREE, '2-b.js': deferred }));
  expect(run.steps.map(({ status }) => status)).toEqual(['applied', 'failed', 'not-reached']);
  expect(run.failure?.error).toMatchObject({ kind: 'sql-failed', sqlstate: '23503' });
  expect(await fetchTables(database)).toEqual(['a']);
});

test('why the next revision can’t begin is told of that one: the one before it is done', async () => {
  const database = await createTestDatabase();
  // More than lock_timeout can be, so that it fails after the COMMIT in the same message.
  const beyond = (step: RunnerStep) => (step.name === '2-b.js' ? { ...step, lockTimeoutMs: 1e12 } : step);
  const run = await runProject(database, await writeProject(THREE), {
    runnerSteps: (project, plan) => runnerSteps(project, plan).map(beyond),
  });
  expect(run.steps.map(({ status }) => status)).toEqual(['applied', 'failed', 'not-reached']);
  expect(run.failure).toMatchObject({ revision: '2-b.js', error: { kind: 'sql-failed', sqlstate: '22023' } });
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
});

test('a COMMIT that the code hides commits its own revision, and none begins after it', async () => {
  const database = await createTestDatabase();
  const hidden = revision(`await query('CREATE TABLE h (id int)'); await query('SELECT 1; COMMIT; BEGIN');`);
  const run = await runProject(database, await writeProject({ ...THREE, '2-b.js': hidden }));
  expect(run.steps.map(({ status }) => status)).toEqual(['applied', 'interrupted', 'not-reached']);
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
  expect(await fetchTables(database)).toEqual(['a', 'h']);
});

test('who waits for the fence gets it in between: the revision before stays, the next is not begun', async () => {
  const database = await createTestDatabase();
  const slow = revision(`await query('CREATE TABLE a (id int)'); await query('SELECT pg_sleep(1)');`);
  const project = await writeProject({ ...THREE, '1-a.js': slow });
  const run = await startProject(database, project);
  await waitForStatement(database, 'pg_sleep(1)');
  const fence = `hashtextextended('lockstep run public.SequelizeMeta fence', 0)`;
  const waiter = await queueLock(database.url, `SELECT pg_advisory_lock(${fence})`);
  const ended = await run.ended;
  expect(ended.steps.map(({ status }) => status)).toEqual(['applied', 'failed', 'not-reached']);
  expect(ended.failure).toMatchObject({ revision: '2-b.js', error: { kind: 'runner-busy' } });
  expect(await fetchTables(database)).toEqual(['a']);
  await waiter.release();
  expect((await runProject(database, project)).outcome).toBe('done');
});

test('a revision that was begun ahead and can’t get a lock is tried again', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const alter = revision(`await query('ALTER TABLE orders ADD note text');`);
  const project = await writeProject({ ...THREE, '2-b.js': alter });
  const holder = await holdLock(database.url, 'SELECT count(*) FROM orders');
  const run = await startProject(database, project, { lockTimeoutMs: 100 });
  await waitUntil(() => (run.snapshot().steps[1]?.tries ?? 0) >= 2, 10_000);
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
  await holder.release();
  expect(await run.ended).toMatchObject({ outcome: 'done' });
  expect(await fetchRecorded(database)).toEqual(['1-a.js', '2-b.js', '3-c.js']);
});

test('before and after a revision without a transaction, declared or found out, all are recorded', async () => {
  const database = await createTestDatabase();
  const concurrently = `await query('CREATE INDEX CONCURRENTLY ON a (id)');`;
  const project = await writeProject({
    ...THREE,
    '2-b.js': revision(concurrently),
    '4-d.js': revision(concurrently, '', 'module.exports.lockstep = { transaction: false };'),
    '5-e.js': table('e'),
  });
  expect((await runProject(database, project)).outcome).toBe('done');
  expect(await fetchLogged(database)).toEqual([
    '1-a.js up done own',
    '2-b.js up done none',
    '3-c.js up done own',
    '4-d.js up done none',
    '5-e.js up done own',
  ]);
  expect(await fetchColumn(database, `SELECT count(*) FROM pg_index WHERE indrelid = 'a'::regclass`)).toEqual(
    ['2'],
  );
});

const MANY = Object.fromEntries(
  Array.from({ length: 60 }, (_, n) => [`${100 + n}.js`, table(`t${100 + n}`)]),
);

test('a cancel signal from outside at any moment leaves ledger, tables and what is told in step', async () => {
  const random = seededRandom(chooseSeed());
  const project = await writeProject(MANY);
  const database = await createTestDatabase();
  for (let tries = 0; tries < 12; tries++) {
    const run = await startProject(database, project);
    const work = await waitUntil(async () => (await fetchRunBackends(database, 'work'))[0], 10_000);
    await sleep(random() * 60);
    await database.query(`SELECT pg_cancel_backend(${work})`);
    const ended = await run.ended;
    await expectInStep(database, ended);
    if (ended.outcome === 'done') await clear(database);
  }
});

test('Cancel at any moment leaves ledger and tables in step, and no transaction open', async () => {
  const random = seededRandom(chooseSeed());
  const project = await writeProject(MANY);
  for (let tries = 0; tries < 6; tries++) {
    const database = await createTestDatabase();
    const run = await startProject(database, project);
    await waitUntil(async () => (await fetchRunBackends(database, 'work'))[0], 10_000);
    await sleep(random() * 80);
    run.cancel();
    const ended = await run.ended;
    await waitForNoRun(database);
    expect(ended.steps.filter(({ status }) => status === 'failed')).toEqual([]);
    expect((await fetchRecorded(database)).length).toBe(ended.doneCount);
    expect((await fetchTables(database)).length).toBe(ended.doneCount);
    await database.drop();
  }
});

/** Of what this run had before it: recorded is what it says it applied, and has its table. */
async function expectInStep(database: TestDatabase, { steps }: RunSnapshot): Promise<void> {
  const recorded = await fetchRecorded(database);
  expect(recorded).toEqual((await fetchTables(database)).map((name) => `${name.slice(1)}.js`));
  const applied = steps.filter(({ status }) => status === 'applied').map(({ name }) => name);
  expect(applied).toEqual(steps.map(({ name }) => name).filter((name) => recorded.includes(name)));
}

/** So that there is something to run again. */
async function clear(database: TestDatabase): Promise<void> {
  const tables = await fetchTables(database);
  await database.query(`DROP TABLE ${tables.join(', ')}; TRUNCATE "SequelizeMeta"`);
}
