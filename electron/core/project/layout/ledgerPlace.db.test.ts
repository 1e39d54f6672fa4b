/** The ledger of a configured project is where sequelize-cli keeps it: it is asked. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { openSession } from '../../connection/session';
import { fetchLedger } from '../../revisions/ledger';
import { PACKAGES } from '../../testing/builtPrograms';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import { readProject } from '../readProject';

const run = promisify(execFile);
const SEQUELIZE_CLI = join(PACKAGES, 'sequelize-cli/lib/sequelize');
const REVISION = `module.exports = { up: (queryInterface) => queryInterface.createTable('things', { id: 'int' }) };`;

test.each([
  ['nothing', {}, 'public.SequelizeMeta'],
  ['a table', { migrationStorageTableName: 'applied' }, 'public.applied'],
  [
    'a table and a schema',
    { migrationStorageTableName: 'Applied', migrationStorageTableSchema: 'meta' },
    'meta.Applied',
  ],
  ['a schema', { migrationStorageTableSchema: 'meta' }, 'meta.SequelizeMeta'],
  ['a schema for all models', { schema: 'app' }, 'app.SequelizeMeta'],
  ['another for all models', { define: { schema: 'app' }, schema: 'other' }, 'app.SequelizeMeta'],
  [
    'one for the ledger and one for models',
    { define: { schema: 'app' }, migrationStorageTableSchema: 'meta' },
    'meta.SequelizeMeta',
  ],
  ['names without quotes', { quoteIdentifiers: false }, 'public.sequelizemeta'],
  ['times', { migrationTimestamps: true }, 'public.SequelizeMeta'],
])('a configuration that says %s has its ledger where sequelize-cli does', async (_, settings, place) => {
  const database = await createTestDatabase();
  await database.query('CREATE SCHEMA app');
  const folder = await writeConfigured(database, settings);
  const env = { ...process.env, NODE_ENV: 'development' };
  await run(process.execPath, [SEQUELIZE_CLI, 'db:migrate'], { cwd: folder, env });
  const project = await readProject(folder, { env: {} });
  const session = await openSession(parseTarget({ url: database.url }), { kind: 'watch', name: 'test' });
  const { schema, table, names } = await fetchLedger(session, project.ledger).finally(() => session.close());
  expect(`${schema}.${table}`).toBe(place);
  expect(names).toEqual(['1-a.js']);
});

async function writeConfigured({ url }: TestDatabase, settings: object): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lockstep-configured-')));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  await Promise.all([mkdir(join(folder, 'config')), mkdir(join(folder, 'migrations'))]);
  await symlink(PACKAGES, join(folder, 'node_modules'));
  const development = { url: url.replace('postgresql:', 'postgres:'), ...settings };
  await writeFile(join(folder, 'config/config.json'), JSON.stringify({ development }));
  await writeFile(join(folder, 'migrations/1-a.js'), REVISION);
  return folder;
}
