import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { credentialsOf, readEnvironments, withoutPassword } from './readEnvironments';

const root = mkdtempSync(join(tmpdir(), 'lockstep-config-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

function read(text: string, extension = 'js', env: Record<string, string> = {}) {
  const configFile = join(root, `config${count++}.${extension}`);
  writeFileSync(configFile, text);
  return readEnvironments({ config: configFile, configProblem: null, url: null }, { root, env });
}

const LOCAL = { host: 'localhost', port: 5432, database: 'shop', user: 'dana', tls: 'disable' };
const FIELDS = `username: 'dana', password: 'p@ss', database: 'shop', host: 'localhost', dialect: 'postgres'`;

test.each<[what: string, text: string, extension?: string]>([
  [
    'JSON',
    JSON.stringify({
      development: { username: 'dana', password: 'p@ss', database: 'shop', dialect: 'postgres' },
    }),
    'json',
  ],
  ['JavaScript', `module.exports = { development: { ${FIELDS} } };`],
  ['one environment at the top', `module.exports = { ${FIELDS} };`],
  [
    'a const and a spread',
    `const base = { ${FIELDS} };\nmodule.exports = { development: { ...base, logging: console.log } };`,
  ],
  ['exports by name', `exports.development = { ${FIELDS} };`],
  ['an ES module', `export default { development: { ${FIELDS} } };`, 'mjs'],
  ['named exports', `export const development = { ${FIELDS} };`, 'mjs'],
  [
    'TypeScript',
    `import type { Options } from 'sequelize';\nconst config: Record<string, Options> = { development: { ${FIELDS} } };\nexport default config;`,
    'ts',
  ],
  [
    'TypeScript for CommonJS',
    `const config = { development: { ${FIELDS} } } as const;\nexport = config;`,
    'ts',
  ],
  ['a function', `module.exports = () => ({ development: { ${FIELDS} } });`],
  ['a URL', `module.exports = { development: { url: 'postgres://dana:p%40ss@localhost:5432/shop' } };`],
  ['a port as text', `module.exports = { development: { ${FIELDS}, port: '5432' } };`],
])('%s names its database', async (_, text, extension) => {
  const environments = await read(text, extension);
  expect(environments.map(({ name }) => name)).toEqual(['development']);
  expect(credentialsOf(environments, 'development')).toEqual({
    target: LOCAL,
    password: text.includes('p') ? 'p@ss' : null,
  });
});

test('the environment is used as the project uses it, with its defaults and its .env', async () => {
  writeFileSync(join(root, '.env'), 'DB_NAME=from_file\nDB_USER=dana\n');
  const text = `require('dotenv').config();
    const { env } = process;
    module.exports = {
      development: { username: process.env.DB_USER, database: process.env.DB_NAME, host: process.env.DB_HOST || 'db.local',
        port: parseInt(process.env.DB_PORT ?? '5433', 10), password: process.env['DB_PASSWORD'] },
    };`;
  const target = async (env: Record<string, string>) =>
    credentialsOf(await read(text, 'js', env), 'development').target;
  expect(await target({ DB_HOST: 'localhost' })).toMatchObject({
    database: 'from_file',
    user: 'dana',
    port: 5433,
    host: 'localhost',
  });
  expect(await target({ DB_NAME: 'from_env', DB_PORT: '6000' })).toMatchObject({
    database: 'from_env',
    port: 6000,
    host: 'db.local',
  });
});

test('use_env_variable is what it is in sequelize-cli, and said when it is not set', async () => {
  const text = `module.exports = { production: { use_env_variable: 'DATABASE_URL', dialect: 'postgres' } };`;
  const [unset] = await read(text);
  expect(unset).toMatchObject({
    credentials: null,
    problem: 'The variable DATABASE_URL is not set.',
    urlVariable: 'DATABASE_URL',
  });
  const [set] = await read(text, 'js', { DATABASE_URL: 'postgres://u:secret@localhost/live' });
  expect(set?.credentials).toMatchObject({ target: { database: 'live', user: 'u' }, password: 'secret' });
  expect(JSON.stringify(set && withoutPassword(set))).not.toContain('secret');
});

test.each([
  [`module.exports = { development: { dialect: 'mysql', username: 'u', database: 'd' } };`, /mysql/],
  [`module.exports = { development: { username: 'u' } };`, /no database/],
  [`module.exports = { development: { database: 'd' } };`, /no user/],
  [
    `module.exports = { development: { ${FIELDS}, migrationStorage: 'json' } };`,
    /migrationStorage is “json”/,
  ],
  [
    `module.exports = { development: { ${FIELDS.replace("'p@ss'", 'secret()')} } };`,
    /password, line 1: .*must run/,
  ],
  [`module.exports = loadIt();`, /must run to be known/],
  [`module.exports = {`, /config\d+\.js: Line 1: Unexpected token/],
  [`module.exports = { development: { url: 'mysql://x' } };`, /not a PostgreSQL URL/],
])('%s is told as a problem', async (text, problem) => {
  const [environment] = await read(text);
  expect(environment).toMatchObject({
    name: 'development',
    credentials: null,
    problem: expect.stringMatching(problem),
  });
});

test.each([
  ['localhost', '', 'disable'],
  ['db.example.com', '', 'verify-full'],
  ['db.example.com', 'dialectOptions: { ssl: true }', 'verify-full'],
  ['db.example.com', 'dialectOptions: { ssl: { require: true, rejectUnauthorized: false } }', 'require'],
  ['db.example.com', 'dialectOptions: { ssl: { require: true } }', 'verify-full'],
  ['db.example.com', 'ssl: false', 'disable'],
])('TLS to %s with %s is %s', async (host, setting, tls) => {
  const text = `module.exports = { development: { ${FIELDS.replace('localhost', host)}, ${setting} } };`;
  expect(credentialsOf(await read(text), 'development').target.tls).toBe(tls);
});

test('the ledger is what sequelize-cli would call it', async () => {
  const named = `migrationStorageTableName: 'applied', migrationStorageTableSchema: 'meta'`;
  expect((await read(`module.exports = { development: { ${FIELDS}, ${named} } };`))[0]?.ledger).toEqual({
    table: 'applied',
    schema: 'meta',
  });
  const inMeta = await read(
    `module.exports = { development: { ${FIELDS}, migrationStorageTableSchema: 'meta' } };`,
  );
  expect(inMeta[0]?.ledger).toEqual({
    table: 'SequelizeMeta',
    schema: 'meta',
  });
  expect((await read(`module.exports = { development: { ${FIELDS} } };`))[0]?.ledger).toBeNull();
});

test('the variable that holds the URL is known, whether it is set or not', async () => {
  const text = `module.exports = { live: { url: process.env.SHOP_URL } };`;
  expect((await read(text))[0]).toMatchObject({
    urlVariable: 'SHOP_URL',
    problem: 'The variable SHOP_URL is not set.',
  });
  const set = await read(text, 'js', { OTHER: 'x', SHOP_URL: 'postgres://u@localhost/live' });
  expect(set[0]).toMatchObject({ urlVariable: 'SHOP_URL', problem: null });
  expect((await read(`module.exports = { live: { ${FIELDS} } };`))[0]?.urlVariable).toBeNull();
});

test.each([
  [
    'the sessions’ search_path',
    `dialectOptions: { options: '-c search_path=app' }`,
    /dialectOptions\.options/,
  ],
  [
    'another way to set it',
    `searchPath: 'app', dialectOptions: { prependSearchPath: true }`,
    /prependSearchPath/,
  ],
  ['names without quotes', 'quoteIdentifiers: false', /quoteIdentifiers/],
  ['a port that is none', `port: 'abc'`, /port, abc, is none/],
  ['a database that is no text', 'database: {}', /database is no text/],
])('%s, which Lockstep can’t follow, is told as a problem', async (_, setting, problem) => {
  const [environment] = await read(`module.exports = { development: { ${FIELDS}, ${setting} } };`);
  expect(environment).toMatchObject({ credentials: null, problem: expect.stringMatching(problem) });
});

test.each([
  ['postgres://u@db.example.com/d', '', 'verify-full'],
  ['postgres://u@db.example.com/d', 'dialectOptions: { ssl: { rejectUnauthorized: false } }', 'require'],
  [
    'postgres://u@db.example.com/d?sslmode=verify-full',
    'dialectOptions: { ssl: { rejectUnauthorized: false } }',
    'verify-full',
  ],
  ['postgres://u@localhost/d?ssl=true', '', 'verify-full'],
  ['postgres://u@db.example.com/d?application_name=x&ssl=0', '', 'disable'],
])('TLS by the URL %s with %s is %s', async (url, setting, tls) => {
  const text = `module.exports = { development: { url: '${url}', ${setting} } };`;
  expect(credentialsOf(await read(text), 'development').target).toMatchObject({ database: 'd', tls });
});

test('what is no environment is not listed as one', async () => {
  const text = `const helper = () => 1;
    module.exports = { default: { ${FIELDS} }, development: { ${FIELDS} }, helper, name: 'x', get live() { return 1; } };`;
  expect((await read(text)).map(({ name }) => name)).toEqual(['development', 'live']);
});

test('of servers for reading and writing, the one for writing is meant', async () => {
  const text = `module.exports = { development: { ${FIELDS}, replication: { read: [{ host: 'r' }], write: { host: 'w' } } } };`;
  expect(credentialsOf(await read(text), 'development').target).toMatchObject({
    host: 'w',
    database: 'shop',
  });
});
