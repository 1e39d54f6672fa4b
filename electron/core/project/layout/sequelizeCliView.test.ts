/** Projects as sequelize-cli itself sees them, beside how they are read here: it is asked, in one process. */
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { PACKAGES } from '../../testing/builtPrograms';
import { readProject, readProjectConfiguration } from '../readProject';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-cli-view-')));
afterAll(() => rmSync(base, { recursive: true, force: true }));

interface Case {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

const FIELDS = `username: 'dana', password: 'p', host: 'db.local', dialect: 'postgres'`;
const JSON_CONFIG = JSON.stringify({
  development: {
    username: 'dana',
    password: 'p',
    database: 'dev',
    host: 'localhost',
    port: 6000,
    dialect: 'postgres',
  },
  test: { username: 'tess', password: null, database: 'test', dialect: 'postgres' },
});

const CASES: readonly Case[] = [
  { what: 'nothing but the habits', files: { 'config/config.json': JSON_CONFIG } },
  { what: 'NODE_ENV', files: { 'config/config.json': JSON_CONFIG }, env: { NODE_ENV: 'test' } },
  {
    what: 'config.js beside config.json',
    files: {
      'config/config.json': JSON_CONFIG,
      'config/config.js': `module.exports = { development: { database: 'js', ${FIELDS} } };`,
    },
  },
  {
    what: 'one environment for all',
    files: {
      'config/config.js': `module.exports = { database: 'all', ${FIELDS}, migrationStorageTableName: 'applied' };`,
    },
    env: { NODE_ENV: 'production' },
  },
  {
    what: 'one for all, and one of its own',
    files: {
      'config/config.js': `module.exports = { database: 'all', ${FIELDS}, test: { database: 'own', ${FIELDS} } };`,
    },
    env: { NODE_ENV: 'test' },
  },
  {
    what: 'a .sequelizerc',
    files: {
      '.sequelizerc': `const path = require('path');
        module.exports = { config: path.resolve('db', 'config.js'), 'migrations-path': path.resolve('db', 'steps'), env: 'test' };`,
      'db/config.js': `module.exports = { test: { database: 't', ${FIELDS}, migrationStorageTableSchema: 'meta' }, development: {} };`,
      'db/steps/1-a.js': '',
    },
    env: { NODE_ENV: 'development' },
  },
  {
    what: 'relative paths and camel case in .sequelizerc',
    files: {
      '.sequelizerc': `module.exports = { migrationsPath: './a/../steps', config: 'config/config.json' };`,
      'config/config.json': JSON_CONFIG,
      'steps/1-a.js': '',
    },
  },
  {
    what: 'a URL',
    files: {
      'config/config.js': `module.exports = { development: { url: 'postgres://u:s@db.local:7000/shop' } };`,
    },
  },
  {
    what: 'a URL of the environment',
    files: {
      'config/config.json': '{ "development": { "use_env_variable": "SHOP_URL", "dialect": "postgres" } }',
    },
    env: { SHOP_URL: 'postgres://u:s@db.local/shop' },
  },
  {
    what: 'both, of which the URL goes first',
    files: {
      'config/config.js': `module.exports = { development: { url: 'postgres://u:s@db.local/first', use_env_variable: 'SHOP_URL' } };`,
    },
    env: { SHOP_URL: 'postgres://u:s@db.local/second' },
  },
  {
    what: 'a password beside the URL',
    files: {
      'config/config.js': `module.exports = { development: { url: 'postgres://u@db.local/shop', password: 'beside' } };`,
    },
  },
  {
    what: 'a password in the URL and beside',
    files: {
      'config/config.js': `module.exports = { development: { url: 'postgres://u:within@db.local/shop', password: 'beside' } };`,
    },
  },
  {
    what: 'a URL in .sequelizerc',
    files: {
      '.sequelizerc': `module.exports = { url: 'postgres://u:s@db.local/shop' };`,
      'config/config.json': JSON_CONFIG,
    },
  },
  {
    what: 'a function',
    files: {
      'config/config.js': `module.exports = () => ({ development: { database: 'made', ${FIELDS} } });`,
    },
  },
  {
    what: 'a promise',
    files: {
      'config/config.js': `module.exports = async () => ({ development: { database: 'made', ${FIELDS} } });`,
    },
  },
  {
    what: 'an ES module',
    files: {
      'package.json': '{ "type": "module" }',
      'config/config.js': `export default { development: { database: 'esm', ${FIELDS} } };`,
    },
  },
  {
    what: 'variables with defaults',
    files: {
      'config/config.js': `const { DB = 'shop', HOST } = process.env;
        module.exports = { development: { database: DB, username: process.env.WHO || 'dana', password: process.env.NOT_THERE, host: HOST, port: Number(process.env.PORT) } };`,
    },
    env: { HOST: 'db.local', PORT: '6001' },
  },
];

interface View {
  readonly migrations: string;
  readonly table: string;
  readonly schema?: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

const views = askSequelizeCli();

test.each(CASES.map(({ what, env }, index) => ({ what, env, folder: folderOf(index), view: views[index] })))(
  '$what is read as sequelize-cli reads it',
  async ({ env = {}, folder, view }) => {
    if (!view) throw new Error('It did not answer.');
    const { environment } = await readProjectConfiguration(folder, { env });
    expect(environment).toMatchObject({ problem: null, credentials: credentialsIn(view) });
    const { ledger, revisionsFolder } = await readProject(folder, { env });
    expect(revisionsFolder).toBe(view.migrations);
    expect(ledger).toEqual({ table: view.table, schema: view.schema ?? null });
  },
);

/** TLS is decided otherwise here: see readCredentials. */
function credentialsIn({ settings }: View) {
  const { username, password, database, host = 'localhost', port } = settings;
  const target = {
    host,
    port: Number(port ?? 5432),
    database,
    user: username,
    tls: host === 'localhost' ? 'disable' : 'verify-full',
  };
  return { target, password: password ?? null };
}

function folderOf(index: number): string {
  return join(base, `case${index}`);
}

function askSequelizeCli(): readonly View[] {
  for (const [index, { files }] of CASES.entries()) {
    mkdirSync(join(folderOf(index), 'migrations'), { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folderOf(index), path)), { recursive: true });
      writeFileSync(join(folderOf(index), path), text);
    }
  }
  symlinkSync(PACKAGES, join(base, 'node_modules'));
  const answers = join(base, 'answers.json');
  const code = `(async () => {
    const views = [];
    const first = { ...process.env };
    for (const [folder, env] of ${JSON.stringify(CASES.map(({ env = {} }, index) => [folderOf(index), env]))}) {
      for (const name in process.env) delete process.env[name];
      Object.assign(process.env, first, env);
      process.chdir(folder);
      for (const name in require.cache) delete require.cache[name];
      const { config, path, umzug } = require('sequelize-cli/lib/helpers/index').default;
      await config.init();
      const settings = config.readConfig();
      views.push({ migrations: path.getPath('migration'), table: umzug.getTableName('migration'),
        schema: settings.migrationStorageTableSchema, settings });
    }
    require('fs').writeFileSync(${JSON.stringify(answers)}, JSON.stringify(views));
  })()`;
  const env = { PATH: process.env.PATH ?? '', NODE_PATH: PACKAGES };
  execFileSync(process.execPath, ['-e', code], { cwd: base, env, stdio: 'pipe' });
  return JSON.parse(readFileSync(answers, 'utf8'));
}
