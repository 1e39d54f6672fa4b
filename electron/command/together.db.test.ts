import { expect, test } from 'vitest';
import { CHAOS_COUNT, judgeChaos, prepareChaos, writeChaosProject } from '../core/testing/chaosProject';
import { runCommandProcess, startCommand } from '../core/testing/commandProcess';
import { createTestDatabase } from '../core/testing/createTestDatabase';
import { fetchRunBackends, waitForStatement } from '../core/testing/databaseFacts';
import { revision, writeProject } from '../core/testing/testProject';

test('of three upgrades at once one applies all, the others wait for it by name and find nothing to do', async () => {
  const project = await writeChaosProject(0.02);
  for (let round = 0; round < 5; round++) {
    const database = await createTestDatabase();
    await prepareChaos(database);
    const words = ['upgrade', '--url', database.url, '--project', project.folder];
    const ended = await Promise.all([1, 2, 3].map(() => runCommandProcess(words)));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    const [appliers, others] = [true, false].map((applied) =>
      ended.filter(({ stdout }) => stdout.startsWith(`Applied ${CHAOS_COUNT} revisions.`) === applied),
    );
    expect(appliers).toHaveLength(1);
    for (const { stdout, stderr } of others ?? []) {
      expect(stdout).toBe('Nothing to do: the database is at 0030-chaos.js.\n');
      expect(stderr).toMatch(
        /Waiting for the run of pid \d+ \(lockstep run [0-9a-f]{8} (lock|work), postgres\)/,
      );
    }
    expect(await judgeChaos(database)).toEqual({ done: CHAOS_COUNT, lost: 0, duplicated: 0, partial: 0 });
    await database.drop();
  }
}, 60_000);

test('with --wait 0 a second upgrade ends at once with exit code 3 and the holder in its JSON', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-slow.js': revision(`await query('SELECT pg_sleep(60)');`) });
  const words = ['upgrade', '--url', database.url, '--project', project.folder];
  const first = startCommand(words);
  await waitForStatement(database, 'pg_sleep(60)');
  const [pid] = await fetchRunBackends(database, 'lock');
  const second = await runCommandProcess([...words, '--wait', '0', '--json']);
  expect(second.code).toBe(3);
  expect(JSON.parse(second.stdout)).toMatchObject({
    revisions: [],
    error: {
      kind: 'runner-busy',
      holder: { pid, user: 'postgres', application: expect.stringMatching(/lock$/) },
    },
    databaseState: 'Nothing was run.',
  });
  expect(second.stderr).toContain(`pid ${pid}`);
  first.process.kill('SIGINT');
  await first.ended;
});
