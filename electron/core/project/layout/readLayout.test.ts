import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readProject, readProjectConfiguration } from '../readProject';
import { readLayout } from './readLayout';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'lockstep-layout-')));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

const read = async (files: Readonly<Record<string, string>>, env = {}) => {
  const root = await folderOf(files);
  const { revisions, models, config, environment, source, notes } = await readLayout(root, env);
  const relative = (path: string | null) => path?.replace(`${root}/`, '') ?? null;
  return {
    revisions: relative(revisions),
    models: relative(models),
    config: relative(config),
    environment,
    source,
    notes,
  };
};

const ALL = { revisions: 'db/migrations', models: 'db/models', config: 'db/config.js' };
const PATHS = `'config': 'db/config.js', 'models-path': 'db/models', 'migrations-path': 'db/migrations'`;

test.each<[what: string, text: string]>([
  ['plain strings', `module.exports = { ${PATHS} };`],
  ['double quotes and "use strict"', `"use strict";\nmodule.exports = { ${PATHS.replaceAll("'", '"')} }`],
  [
    'path.resolve of words',
    `const path = require('path');
     module.exports = { config: path.resolve('db', 'config.js'), 'models-path': path.resolve('db', 'models'),
       'migrations-path': path.resolve('db', 'migrations') };`,
  ],
  [
    'path.join of __dirname',
    `var path = require("path");
     module.exports = { config: path.join(__dirname, 'db/config.js'), 'models-path': path.join(__dirname, 'db', 'models'),
       'migrations-path': path.join(__dirname, './db/migrations') }`,
  ],
  [
    'resolve taken out of path',
    `const { resolve } = require('path');
     module.exports = { config: 'db/config.js', 'models-path': 'db/models', 'migrations-path': __dirname + '/db/migrations' };`,
  ],
  [
    'template literals and a const',
    `const root = __dirname;
     const db = \`\${root}/db\`;
     module.exports = { config: \`\${db}/config.js\`, 'models-path': \`\${db}/models\`, 'migrations-path': \`\${db}/migrations\` };`,
  ],
  [
    'a const that is exported',
    `const options = { ${PATHS} };
     module.exports = options;`,
  ],
  [
    'exports one by one',
    `exports.config = 'db/config.js'; exports['x'] = 1; exports.modelsPath = 'db/models'; exports.migrationsPath = 'db/migrations';`,
  ],
  [
    'process.cwd()',
    `module.exports = { config: process.cwd() + '/db/config.js', 'models-path': process.cwd() + '/db/models', 'migrations-path': process.cwd() + '/db/migrations' }`,
  ],
  ['@babel/register before', `require('@babel/register');\nmodule.exports = { ${PATHS} };`],
  [
    'a spread',
    `const paths = { 'models-path': 'db/models', 'migrations-path': 'db/migrations' };\nmodule.exports = { config: 'db/config.js', ...paths };`,
  ],
  [
    'an ES module',
    `import path from 'node:path';\nexport default { config: path.resolve('db/config.js'), 'models-path': 'db/models', 'migrations-path': 'db/migrations' };`,
  ],
  [
    'a choice by environment',
    `const dir = process.env.DB_DIR || 'db';\nmodule.exports = { config: dir + '/config.js', 'models-path': dir + '/models', 'migrations-path': dir + '/migrations' };`,
  ],
  ['another file', `module.exports = require('./settings');`],
])('.sequelizerc with %s says where things are', async (_, text) => {
  const files = { '.sequelizerc': text, 'settings.js': `module.exports = { ${PATHS} };` };
  expect(await read(files)).toEqual({ ...ALL, environment: null, source: '.sequelizerc', notes: [] });
});

test('what .sequelizerc computes is not guessed at: it is said, and the rest holds', async () => {
  const text = `module.exports = { 'migrations-path': findThem(), 'models-path': 'db/models', env: 'staging' };`;
  expect(await read({ '.sequelizerc': text })).toMatchObject({
    revisions: null,
    models: 'db/models',
    environment: 'staging',
    notes: [{ name: '.sequelizerc', reason: expect.stringMatching(/\.sequelizerc, line 1: findThem/) }],
  });
});

test.each([
  ['a syntax error', 'module.exports = {'],
  ['nothing', ''],
  ['a circle', `module.exports = require('./.sequelizerc');`],
  ['itself', 'const a = { ...a };\nmodule.exports = a;'],
  ['more than a megabyte', `module.exports = { x: '${'x'.repeat(1024 * 1024)}' };`],
])('.sequelizerc with %s is noted, and the habits hold', async (_, text) => {
  const found = await read({ '.sequelizerc': text, 'migrations/1-a.sql': '' });
  expect(found).toMatchObject({ revisions: null, source: '.sequelizerc' });
  expect(found.notes).toHaveLength(1);
});

test('package.json says it first: in its own key, or in the flags of its scripts', async () => {
  const own = { lockstep: { revisions: 'src/db', ledger: 'meta.applied', environment: 'staging' } };
  const rc = { '.sequelizerc': `module.exports = { ${PATHS} };` };
  expect(await read({ ...rc, 'package.json': JSON.stringify(own) })).toMatchObject({
    revisions: 'src/db',
    environment: 'staging',
    source: 'package.json',
  });
  const scripts = {
    migrate: 'NODE_ENV=x sequelize-cli db:migrate --migrations-path "src/db" --config=db/config.js',
  };
  expect(await read({ 'package.json': JSON.stringify({ scripts }) })).toMatchObject({
    revisions: 'src/db',
    config: 'db/config.js',
    source: 'scripts of package.json',
  });
});

test('whether revisions may catch errors is said by the project alone', async () => {
  const catching = { 'package.json': '{ "lockstep": { "catchErrors": true } }', 'migrations/1-a.sql': '' };
  expect(await readProject(await folderOf(catching))).toMatchObject({ catchErrors: true });
  expect(await readProject(await folderOf({ 'migrations/1-a.sql': '' }))).toMatchObject({
    catchErrors: false,
  });
});

test.each([
  [{ catchErrors: 'yes' }, /catchErrors/],
  [{ revisions: 5 }, /revisions/],
  [{ leger: 'x' }, /leger/],
  [{ ledger: { schema: 'x' } }, /ledger/],
])('a key that means nothing is refused: %j', async (lockstep, message) => {
  const root = await folderOf({ 'package.json': JSON.stringify({ lockstep }), 'migrations/1-a.sql': '' });
  await expect(readProject(root)).rejects.toThrow(message);
});

test('a folder of revisions that is not there is named, with who says so', async () => {
  const root = await folderOf({ '.sequelizerc': `module.exports = { 'migrations-path': 'gone' };` });
  await expect(readProject(root)).rejects.toThrow(/\.sequelizerc says that the revisions are in .*gone/);
});

test('nothing of a project runs while it is read', async () => {
  const mark = `require('fs').writeFileSync(__dirname + '/RAN', ''); globalThis.ran = true;`;
  const root = await folderOf({
    '.sequelizerc': `${mark}\nrequire('dotenv').config();\nrequire('@babel/register')({ presets: [] });
      const paths = require('./lib/paths');
      module.exports = { 'migrations-path': paths.steps, config: 'config/config.js' };`,
    'lib/paths.js': `${mark}\nexports.steps = 'migrations';`,
    'node_modules/dotenv/index.js': mark,
    'node_modules/@babel/register/index.js': mark,
    'config/config.js': `${mark}\nmodule.exports = { development: { url: (() => { ${mark} })(),
      get database() { ${mark} return 'x'; }, [run()]: 1, toString() { ${mark} }, password: new Secret() } };`,
    'migrations/1-a.js': `${mark}\nexports.lockstep = { revises: (() => { ${mark} return null; })() };`,
    'migrations/2-b.ts': `${mark}\nexport const lockstep = { branch: run() };`,
    'models/index.js': mark,
    'package.json': JSON.stringify({
      scripts: { preinstall: 'touch RAN', up: 'sequelize db:migrate; touch RAN' },
    }),
    '.env': 'RAN=1\nNODE_OPTIONS=--require ./lib/paths.js\n',
  });
  const { revisions, revisionsFolder } = await readProject(root);
  expect(revisionsFolder).toBe(join(root, 'migrations'));
  expect(revisions.map(({ stated }) => stated.problems.length)).toEqual([1, 1]);
  const { environment } = await readProjectConfiguration(root, { environment: 'development' });
  expect(environment).toMatchObject({ credentials: null, problem: expect.stringMatching(/must run/) });
  expect('ran' in globalThis).toBe(false);
  expect(process.env.RAN).toBeUndefined();
  const files = await readdir(root, { recursive: true });
  expect(files.filter((path) => path.endsWith('RAN'))).toEqual([]);
});
