import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { chooseEnvironment, credentialsOf, readEnvironments, withoutPassword } from './readEnvironments';

const root = mkdtempSync(join(tmpdir(), 'lockstep-config-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

function read(text: string, extension = 'js', env: Record<string, string> = {}) {
  const configFile = join(root, `config${count++}.${extension}`);
  writeFileSync(configFile, text);
  return readEnvironments({ root, configFile, env });
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
  [`module.exports = {`, /must run to be known/],
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

test('the environment that is meant: asked for, then the project’s, then NODE_ENV, then development', async () => {
  const environments = await read(
    `module.exports = { development: { ${FIELDS} }, test: { ${FIELDS} }, live: { ${FIELDS} } };`,
  );
  const choose = (...wanted: (string | null | undefined)[]) => chooseEnvironment(environments, wanted)?.name;
  expect(choose('live', 'test', 'development')).toBe('live');
  expect(choose(undefined, null, 'test')).toBe('test');
  expect(choose(undefined, null, undefined)).toBe('development');
  expect(choose('nowhere')).toBeUndefined();
  expect(() => credentialsOf(environments, 'nowhere')).toThrow(
    /no environment “nowhere”.*development, test, live/s,
  );
});
