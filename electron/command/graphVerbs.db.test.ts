/** The verbs that look at files and write them, as a user types them. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommandProcess } from '../core/testing/commandProcess';
import { createTestDatabase } from '../core/testing/createTestDatabase';
import { fetchTables } from '../core/testing/databaseFacts';
import { writeProject } from '../core/testing/testProject';

const SQL = (table: string, revises?: string) =>
  `${revises === undefined ? '' : `-- lockstep: { revises: ${revises} }\n`}CREATE TABLE ${table} ();\n`;
const FORKED = {
  '1-a.sql': SQL('a'),
  '2-b.sql': SQL('b'),
  '3-fax.sql': '-- lockstep: { revises: 1-a, branch: fax }\nCREATE TABLE fax ();\n',
};

async function openForked() {
  const project = await writeProject(FORKED);
  const lockstep = (...words: string[]) => runCommandProcess([...words, '--project', project.folder]);
  return { project, lockstep };
}

test('heads and branches say where the history ends and forks, without a database', async () => {
  const { lockstep } = await openForked();
  expect(await lockstep('heads')).toEqual({
    code: 0,
    stdout: '2-b.sql (head)\n3-fax.sql (fax) (head)\n',
    stderr: '',
  });
  expect((await lockstep('branches')).stdout).toBe(
    '1-a.sql (branchpoint)\n  -> 2-b.sql\n  -> 3-fax.sql (fax)\n',
  );
  expect(JSON.parse((await lockstep('heads', '--json')).stdout)).toEqual({
    heads: [
      { name: '2-b.sql', branches: [], revises: ['1-a.sql'], children: [] },
      { name: '3-fax.sql', branches: ['fax'], revises: ['1-a.sql'], children: [] },
    ],
  });
});

test('a revision is written where it is asked for, shown first when only that is wanted', async () => {
  const { project, lockstep } = await openForked();
  const refused = await lockstep('revision', '-m', 'more');
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/2-b\.sql.*3-fax\.sql/s) });
  const shown = await lockstep('revision', '-m', 'more', '--parent', '2-b', '--dry-run');
  expect(shown.stdout).toMatch(/^\+\+\+ migrations\/4-more\.sql$/m);
  expect(await readdir(project.revisionsFolder)).toHaveLength(3);
  expect((await lockstep('revision', '-m', 'more', '--parent', '2-b')).code).toBe(0);
  expect((await lockstep('heads')).stdout).toBe('3-fax.sql (fax) (head)\n4-more.sql (head)\n');
});

test('two heads are merged, and what is there runs', async () => {
  const { lockstep } = await openForked();
  const database = await createTestDatabase();
  expect(await lockstep('upgrade', '--url', database.url)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/2 heads.*2-b\.sql, 3-fax\.sql/s),
  });
  expect((await lockstep('merge', '-m', 'both')).stdout).toMatch(/joins 2-b\.sql and 3-fax\.sql/);
  expect(await lockstep('upgrade', '--url', database.url)).toMatchObject({ code: 0 });
  expect(await fetchTables(database)).toEqual(['a', 'b', 'fax']);
  expect((await lockstep('current', '--url', database.url)).stdout).toBe('4-merge-both.sql (fax) (head)\n');
});

test('an unapplied branch is rebased on the other head, and an applied one is not', async () => {
  const { project, lockstep } = await openForked();
  const database = await createTestDatabase();
  await lockstep('upgrade', '3-fax', '--url', database.url);
  expect(await lockstep('rebase', '3-fax', '--onto', '2-b', '--url', database.url)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/3-fax\.sql.*applied/s),
  });
  await lockstep('downgrade', '1-a', '--url', database.url);
  await project.write({ '3-fax.down.sql': 'DROP TABLE fax;' });
  expect(await lockstep('downgrade', '1-a', '--url', database.url)).toMatchObject({ code: 0 });
  expect(await lockstep('rebase', '3-fax', '--onto', '2-b', '--url', database.url)).toMatchObject({
    code: 0,
  });
  expect((await lockstep('heads')).stdout).toBe('3-fax.sql (fax) (head)\n');
  expect(await readFile(join(project.revisionsFolder, '3-fax.sql'), 'utf8')).toBe(
    '-- lockstep: { branch: fax }\nCREATE TABLE fax ();\n',
  );
});

test('check fails on what pends and on several heads, and is quiet when all is well', async () => {
  const { lockstep } = await openForked();
  const database = await createTestDatabase();
  const found = await lockstep('check', '--url', database.url);
  expect(found).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/several-heads: .*\n[\s\S]*pending: 3 revisions are pending/),
  });
  await lockstep('merge');
  await lockstep('upgrade', '--url', database.url);
  expect(await lockstep('check', '--url', database.url)).toEqual({
    code: 0,
    stdout: 'Nothing pends, and everything is as it was applied.\n',
    stderr: '',
  });
});

test('history shows a range, and show one revision with its text', async () => {
  const { lockstep } = await openForked();
  const database = await createTestDatabase();
  const { stdout } = await lockstep('history', '1-a:2-b', '--verbose', '--url', database.url);
  expect(stdout).toMatch(
    /^Revision: 2-b\.sql \(head\)\nRevises: {2}1-a\.sql\nState: {4}pending\n\nRevision: 1-a\.sql/,
  );
  expect(stdout).not.toContain('fax');
  const shown = await lockstep('show', 'fax');
  expect(shown.stdout).toContain('Revision: 3-fax.sql (fax) (head)\nRevises:  1-a.sql\n');
  expect(shown.stdout).toContain('CREATE TABLE fax ();');
});
