import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readProject, readProjectConfiguration } from '../readProject';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-configuration-')));
afterAll(() => rmSync(base, { recursive: true, force: true }));
let count = 0;

type Files = Readonly<Record<string, string>>;

function folderOf(files: Files): string {
  const root = join(base, String(count++));
  mkdirSync(join(root, 'migrations'), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const read = (files: Files, env: Files = {}, environment?: string) =>
  readProjectConfiguration(folderOf(files), { env, environment });
const settings = (database: string) => `{ username: 'dana', database: '${database}', dialect: 'postgres' }`;
const CONFIG = {
  'config/config.js': `module.exports = { development: ${settings('dev')}, test: ${settings('test')}, live: ${settings('live')} };`,
};

test('the environment that is meant: asked for, then the project’s, then NODE_ENV, then development', async () => {
  const rc = { '.sequelizerc': `module.exports = { env: 'live' };` };
  const own = { 'package.json': '{ "lockstep": { "environment": "test" } }' };
  const meant = async (...given: Parameters<typeof read>) => {
    const { meant, environment } = await read(...given);
    expect(environment?.name).toBe(meant);
    return meant;
  };
  expect(await meant(CONFIG)).toBe('development');
  expect(await meant(CONFIG, { NODE_ENV: 'test' })).toBe('test');
  expect(await meant({ ...CONFIG, ...rc }, { NODE_ENV: 'test' })).toBe('live');
  expect(await meant({ ...CONFIG, ...rc, ...own })).toBe('test');
  expect(await meant({ ...CONFIG, ...rc, ...own }, { NODE_ENV: 'live' }, 'development')).toBe('development');
});

test('an environment that the configuration does not have is not another one', async () => {
  const { environment, meant } = await read(CONFIG, { NODE_ENV: 'production' });
  expect({ environment, meant }).toEqual({ environment: null, meant: 'production' });
  const project = await readProject(folderOf(CONFIG), { env: { NODE_ENV: 'production' } });
  expect(project).toMatchObject({ environment: 'production', urlVariable: null });
  expect(project.skipped).toEqual([
    { name: 'config.js', reason: expect.stringMatching(/no environment “production”/) },
  ]);
});

test('what one source leaves open the next one says', async () => {
  const { layout } = await read({
    'package.json': JSON.stringify({
      lockstep: { ledger: { table: 'applied', schema: 'meta' } },
      scripts: { up: 'sequelize db:migrate --models-path src/models --migrations-path ignored' },
    }),
    '.sequelizerc': `module.exports = { 'migrations-path': 'db/steps', config: 'db/config.json' };`,
  });
  expect(layout).toMatchObject({
    ledger: { table: 'applied', schema: 'meta' },
    revisions: expect.stringMatching(/db\/steps$/),
    config: expect.stringMatching(/db\/config\.json$/),
    models: expect.stringMatching(/src\/models$/),
    source: '.sequelizerc',
  });
});

test.each([
  [
    'where it is',
    { '.sequelizerc': 'module.exports = { config: choose() };' },
    /Where the configuration is, .*choose/,
  ],
  ['.sequelizerc', { '.sequelizerc': 'module.exports = {' }, /Unexpected token/],
])('no other configuration is taken where %s can’t be read', async (_, rc, problem) => {
  const { environments, environment } = await read({ ...CONFIG, ...rc }, { NODE_ENV: 'live' });
  expect(environments).toHaveLength(1);
  expect(environment).toMatchObject({ credentials: null, problem: expect.stringMatching(problem) });
});

test('a .env that .sequelizerc loads is there for the configuration, and says the environment, too', async () => {
  const files = {
    ...CONFIG,
    '.sequelizerc': `require('dotenv').config({ path: 'local.env' });\nmodule.exports = { config: process.env.CONFIG };`,
    'local.env': 'NODE_ENV=test\nCONFIG=db/config.js\nDB=of_env\n',
    'db/config.js': `module.exports = { test: { username: 'dana', database: process.env.DB } };`,
  };
  const { environment } = await read(files);
  expect(environment).toMatchObject({ name: 'test', credentials: { target: { database: 'of_env' } } });
  expect(process.env.DB).toBeUndefined();
});

test('scripts that differ are said, and what a shell fills in is left alone', async () => {
  const scripts = {
    one: 'sequelize-cli db:migrate --migrations-path=db/one',
    two: `npx sequelize db:migrate --migrations-path 'db/two' --config "$CONFIG"`,
    other: 'sequelize-auto --config other.json',
    comment: ['not a script'],
  };
  const { layout } = await read({ 'package.json': JSON.stringify({ scripts }) });
  expect(layout).toMatchObject({ revisions: expect.stringMatching(/db\/one$/), config: null });
  expect(layout.notes).toEqual([
    { name: 'scripts of package.json', reason: 'They differ: db/one, db/two. The first is taken.' },
  ]);
});

test('the options that scripts name instead of .sequelizerc are read', async () => {
  const { layout } = await read({
    'package.json': '{ "scripts": { "up": "sequelize db:migrate --options-path ./db/options.js" } }',
    'db/options.js': `module.exports = { 'migrations-path': 'db/steps' };`,
  });
  expect(layout).toMatchObject({ revisions: expect.stringMatching(/db\/steps$/), source: 'options.js' });
});

test('a package.json that can’t be read is said', async () => {
  const { layout } = await read({ 'package.json': '{ "scripts": ' });
  expect(layout.notes).toEqual([{ name: 'package.json', reason: expect.stringMatching(/not JSON/) }]);
});

test.each([
  ['is computed', `migrationStorageTableName: choose()`, /migrationStorageTableName, line 1: .*must run/],
  [
    'is made of a variable that is not set',
    `migrationStorageTableName: \`x_\${process.env.STAGE}\``,
    /STAGE is not set/,
  ],
  ['is not in the database', `migrationStorage: 'json'`, /migrationStorage is “json”/],
])('a ledger whose name %s is not taken to be the usual one', async (_, setting, message) => {
  const config = `module.exports = { development: { username: 'u', database: 'd', ${setting} } };`;
  const files = { 'config/config.js': config, 'migrations/1-a.sql': '' };
  await expect(readProject(folderOf(files), { env: {} })).rejects.toMatchObject({
    info: { kind: 'bad-input', field: 'ledger', message: expect.stringMatching(message) },
  });
  const ledger = { table: 'applied', schema: null };
  expect(await readProject(folderOf(files), { env: {}, ledger })).toMatchObject({ ledger });
  const own = { 'package.json': '{ "lockstep": { "ledger": "applied" } }' };
  expect(await readProject(folderOf({ ...files, ...own }), { env: {} })).toMatchObject({ ledger });
});

test('a configuration that must run is said, with what is taken for the ledger', async () => {
  const files = { 'config/config.js': `module.exports = require('vault').load();` };
  const { ledger, skipped } = await readProject(folderOf(files), { env: {} });
  expect(ledger).toEqual({ table: 'SequelizeMeta', schema: null });
  expect(skipped).toEqual([
    {
      name: 'config.js',
      reason: expect.stringMatching(/the package vault: it must run.*taken to be SequelizeMeta/),
    },
  ]);
});

test.each(['package.json', '.sequelizerc', 'config/config.json', '.env'])(
  '%s that is a pipe keeps nobody waiting',
  async (name) => {
    const root = folderOf({
      'config/config.js': `require('dotenv').config();\nmodule.exports = { development: ${settings('dev')} };`,
    });
    if (name.startsWith('config')) rmSync(join(root, 'config/config.js'));
    execFileSync('mkfifo', [join(root, name)]);
    const { layout } = await readProjectConfiguration(root, { env: {} });
    expect(layout.revisions).toBeNull();
  },
);

test.each(['', '.applied', 'meta.'])('“%s” is no name of a ledger', async (ledger) => {
  const files = { 'package.json': JSON.stringify({ lockstep: { ledger } }), 'migrations/1-a.sql': '' };
  await expect(readProject(folderOf(files))).rejects.toMatchObject({ info: { kind: 'bad-input' } });
});
