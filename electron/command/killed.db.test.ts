import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  CHAOS_COUNT,
  chooseSeed,
  judgeChaos,
  prepareChaos,
  seededRandom,
  writeChaosProject,
} from '../core/testing/chaosProject';
import { runCommandProcess, startCommand } from '../core/testing/commandProcess';
import { createTestDatabase } from '../core/testing/createTestDatabase';
import { fetchRunBackends, waitForNoRun } from '../core/testing/databaseFacts';
import { writeProject } from '../core/testing/testProject';
import { waitUntil } from '../core/testing/waitUntil';

const KILLS = 10;
const CLEAN = { lost: 0, duplicated: 0, partial: 0 };

test('lockstep upgrade that is killed as a whole loses, doubles and halves nothing, and the next one completes', async () => {
  const random = seededRandom(chooseSeed());
  const project = await writeChaosProject(0.01);
  const doneCounts: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const database = await createTestDatabase();
    await prepareChaos(database);
    const words = ['upgrade', '--url', database.url, '--project', project.folder];
    const command = startCommand(words);
    await waitUntil(async () => (await fetchRunBackends(database, 'work')).length > 0, 10_000);
    await sleep(random() * 450);
    command.process.kill('SIGKILL');
    await command.ended;
    await waitForNoRun(database);
    const verdict = await judgeChaos(database);
    expect(verdict).toMatchObject(CLEAN);
    doneCounts.push(verdict.done);
    const next = await runCommandProcess(words);
    expect(next).toMatchObject({ code: 0 });
    expect(await judgeChaos(database)).toEqual({ done: CHAOS_COUNT, ...CLEAN });
    await database.drop();
  }
  const midRun = doneCounts.filter((done) => done < CHAOS_COUNT);
  console.info(`${KILLS} kills: ${midRun.length} mid-run, done ${doneCounts.join(' ')}`);
  expect(midRun.length).toBeGreaterThanOrEqual(KILLS * 0.8);
}, 90_000);

test('a revision in an endless loop ends with the command that is killed, and leaves no lock behind', async () => {
  const project = await writeProject({
    '1-a.js': `module.exports = { up: async (queryInterface) => {
      await queryInterface.sequelize.query('CREATE TABLE half (id int)');
      for (;;);
    } };`,
  });
  const database = await createTestDatabase();
  const command = startCommand(['upgrade', '--url', database.url, '--project', project.folder]);
  const holdsLocks = async () => {
    const rows = await database.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '% work' AND query ~ '^CREATE'`,
    );
    return rows.length > 0;
  };
  await waitUntil(holdsLocks, 10_000);
  command.process.kill('SIGKILL');
  await command.ended;
  await waitUntil(async () => !(await holdsLocks()), 3000);
  await waitForNoRun(database);
});

test('Ctrl+C cancels: the running revision is rolled back, what was done stays, exit code 1', async () => {
  const project = await writeChaosProject(0.05);
  const database = await createTestDatabase();
  await prepareChaos(database);
  const command = startCommand(['upgrade', '--url', database.url, '--project', project.folder]);
  await waitUntil(() => command.stderr().includes('applied 0002-chaos.js'), 10_000);
  command.process.kill('SIGINT');
  const { code, stderr } = await command.ended;
  expect(code).toBe(1);
  expect(stderr).toContain('Cancelling: the running revision is rolled back');
  const verdict = await judgeChaos(database);
  expect(verdict).toMatchObject(CLEAN);
  expect(verdict.done).toBeGreaterThanOrEqual(2);
  expect(verdict.done).toBeLessThan(CHAOS_COUNT);
});
