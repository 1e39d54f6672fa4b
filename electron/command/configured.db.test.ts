/** The command in a project that names its databases itself, as sequelize-cli's users have it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommandProcess } from '../core/testing/commandProcess';
import { createTestDatabase, type TestDatabase } from '../core/testing/createTestDatabase';
import { fetchColumn, fetchTables } from '../core/testing/databaseFacts';
import { revision, writeProject } from '../core/testing/testProject';

const FILES = {
  '1-a.js': revision(`await query('CREATE TABLE a (id int)');`, `await query('DROP TABLE a');`),
};
const META = { migrationStorageTableName: 'Applied', migrationStorageTableSchema: 'meta' };

function settingsOf({ url }: TestDatabase): Readonly<Record<string, unknown>> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const names = { username, password: decodeURIComponent(password), database: pathname.slice(1) };
  return { dialect: 'postgres', host: hostname, port: Number(port), ...names };
}

async function open(texts: (own: TestDatabase) => Readonly<Record<string, string>>) {
  const [database, project] = await Promise.all([createTestDatabase(), writeProject(FILES)]);
  for (const [path, text] of Object.entries(texts(database))) {
    await mkdir(dirname(join(project.folder, path)), { recursive: true });
    await writeFile(join(project.folder, path), text);
  }
  const lockstep = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runCommandProcess([...words, '--project', project.folder], env);
  return { database, lockstep };
}

test('current and upgrade go where config.json says, and into its ledger; the target is said, without password', async () => {
  const { database, lockstep } = await open((own) => ({
    'config/config.json': JSON.stringify({ development: { ...settingsOf(own), ...META } }),
  }));
  const { username, password, host, port, database: name } = settingsOf(database);
  const target = `development: ${username}@${host}:${port}/${name}\n`;
  const current = await lockstep(['current']);
  expect(current).toMatchObject({ code: 0, stdout: 'base\n' });
  expect(current.stderr.startsWith(target)).toBe(true);
  expect(await fetchTables(database)).toEqual([]);
  const up = await lockstep(['upgrade']);
  expect(up).toMatchObject({ code: 0, stderr: expect.stringContaining(target) });
  for (const told of [current, up]) expect(told.stderr + told.stdout).not.toContain(`:${password}@`);
  expect(await fetchColumn(database, 'SELECT name FROM meta."Applied"')).toEqual(['1-a.js']);
  expect(await fetchTables(database)).toEqual(['a']);
});

test('--env chooses the environment, --ledger another ledger, and --url another database', async () => {
  const { database, lockstep } = await open((own) => ({
    'config/config.js': `const { DATABASE } = process.env;
      module.exports = { development: { dialect: 'mysql', database: 'x', username: 'y' },
        staging: ${JSON.stringify({ ...settingsOf(own), ...META })}, live: { url: DATABASE } };`,
  }));
  expect(await lockstep(['current'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/mysql database/),
  });
  expect(await lockstep(['upgrade', '--env', 'staging', '--ledger', 'public.own'])).toMatchObject({
    code: 0,
  });
  expect(await fetchColumn(database, 'SELECT name FROM public.own')).toEqual(['1-a.js']);
  expect((await lockstep(['current', '--env', 'staging'])).stdout).toBe('base\n');
  expect(await lockstep(['current', '--env', 'live'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/variable DATABASE is not set/),
  });
  const live = await lockstep(['current', '--env', 'live', '--ledger', 'own'], { DATABASE: database.url });
  expect(live).toMatchObject({ code: 0, stdout: '1-a.js (head)\n' });
  const url = await lockstep(['current', '--url', database.url, '--ledger', 'own']);
  expect(url).toMatchObject({ code: 0, stderr: 'Nothing pends.\n' });
});

test('an environment that is not there is no reason to take another', async () => {
  const { lockstep } = await open((own) => ({
    'config/config.json': JSON.stringify({ development: settingsOf(own), test: settingsOf(own) }),
  }));
  for (const told of [
    await lockstep(['upgrade'], { NODE_ENV: 'production' }),
    await lockstep(['upgrade', '--env', 'production']),
  ]) {
    expect(told).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no environment “production”.*development, test/s),
    });
  }
});
