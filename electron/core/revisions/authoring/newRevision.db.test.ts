/** What is written runs as it is, up and down, in every kind of file. */
import { expect, test } from 'vitest';
import { readProject } from '../../project/readProject';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { fetchRecorded } from '../../testing/databaseFacts';
import { runSequelizeCli } from '../../testing/sequelizeCli';
import { runProject, type TestProject, writeProject } from '../../testing/testProject';
import type { Authoring, FileChangePlan } from './fileChange';
import { planFiles, writeFiles } from './planFiles';

const FORMATS = ['js', 'cjs', 'mjs', 'ts', 'sql'] as const;
const NOW = new Date('2026-03-01T10:20:30Z');

async function make({ folder }: TestProject, authoring: Authoring): Promise<FileChangePlan> {
  const input = { project: await readProject(folder), applied: new Set<string>(), authoring, now: NOW };
  return writeFiles({ ...input, planId: (await planFiles(input)).id });
}

test.each([
  ['CommonJS', {}],
  ['ES modules', { '../package.json': '{ "type": "module" }' }],
])('new revisions and merges run up and down where .js means %s', async (_, files) => {
  const database = await createTestDatabase();
  const project = await writeProject(files);
  for (const format of FORMATS) await make(project, { kind: 'revision', message: `Say ${format}`, format });
  const branch: Authoring = {
    kind: 'revision',
    message: 'A branch',
    parents: ['say-mjs'],
    splice: true,
    branch: 'b',
  };
  for (const format of FORMATS) {
    await make(project, { ...branch, format, branch: `b${format}` });
    await make(project, { kind: 'merge' });
  }
  const up = await runProject(database, project, { target: 'heads' });
  expect(up.failure).toBeNull();
  expect(await fetchRecorded(database)).toHaveLength(15);
  const down = await runProject(database, project, { direction: 'down', target: 'base' });
  expect(down.failure).toBeNull();
  expect(await fetchRecorded(database)).toEqual([]);
});

test('sequelize-cli runs what is written on a plain line', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({});
  for (const message of ['one', 'two', 'three']) await make(project, { kind: 'revision', message });
  await runSequelizeCli(database, project, 'db:migrate');
  const names = ['20260301102030-one.js', '20260301102031-two.js', '20260301102032-three.js'];
  expect(await fetchRecorded(database)).toEqual(names);
  await runSequelizeCli(database, project, 'db:migrate:undo:all');
  expect(await fetchRecorded(database)).toEqual([]);
});
