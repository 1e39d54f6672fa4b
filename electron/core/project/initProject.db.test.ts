/** What init lays out is what sequelize-cli and Sequelize work with. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { PACKAGES } from '../testing/builtPrograms';
import { createTestDatabase } from '../testing/createTestDatabase';
import { fetchRecorded, fetchTables } from '../testing/databaseFacts';
import { atEnd } from '../testing/endings';
import { revision } from '../testing/testProject';
import { initProject } from './initProject';
import { readProject } from './readProject';

const LAID_OUT = ['.sequelizerc', 'config/config.json', 'migrations/.gitkeep', 'models/index.js'];
const run = promisify(execFile);

async function emptyFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lockstep-init-')));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  await symlink(PACKAGES, join(folder, 'node_modules'));
  return folder;
}

/** sequelize-cli as its user runs it: it finds everything by the settings. */
function migrate(folder: string, url: string, verb = 'db:migrate') {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: url.replace('postgresql:', 'postgres:'),
  };
  return run(process.execPath, [join(PACKAGES, 'sequelize-cli/lib/sequelize'), verb], { cwd: folder, env });
}

test('sequelize-cli works with a new project, and its models connect', async () => {
  const database = await createTestDatabase();
  const folder = await emptyFolder();
  expect(await initProject(folder)).toEqual({ folder, files: LAID_OUT, kept: [] });
  await writeFile(
    join(folder, 'migrations/1-a.js'),
    revision(`await query('CREATE TABLE shops (id int);');`),
  );
  await migrate(folder, database.url);
  expect(await fetchTables(database)).toContain('shops');
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
  await writeFile(
    join(folder, 'models/shop.js'),
    `module.exports = (s, D) => s.define('Shop', { id: { type: D.INTEGER, primaryKey: true } }, { tableName: 'shops', timestamps: false });`,
  );
  const count = `const { Shop, sequelize } = require('./models'); Shop.count().then((n) => { console.log('shops:', n); return sequelize.close(); });`;
  const env = { ...process.env, NODE_ENV: 'production', DATABASE_URL: database.url };
  expect((await run(process.execPath, ['-e', count], { cwd: folder, env })).stdout).toContain('shops: 0');
});

test('it works below a package of ES modules too', async () => {
  const database = await createTestDatabase();
  const folder = await emptyFolder();
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  expect((await initProject(folder)).files).toContain('models/index.cjs');
  await writeFile(
    join(folder, 'migrations/1-a.cjs'),
    revision(`await query('CREATE TABLE shops (id int);');`),
  );
  await migrate(folder, database.url);
  expect(await fetchTables(database)).toContain('shops');
  const load = `require('./models/index.cjs').sequelize.close();`;
  await run(process.execPath, ['-e', load], { cwd: folder, env: { ...process.env, NODE_ENV: 'test' } });
});

test('the new project opens with no revisions, and nothing in it is a password', async () => {
  const folder = join(await emptyFolder(), 'new/Großer Laden');
  const made = await initProject(folder);
  expect((await readProject(folder)).revisions).toEqual([]);
  const config = await readFile(join(made.folder, 'config/config.json'), 'utf8');
  expect(JSON.parse(config)).toMatchObject({
    development: { dialect: 'postgres', database: 'gro_er_laden_development' },
  });
  expect(config).not.toMatch(/password/i);
});

test('files that are there stay as they are', async () => {
  const folder = await emptyFolder();
  await mkdir(join(folder, 'config'));
  await writeFile(join(folder, 'config/config.json'), '{}');
  expect(await initProject(folder)).toMatchObject({ kept: ['config/config.json'] });
  expect(await readFile(join(folder, 'config/config.json'), 'utf8')).toBe('{}');
});

test.each([
  ['revisions', { 'migrations/1-a.js': '', 'migrations/2-b.js': '' }, /holds a project: 2 revisions\./],
  ['a .sequelizerc', { '.sequelizerc': '' }, /holds a project: a \.sequelizerc\./],
])('a folder with %s is refused, and nothing is made', async (_, files, message) => {
  const folder = await emptyFolder();
  await mkdir(join(folder, 'migrations'));
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  const before = await readdir(folder, { recursive: false });
  await expect(initProject(folder)).rejects.toThrow(message);
  expect(await readdir(folder)).toEqual(before);
});

test('a file in the folder’s place is refused', async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, 'file'), '');
  await expect(initProject(join(folder, 'file'))).rejects.toMatchObject({
    info: { kind: 'bad-input', field: 'folder' },
  });
});
