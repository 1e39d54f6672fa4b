/** kill -9 of the process that runs the project's code, and what the next run finds. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  CHAOS_COUNT,
  chooseSeed,
  judgeChaos,
  prepareChaos,
  seededRandom,
  writeChaosProject,
} from '../testing/chaosProject';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import {
  fetchRecorded,
  fetchRunBackends,
  fetchTables,
  waitForNoRun,
  waitForStatement,
} from '../testing/databaseFacts';
import {
  fetchStates,
  revision,
  runProject,
  startProject,
  type TestProject,
  testRunner,
  writeProject,
} from '../testing/testProject';
import { waitUntil } from '../testing/waitUntil';

const CLEAN = { lost: 0, duplicated: 0, partial: 0 };

test('a child that is killed at any moment loses, doubles and halves nothing, and the next run completes', async () => {
  const random = seededRandom(chooseSeed());
  const project = await writeChaosProject();
  // The shortest of three: a busy moment would let most kills come when all is done.
  const longMs = Math.min(await measureRun(project), await measureRun(project), await measureRun(project));
  const kills = await Promise.all([1, 2].map(() => killTenTimes(project, () => random() * longMs)));
  const midRun = kills.flat().filter((done) => done < CHAOS_COUNT);
  console.info(
    `20 kills within ${Math.round(longMs)} ms: ${midRun.length} mid-run, done ${kills.flat().join(' ')}`,
  );
  expect(midRun.length).toBeGreaterThanOrEqual(16);
}, 120_000);

test('a downgrade that is killed at any moment loses, doubles and halves nothing, either', async () => {
  const random = seededRandom(chooseSeed());
  const project = await writeChaosProject();
  const database = await createTestDatabase();
  await prepareChaos(database);
  for (let kill = 0; kill < 3; kill++) {
    expect((await runProject(database, project)).outcome).toBe('done');
    await runAndKill(database, project, 20 + random() * 250, 'down');
    expect(await judgeChaos(database)).toMatchObject(CLEAN);
    expect((await runProject(database, project, { direction: 'down', target: 'base' })).outcome).toBe('done');
    expect(await judgeChaos(database)).toEqual({ done: 0, ...CLEAN });
  }
}, 60_000);

async function killTenTimes(project: TestProject, chooseMs: () => number): Promise<readonly number[]> {
  const doneCounts: number[] = [];
  for (let kill = 0; kill < 10; kill++) {
    const database = await createTestDatabase();
    await prepareChaos(database);
    const ended = await runAndKill(database, project, chooseMs());
    const verdict = await judgeChaos(database);
    expect(verdict).toMatchObject(CLEAN);
    expect(ended.doneCount).toBe(verdict.done);
    expect(ended.outcome).toBe(verdict.done === CHAOS_COUNT ? 'done' : 'failed');
    expect(await runProject(database, project)).toMatchObject({ outcome: 'done', failure: null });
    expect(await judgeChaos(database)).toEqual({ done: CHAOS_COUNT, ...CLEAN });
    doneCounts.push(verdict.done);
    await database.drop();
  }
  return doneCounts;
}

/** Kills `afterMs` after the child has connected: before, it has done nothing. */
async function runAndKill(
  database: TestDatabase,
  project: TestProject,
  afterMs: number,
  direction: 'up' | 'down' = 'up',
) {
  let connected: () => void = () => undefined;
  const isConnected = new Promise<void>((resolve) => {
    connected = resolve;
  });
  const run = await startProject(database, project, {
    direction,
    target: direction === 'up' ? 'head' : 'base',
    spawnRunner: hearing((type) => type === 'connected' && connected()),
  });
  await isConnected;
  await sleep(afterMs);
  run.killChild();
  const ended = await run.ended;
  await waitForNoRun(database);
  return ended;
}

function hearing(hear: (type: unknown) => void): typeof testRunner {
  return (options) => {
    const child = testRunner(options);
    child.onMessage((message) => {
      if (typeof message === 'object' && message && 'type' in message) hear(message.type);
    });
    return child;
  };
}

/** From the child's connection to the end of its work, so that kills can be spread over it. */
async function measureRun(project: TestProject): Promise<number> {
  const database = await createTestDatabase();
  await prepareChaos(database);
  const at = new Map<unknown, number>();
  const spawnRunner = hearing((type) => at.set(type, performance.now()));
  expect(await runProject(database, project, { spawnRunner })).toMatchObject({ outcome: 'done' });
  return (at.get('ended') ?? 0) - (at.get('connected') ?? 0);
}

test('a run of somebody else waits for the backend of a killed run, by name, and then finds what it did', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '1-slow.js': revision(`await query('CREATE TABLE slow (id int)'); await query('SELECT pg_sleep(60)');`),
  });
  const first = await startProject(database, project, { spawnRunner: testRunner });
  const orphan = await waitForStatement(database, 'pg_sleep(60)');
  const [lock = 0] = await fetchRunBackends(database, 'lock');
  first.killChild();
  await database.query(`SELECT pg_terminate_backend(${lock})`);
  await project.write({ '1-slow.js': revision(`await query('CREATE TABLE slow (id int)');`) });
  const second = await startProject(database, project);
  const holder = await waitUntil(() => second.snapshot().holder);
  expect(holder.pid).toBe(orphan);
  expect((await second.ended).failure).toBeNull();
  await first.ended;
  expect(await fetchRecorded(database)).toEqual(['1-slow.js']);
  expect(await fetchTables(database)).toEqual(['slow']);
});

test('a statement that was running when its child was killed ends within 2 s where the server can tell', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-slow.js': revision(`await query('SELECT pg_sleep(60)');`) });
  const run = await startProject(database, project);
  await waitForStatement(database, 'pg_sleep(60)');
  const begun = performance.now();
  run.killChild();
  const ended = await run.ended;
  await waitForNoRun(database);
  expect(performance.now() - begun).toBeLessThan(3000);
  expect(ended.failure).toMatchObject({ revision: '1-slow.js', error: { kind: 'code-failed' } });
  expect(await fetchStates(database, project)).toEqual({ '1-slow.js': 'failed' });
});
