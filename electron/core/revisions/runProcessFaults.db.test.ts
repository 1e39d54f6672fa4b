/** What a revision's code can do to the process that runs it. */
import { expect, test } from 'vitest';
import { parseTarget } from '../connection/parseTarget';
import type { RunnerProcess, SpawnRunner } from '../project/runnerProcess';
import { createTestDatabase } from '../testing/createTestDatabase';
import {
  fetchColumn,
  fetchRecorded,
  fetchTables,
  waitForNoRun,
  waitForStatement,
} from '../testing/databaseFacts';
import {
  fetchStates,
  type RunOptions,
  revision,
  runProject,
  startProject,
  testRunner,
  writeProject,
} from '../testing/testProject';
import { waitUntil } from '../testing/waitUntil';

const FAULTS: readonly (readonly [what: string, body: string, told: RegExp])[] = [
  [
    'an unhandled rejection',
    `Promise.reject(new Error('unheard')); await query('SELECT pg_sleep(0.2)');`,
    /unheard/,
  ],
  [
    'a throw in a timer',
    `setTimeout(() => { throw new Error('in a timer'); }, 1); await query('SELECT pg_sleep(0.2)');`,
    /in a timer/,
  ],
  ['throw undefined', `throw undefined;`, /threw undefined/],
  ['throw of a text', `throw 'only text';`, /only text/],
  ['throw of an object', `throw { code: 7 };`, /threw/],
  ['process.exit(0)', `process.exit(0);`, /process\.exit\(0\)/],
  [
    'process.exit() in a timer',
    `setTimeout(() => process.exit(), 1); await query('SELECT pg_sleep(0.3)');`,
    /process\.exit\(0\)/,
  ],
  [
    'a kill of its own process',
    `process.kill(process.pid, 'SIGKILL'); await new Promise(() => {});`,
    /did not finish.*SIGKILL/,
  ],
  ['abort()', `process.abort();`, /did not finish/],
  [
    'a promise that nothing can resolve, in an empty process',
    `process.removeAllListeners('message'); process.disconnect(); await new Promise(() => {});`,
    /did not finish/,
  ],
];

test.each(FAULTS)('%s fails the revision, by name, and leaves nothing', async (_, body, told) => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '1-a.js': revision(`await query('CREATE TABLE first (id int)');`),
    '2-b.js': revision(`await query('CREATE TABLE half (id int)'); ${body}`),
    '3-c.js': revision(`await query('CREATE TABLE never (id int)');`),
  });
  const run = await runProject(database, project);
  expect(run.outcome).toBe('failed');
  expect(run.failure?.error.kind).toBe('code-failed');
  expect(run.failure?.error.message).toMatch(told);
  expect(run.failure?.revision).toBe('2-b.js');
  expect(run.failure?.databaseState).toMatch(/as it was before this revision/);
  expect(run.steps.map(({ status }) => status)).toEqual(['applied', 'failed', 'not-reached']);
  await waitForNoRun(database);
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
  expect(await fetchTables(database)).toEqual(['first']);
  expect(await fetchStates(database, project)).toMatchObject({ '2-b.js': 'failed' });
});

test('a revision that uses more memory than it may have fails', async () => {
  const database = await createTestDatabase();
  const text = revision(`const heap = []; for (;;) heap.push(new Array(100000).fill(heap.length));`);
  const run = await runProject(database, await writeProject({ '1-a.js': text }));
  expect(run.failure?.error).toMatchObject({ kind: 'code-failed', hint: expect.stringContaining('512 MB') });
  expect(await fetchRecorded(database)).toEqual([]);
}, 60_000);

test('a revision that prints without end is kept to its last words', async () => {
  const database = await createTestDatabase();
  const text = revision(
    `for (let n = 0; n < 2000; n++) console.log('line ' + n + ' ' + 'x'.repeat(1000)); console.log('last words');`,
  );
  const run = await runProject(database, await writeProject({ '1-a.js': text }));
  expect(run.outcome).toBe('done');
  expect(run.output.length).toBeLessThanOrEqual(10_000);
  expect(run.output).toMatch(/last words\n$/);
});

const STUCK: readonly (readonly [what: string, body: string])[] = [
  ['an endless loop', `for (;;);`],
  ['a promise that never resolves', `await new Promise(() => setInterval(() => {}, 1000));`],
  ['a long statement', `await query('SELECT pg_sleep(60)');`],
  ['a loop of short statements', `for (;;) await query('SELECT 1');`],
  ['a loop that catches what it gets', `for (;;) await query('SELECT pg_sleep(0.01)').catch(() => {});`],
];

test.each(STUCK)('Cancel ends %s within 2 s, and nothing is left', async (_, body) => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '1-a.js': revision(`await query('CREATE TABLE half (id int)'); ${body}`),
  });
  const run = await startProject(database, project);
  await waitUntil(async () => {
    const tables = await fetchColumn(
      database,
      `SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND backend_xid IS NOT NULL AND query ~ '^(CREATE|SELECT)' AND application_name LIKE '% work'`,
    );
    return tables[0] === '1';
  });
  const begun = performance.now();
  run.cancel();
  const ended = await run.ended;
  expect(performance.now() - begun).toBeLessThan(2000);
  expect(ended).toMatchObject({ outcome: 'cancelled', failure: { error: { kind: 'cancelled' } } });
  expect(ended.steps[0]?.status).toBe('rolled-back');
  expect(ended.failure?.databaseState).toBe('The database is as it was before this revision.');
  await waitForNoRun(database);
  expect(await fetchTables(database)).toEqual([]);
  expect(await fetchStates(database, project)).toEqual({ '1-a.js': 'rolled-back' });
});

test('Cancel while waiting for somebody else’s run ends at once and has run nothing', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-a.js': revision(`await query('SELECT pg_sleep(60)');`) });
  const first = await startProject(database, project);
  await waitForStatement(database, 'pg_sleep(60)');
  const second = await startProject(database, project, { waitMs: 60_000 });
  await waitUntil(() => second.snapshot().holder);
  second.cancel();
  expect(await second.ended).toMatchObject({
    outcome: 'cancelled',
    failure: { databaseState: 'Nothing was run.' },
  });
  first.cancel();
  await first.ended;
});

const UNUSED: readonly (readonly [string, RunOptions])[] = [
  ['there is nothing to do', { target: 'base', direction: 'down' }],
  ['the plan is refused', { planId: 'of another day' }],
  [
    'the server can’t be reached',
    { credentials: parseTarget({ url: 'postgres://nobody@127.0.0.1:1/none' }) },
  ],
];

test.each(UNUSED)(
  'the process that was started early does not outlive a run where %s',
  async (_, options) => {
    const database = await createTestDatabase();
    const project = await writeProject({ '1-a.js': revision(`await query('CREATE TABLE a (id int)');`) });
    const started: RunnerProcess[] = [];
    const spawnRunner: SpawnRunner = (what) => {
      const child = testRunner(what);
      started.push(child);
      return child;
    };
    await runProject(database, project, { ...options, spawnRunner });
    expect(started).toHaveLength(1);
    expect(await started[0]?.exit).toMatchObject({ signal: 'SIGKILL' });
    expect(await fetchRecorded(database)).toEqual([]);
  },
);
