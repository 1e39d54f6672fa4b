/** The real command, from an empty database to head and back. */
import { expect, test } from 'vitest';
import { runCommandProcess } from '../core/testing/commandProcess';
import { createTestDatabase } from '../core/testing/createTestDatabase';
import { fetchTables } from '../core/testing/databaseFacts';
import { revision, writeProject } from '../core/testing/testProject';

const table = (name: string) =>
  revision(`await query('CREATE TABLE ${name} (id int)');`, `await query('DROP TABLE ${name}');`);

test('current, upgrade, history and downgrade tell the same story as text and as JSON', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-a.js': table('a'), '2-b.js': table('b') });
  const lockstep = (...words: readonly string[]) =>
    runCommandProcess([...words, '--url', database.url, '--project', project.folder]);

  expect(await lockstep('current')).toEqual({ code: 0, stdout: 'base\n', stderr: '2 pending.\n' });
  const up = await lockstep('upgrade', '+1');
  expect(up).toMatchObject({ code: 0, stdout: 'Applied 1 revision. The database is at 1-a.js.\n' });
  expect(up.stderr).toMatch(/^applied 1-a\.js \(\d+ ms\)$/m);
  expect((await lockstep('history')).stdout).toMatch(
    /^ {2}pending {6}2-b\.js {2}\(head\)\n\* applied {6}1-a\.js {2}\d{4}-/,
  );
  expect(JSON.parse((await lockstep('upgrade', '--json')).stdout)).toEqual({
    revisions: [{ name: '2-b.js', status: 'applied', durationMs: expect.any(Number), transaction: 'own' }],
    heads: ['2-b.js'],
  });
  expect(await lockstep('current')).toMatchObject({
    stdout: '2-b.js (head)\n',
    stderr: 'Nothing pends.\n',
  });
  expect(await lockstep('downgrade', '-2')).toMatchObject({
    code: 0,
    stdout: 'Undid 2 revisions. The database is at base.\n',
  });
  expect(await fetchTables(database)).toEqual([]);
});

test('a failure ends with exit code 1, a caret under its place and the state of the database', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '1-a.sql': 'CREATE TABLE a (id int);',
    '2-bad.sql': 'CREATE TABLE b (id int);\nINSERT INTO b\n  VALUES (wrong);\n',
  });
  const { code, stdout, stderr } = await runCommandProcess([
    'upgrade',
    '--url',
    database.url,
    '--project',
    project.folder,
  ]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('2-bad.sql: column "wrong" does not exist');
  expect(stderr).toContain('LINE 2:   VALUES (wrong)\n                  ^');
  expect(stderr).toContain(
    'The database is as it was before this revision. The 1 before it stay as they are.',
  );
  expect(await fetchTables(database)).toEqual(['a']);
});

test('names and messages with control characters do not reach the terminal as they are', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '1-\u001b[31mred.js': revision(`throw new Error('\\u001b]0;title\\u0007');`),
  });
  const { stderr } = await runCommandProcess(['upgrade', '--url', database.url, '--project', project.folder]);
  expect(stderr).not.toContain('\u001b');
  expect(stderr).toContain('\\x1b]0;title\\x07');
});
