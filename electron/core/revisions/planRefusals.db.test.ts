/** What stands against a plan: order, missing and changed files, and files that change under it. */
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readProject } from '../project/readProject';
import { createTestDatabase } from '../testing/createTestDatabase';
import { fetchRecorded, fetchTables } from '../testing/databaseFacts';
import {
  fetchStates,
  planProject,
  revision,
  runProject,
  type TestProject,
  writeProject,
} from '../testing/testProject';

const table = (name: string) =>
  revision(`await query('CREATE TABLE ${name} (id int)');`, `await query('DROP TABLE ${name}');`);

test('a file that changes between plan and run is refused', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-a.js': table('a') });
  const { id } = await planProject(database, project);
  await append(project, '1-a.js', '// later');
  const run = await runProject(database, project, { planId: id });
  expect(run.failure).toMatchObject({
    revision: null,
    error: { kind: 'files-changed' },
    databaseState: 'Nothing was run.',
  });
  const again = await planProject(database, project);
  expect(again.id).not.toBe(id);
  expect((await runProject(database, project, { planId: again.id })).outcome).toBe('done');
});

test('a file that changes after the run has read it is refused before the first statement', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-a.js': table('a'), '2-b.js': table('b') });
  const run = await runProject(database, project, {
    readProject: async () => {
      const read = await readProject(project.folder);
      await append(project, '2-b.js', '// later');
      return read;
    },
  });
  expect(run.failure?.error).toMatchObject({ kind: 'files-changed', names: ['2-b.js'] });
  expect(await fetchTables(database)).toEqual([]);
});

test('a plan is refused when somebody else has applied something since', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-a.js': table('a'), '2-b.js': table('b') });
  const { id } = await planProject(database, project);
  await runProject(database, project, { target: '+1' });
  expect((await runProject(database, project, { planId: id })).failure?.error.kind).toBe('files-changed');
});

test('a revision that comes before applied ones runs only when that is allowed', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-a.js': table('a'), '3-c.js': table('c') });
  await runProject(database, project);
  await project.write({ '2-b.js': table('b') });
  const refused = await runProject(database, project);
  expect(refused.failure?.error).toMatchObject({
    kind: 'bad-input',
    field: 'out-of-order',
    candidates: ['2-b.js'],
  });
  expect(await fetchRecorded(database)).toEqual(['1-a.js', '3-c.js']);
  const allowed = await runProject(database, project, { override: ['out-of-order'] });
  expect(allowed.failure).toBeNull();
  expect(await fetchRecorded(database)).toEqual(['1-a.js', '2-b.js', '3-c.js']);
});

test('an applied file that has changed is flagged and refused; line ends and a BOM are no change', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-a.js': table('a'), '2-b.js': table('b') });
  await runProject(database, project, { target: '+1' });
  const text = await readFile(join(project.revisionsFolder, '1-a.js'), 'utf8');
  await project.write({ '1-a.js': `\uFEFF${text.replaceAll('\n', '\r\n')}` });
  expect(await fetchStates(database, project)).toMatchObject({ '1-a.js': 'applied' });
  await project.write({ '1-a.js': text.replace('CREATE TABLE a', 'CREATE TABLE A') });
  expect(await fetchStates(database, project)).toMatchObject({ '1-a.js': 'changed' });
  expect((await runProject(database, project)).failure?.error).toMatchObject({
    field: 'changed',
    candidates: ['1-a.js'],
  });
  expect((await runProject(database, project, { override: ['changed'] })).failure).toBeNull();
});

test('an applied revision whose file is gone is shown, and stops runs until it is allowed', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-a.js': table('a'), '2-b.js': table('b'), '3-c.js': table('c') });
  await runProject(database, project, { target: '+2' });
  await project.remove('1-a.js');
  expect(await fetchStates(database, project)).toEqual({
    '3-c.js': 'pending',
    '2-b.js': 'applied',
    '1-a.js': 'missing',
  });
  expect((await runProject(database, project)).failure?.error).toMatchObject({
    field: 'missing',
    candidates: ['1-a.js'],
  });
  expect((await runProject(database, project, { override: ['missing'] })).outcome).toBe('done');
  const down = await runProject(database, project, {
    direction: 'down',
    target: 'base',
    override: ['missing'],
  });
  expect(down.failure?.error).toMatchObject({ field: 'missing', candidates: ['1-a.js'] });
  expect(await fetchRecorded(database)).toHaveLength(3);
});

test('a revision that is applied already is not run again by its name', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-a.js': table('a') });
  await runProject(database, project);
  const again = await runProject(database, project, { target: '1-a.js' });
  expect(again).toMatchObject({ outcome: 'done', steps: [], heads: ['1-a.js'] });
});

test('a file that is edited between two runs runs as it is now', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-a.js': table('a') });
  for (const name of ['b', 'c']) {
    await project.write({ '1-a.js': table(name) });
    expect((await runProject(database, project)).failure).toBeNull();
    expect(await fetchTables(database)).toEqual([name]);
    expect((await runProject(database, project, { direction: 'down' })).failure).toBeNull();
  }
});

async function append(project: TestProject, name: string, text: string): Promise<void> {
  await appendFile(join(project.revisionsFolder, name), text);
}
