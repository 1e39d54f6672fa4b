/** The verbs that write the ledger, hand SQL over or open files, as a user types them. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommandProcess } from '../core/testing/commandProcess';
import { createTestDatabase, type TestDatabase } from '../core/testing/createTestDatabase';
import { fetchRecorded, fetchTables } from '../core/testing/databaseFacts';
import { atEnd } from '../core/testing/endings';
import { runPsql } from '../core/testing/psql';
import { writeProject } from '../core/testing/testProject';

const FILES = {
  '1-a.sql': 'CREATE TABLE a (id int);\n',
  '1-a.down.sql': 'DROP TABLE a;\n',
  '2-b.sql': 'CREATE TABLE b (id int);\n',
  '2-b.down.sql': 'DROP TABLE b;\n',
};

async function open() {
  const [database, project, home] = await Promise.all([
    createTestDatabase(),
    writeProject(FILES),
    temporary('home'),
  ]);
  const run = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runCommandProcess([...words, '--project', project.folder], { LOCKSTEP_HOME: home, ...env });
  const lockstep = (...words: string[]) => run([...words, '--url', database.url]);
  return { database, project, run, lockstep };
}

async function temporary(what: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `lockstep-${what}-`));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('stamp shows the difference, and makes it unless only that is wanted', async () => {
  const { database, lockstep } = await open();
  const dry = await lockstep('stamp', 'head', '--dry-run');
  expect(dry).toMatchObject({ code: 0, stdout: 'base -> 2-b.sql\n  + 1-a.sql\n  + 2-b.sql\n' });
  expect(await fetchRecorded(database)).toEqual([]);
  expect((await lockstep('stamp', '1-a')).stdout).toMatch(/\+ 1-a\.sql\nStamped: 1-a\.sql\.\n$/);
  expect(await fetchRecorded(database)).toEqual(['1-a.sql']);
  expect(await fetchTables(database)).toEqual([]);
  expect((await lockstep('stamp', '1-a')).stdout).toBe('Nothing to stamp: the database is at 1-a.sql.\n');
  expect(await lockstep('stamp', 'nowhere')).toMatchObject({ code: 2 });
});

test('accept shows what changed, and records it with a reason', async () => {
  const { project, lockstep } = await open();
  await lockstep('upgrade');
  await project.write({ '1-a.sql': 'CREATE TABLE a (id bigint);\n' });
  expect(await lockstep('check')).toMatchObject({ code: 1, stdout: expect.stringMatching(/^changed: /) });
  const shown = await lockstep('accept', '1-a');
  expect(shown.stdout).toMatch(/-CREATE TABLE a \(id int\);\n\+CREATE TABLE a \(id bigint\);/);
  expect(await lockstep('accept', '1-a', '--reason', 'widened by hand')).toMatchObject({ code: 0 });
  expect(await lockstep('check')).toMatchObject({ code: 0 });
  expect((await lockstep('show', '1-a')).stdout).toContain('accepted');
});

test('ensure-ledger makes the table, and says when it is there', async () => {
  const { lockstep } = await open();
  expect((await lockstep('ensure-ledger')).stdout).toBe('public.SequelizeMeta was made.\n');
  expect((await lockstep('ensure-ledger')).stdout).toBe('public.SequelizeMeta is there already.\n');
  expect(await lockstep('repair', '1-a')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/was not cut off/),
  });
});

test('--sql prints what psql runs, --bundle writes it with its way back, and the target is not touched', async () => {
  const { database, run, lockstep } = await open();
  const { code, stdout } = await lockstep('upgrade', '--sql');
  expect(code).toBe(0);
  expect(await fetchTables(database)).toEqual([]);
  const copy: TestDatabase = await createTestDatabase();
  expect(await runPsql(copy, stdout)).toMatchObject({ code: 0 });
  expect(await fetchRecorded(copy)).toEqual(['1-a.sql', '2-b.sql']);

  const folder = join(await temporary('bundle'), 'to-dana');
  expect(await run(['downgrade', '2-b:base', '--bundle', folder])).toMatchObject({ code: 0 });
  expect((await readdir(folder)).sort()).toContain('SHA256SUMS');
  const script = (await readdir(folder)).find((name) => name.startsWith('downgrade')) ?? '';
  expect(await runPsql(copy, await readFile(join(folder, script), 'utf8'))).toMatchObject({ code: 0 });
  expect(await fetchTables(copy)).toEqual([]);
  expect(await run(['downgrade', '2-b:base', '--bundle', folder])).not.toMatchObject({ code: 0 });
});

test('the project’s configuration names the database and its ledger, which is said', async () => {
  const { database, project, run } = await open();
  const { hostname, port, username, password, pathname } = new URL(database.url);
  const development = {
    dialect: 'postgres',
    host: hostname,
    port: Number(port),
    username,
    password,
    database: pathname.slice(1),
    migrationStorageTableName: 'applied',
    migrationStorageTableSchema: 'meta',
  };
  await project.write({
    '../config/config.json': JSON.stringify({ development, other: { dialect: 'mysql' } }),
  });
  const upgraded = await run(['upgrade']);
  expect(upgraded).toMatchObject({ code: 0 });
  expect(upgraded.stderr).toContain(`development: ${username}@${hostname}:${port}/${database.name}`);
  expect(upgraded.stderr).not.toContain(password);
  expect(await database.query('SELECT name FROM meta.applied ORDER BY 1')).toEqual([
    { name: '1-a.sql' },
    { name: '2-b.sql' },
  ]);
  expect(await run(['current', '--env', 'other'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/mysql/),
  });
  expect(await run(['current', '--env', 'none'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/no environment “none”[\s\S]*development, other/),
  });
  expect((await run(['current', '--ledger', 'elsewhere'])).stdout).toBe('base\n');
});

test('init lays out a project in which a revision is written, edited and run', async () => {
  const { database, run } = await open();
  const folder = await temporary('new');
  const lockstep = (words: readonly string[], env = {}) =>
    runCommandProcess([...words, '--project', folder], env);
  expect((await run(['init', folder])).stdout).toContain('new: .sequelizerc\n');
  await lockstep(['revision', '-m', 'first', '--format', 'sql']);
  const editor = join(await temporary('editor'), 'edit.cjs');
  await writeFile(editor, `require('fs').writeFileSync(process.argv[2], 'CREATE TABLE edited ();\\n');`);
  expect(await lockstep(['edit', 'first'], { EDITOR: `node ${editor}` })).toMatchObject({ code: 0 });
  expect(await lockstep(['upgrade', '--url', database.url])).toMatchObject({ code: 0 });
  expect(await fetchTables(database)).toEqual(['edited']);
});
