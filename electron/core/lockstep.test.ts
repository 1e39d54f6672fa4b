import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Lockstep, openLockstep } from './lockstep';
import { initProject } from './project/initProject';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function openWithProject(): Promise<{ readonly lockstep: Lockstep; readonly projectId: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-'));
  ends.push(() => rm(folder, { recursive: true }));
  const project = await initProject(join(folder, 'stranger'));
  const settings = {
    dialect: 'postgres',
    host: 'elsewhere.example',
    database: 'a',
    username: 'b',
    password: 'c',
  };
  await writeFile(join(project.folder, 'config/config.json'), JSON.stringify({ production: settings }));
  const lockstep = openLockstep({
    home: join(folder, 'home'),
    demoProject: project.folder,
    spawnRunner: () => {
      throw new Error('nothing runs here');
    },
  });
  ends.push(() => lockstep.close());
  const { id } = await lockstep.projects.add(project.folder);
  return { lockstep, projectId: id };
}

test('a database of a project becomes a connection only once its folder is trusted', async () => {
  const { lockstep, projectId } = await openWithProject();
  const input = { projectId, environment: 'production', role: 'production' } as const;
  await expect(lockstep.addFromProject(input)).rejects.toMatchObject({ info: { kind: 'not-trusted' } });
  expect((await lockstep.connections.list()).filter(({ isDemo }) => !isDemo)).toEqual([]);
  await lockstep.projects.trust(projectId);
  await expect(lockstep.addFromProject(input)).resolves.toMatchObject({ host: 'elsewhere.example' });
});
