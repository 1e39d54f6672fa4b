/** catalog and diff as a user of the command meets them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommandProcess } from '../core/testing/commandProcess';
import { createTestDatabase } from '../core/testing/createTestDatabase';
import { atEnd } from '../core/testing/endings';
import { holdLock } from '../core/testing/holdLock';
import { revision, writeProject } from '../core/testing/testProject';

/** With --url there need be no project. */
async function save(url: string): Promise<string> {
  const nowhere = await temporaryFolder();
  const { stdout, code } = await runCommandProcess(['catalog', '--url', url, '--project', nowhere]);
  expect(code).toBe(0);
  const path = join(await temporaryFolder(), 'saved.json');
  await writeFile(path, stdout);
  return path;
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function emptyProject(): Promise<string> {
  return (await writeProject({ '1-none.js': revision('') })).folder;
}

test('a saved catalog is compared with the database later, and the SQL makes it equal again', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const saved = await save(database.url);
  const diff = (...words: readonly string[]) =>
    runCommandProcess(['diff', '--from', database.url, '--to', saved, ...words]);
  expect(await diff()).toMatchObject({ code: 0, stdout: 'They are equal.\n' });
  await database.query(
    'ALTER TABLE customers ADD COLUMN "Extra" int; DROP TABLE order_items; CREATE INDEX noted ON orders (id)',
  );
  const { code, stdout } = await diff('--json');
  expect(code).toBe(1);
  const { changes } = JSON.parse(stdout);
  expect(changes).toContainEqual({
    kind: 'alter',
    object: 'table public.customers',
    sql: ['ALTER TABLE ONLY "public"."customers" DROP COLUMN "Extra"'],
    lock: 'ACCESS EXCLUSIVE',
    rewrites: false,
    destroysData: true,
  });
  expect(changes).toContainEqual(expect.objectContaining({ kind: 'drop', object: 'index public.noted' }));
  const { stdout: script } = await diff('--sql');
  await database.query(script);
  expect(await diff()).toMatchObject({ code: 0 });
});

test('what could not be compared is told, and not called equal', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const diff = () => runCommandProcess(['diff', '--from', database.url, '--to', database.url]);
  const holder = await holdLock(database.url, 'LOCK TABLE customers IN ACCESS EXCLUSIVE MODE');
  const { stderr, ...rest } = await diff();
  expect(rest).toMatchObject({ code: 1, stdout: 'What could be compared is equal.\n' });
  expect(stderr).toContain(`not compared, locked by pid ${holder.pid}: table public.customers\n`);
  await holder.release();
  await database.query("BEGIN; LOCK TABLE customers IN ACCESS EXCLUSIVE MODE; PREPARE TRANSACTION 'waits'");
  const prepared = await diff();
  await database.query("ROLLBACK PREPARED 'waits'");
  expect(prepared.stderr).toContain(
    'not compared, locked by a prepared transaction: table public.customers\n',
  );
});

test('a schema that neither side has is bad usage', async () => {
  const { url } = await createTestDatabase({ template: 'shop' });
  const diff = (schema: string) =>
    runCommandProcess(['diff', '--from', url, '--to', url, '--schema', schema]);
  expect(await diff('shpo')).toMatchObject({ code: 2, stderr: expect.stringMatching(/a schema “shpo”/) });
  expect(await diff('public')).toMatchObject({ code: 0 });
});

test('a name of two lines stays on the line of its change', async () => {
  const [database, empty] = [await createTestDatabase(), await createTestDatabase()];
  await database.query('CREATE TABLE "a\ncreate table b" ()');
  const { stdout } = await runCommandProcess(['diff', '--from', empty.url, '--to', database.url]);
  expect(stdout).toBe('create table public."a\\x0acreate table b"\n');
});

test('what was changed by hand is the difference between the database and its revisions', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '1-a.js': revision(`await query('CREATE TABLE a (id int PRIMARY KEY, note text)');`),
    '2-b.js': revision(`await query('CREATE INDEX by_note ON a (note)');`),
    '3-c.js': revision(`await query('CREATE TABLE pending ()');`),
  });
  const place = ['--project', project.folder];
  const home = await temporaryFolder();
  const diff = (...words: readonly string[]) =>
    runCommandProcess(['diff', '--from', 'applied', '--to', database.url, ...place, ...words], {
      LOCKSTEP_HOME: home,
    });
  const up = await runCommandProcess(['upgrade', '2-b', '--url', database.url, ...place]);
  expect(up).toMatchObject({ code: 0 });
  expect(await diff()).toMatchObject({ code: 0, stdout: 'They are equal.\n' });
  await database.query('ALTER TABLE a ALTER COLUMN note SET NOT NULL; CREATE TABLE by_hand ()');
  expect(await diff()).toMatchObject({
    code: 1,
    stdout:
      'alter table public.a: takes ACCESS EXCLUSIVE, reads the whole table\ncreate table public.by_hand\n',
  });
  expect(await diff('--exclude-table', 'by_*', 'public.a')).toMatchObject({ code: 0 });
});

test('grants are compared where they are asked for, also with a file', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const folder = await emptyProject();
  const where = ['--url', database.url, '--project', folder];
  const { stdout } = await runCommandProcess(['catalog', '--grants', ...where]);
  const saved = join(await temporaryFolder(), 'granted.json');
  await writeFile(saved, stdout);
  await database.query('GRANT SELECT ON customers TO PUBLIC');
  const diff = (file: string, ...words: readonly string[]) =>
    runCommandProcess(['diff', '--from', database.url, '--to', file, ...words]);
  expect(await diff(saved)).toMatchObject({ code: 0 });
  expect(await diff(saved, '--grants', '--sql')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('REVOKE SELECT ON TABLE "public"."customers" FROM PUBLIC;'),
  });
  expect(await diff(await save(database.url), '--grants')).toMatchObject({
    stderr: expect.stringContaining('says nothing of grants'),
  });
  expect(await diff('applied', '--grants')).toMatchObject({ code: 2 });
});

test('what is neither a URL nor a catalog is told', async () => {
  const file = join(await temporaryFolder(), 'wrong.json');
  await writeFile(file, '{"format":1,"serverVersion":180000,"objects":[{"kind":"moon"}],"unread":[]}');
  const diff = (from: string) => runCommandProcess(['diff', '--from', from, '--to', from]);
  expect(await diff(file)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/is no saved catalog: objects\.0\.kind/),
  });
  expect(await diff('nowhere.json')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/no URL, no file/),
  });
});
