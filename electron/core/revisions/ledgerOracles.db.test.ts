/** Ledgers that are not called SequelizeMeta: what sequelize-cli and Umzug themselves make of what we wrote. */
import { Sequelize } from 'sequelize';
import { SequelizeStorage } from 'umzug';
import { expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { fetchColumn } from '../testing/databaseFacts';
import { atEnd } from '../testing/endings';
import { runSequelizeCliAsConfigured } from '../testing/sequelizeCli';
import { fetchStates, runProject, type TestProject, withPlace, writeProject } from '../testing/testProject';
import { ensureLedger } from './ensureLedger';
import { planStamp, runStamp } from './stamp';

const make = (table: string) => `module.exports = {
  up: (queryInterface, Sequelize) => queryInterface.createTable('${table}', { id: Sequelize.INTEGER }),
  down: (queryInterface) => queryInterface.dropTable('${table}'),
};`;
const FILES = Object.fromEntries([1, 2, 3].map((n) => [`2026010${n}-t${n}.js`, make(`t${n}`)]));
const NAMES = Object.keys(FILES);
const [FIRST = '', SECOND = '', THIRD = ''] = NAMES;

async function openConfigured(settings: Readonly<Record<string, string>>) {
  const [database, project] = [await createTestDatabase(), await writeProject(FILES)];
  await configure(database, project, settings);
  return { database, project };
}

async function configure(
  { url }: TestDatabase,
  project: TestProject,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const { hostname: host, port, username, password, pathname } = new URL(url);
  const settled = {
    ...{ dialect: 'postgres', host, port: Number(port), username, password },
    ...{ database: pathname.slice(1), logging: false, ...settings },
  };
  // Both choose by NODE_ENV.
  const config = JSON.stringify({ [process.env.NODE_ENV ?? 'development']: settled });
  await project.write({ '../config/config.json': config });
}

const stamp = (database: TestDatabase, project: TestProject, targets: readonly string[]) =>
  withPlace(database, project, async (place) => {
    const { id } = await planStamp(place, { targets, purge: false });
    return runStamp(place, { targets, purge: false, planId: id, runBy: 'ada@host' });
  });

test.each([
  [{ migrationStorageTableName: 'Applied here' }, 'public."Applied here"'],
  [{ migrationStorageTableSchema: 'Meta' }, `"Meta"."SequelizeMeta"`],
  [{ migrationStorageTableName: 'applied', migrationStorageTableSchema: 'meta' }, 'meta.applied'],
])('with %j sequelize-cli reads what we wrote, and we what it wrote', async (settings, ledger) => {
  const { database, project } = await openConfigured(settings);
  const recorded = () => fetchColumn(database, `SELECT name FROM ${ledger} ORDER BY 1`);
  expect((await runProject(database, project, { target: FIRST })).failure).toBeNull();
  expect(await recorded()).toEqual([FIRST]);
  expect(await statusOf(project)).toEqual([`up ${FIRST}`, `down ${SECOND}`, `down ${THIRD}`]);
  await runSequelizeCliAsConfigured(project, 'db:migrate', '--to', SECOND);
  expect(await fetchStates(database, project)).toEqual({
    [FIRST]: 'applied',
    [SECOND]: 'applied',
    [THIRD]: 'pending',
  });
  await stamp(database, project, ['head']);
  expect(await statusOf(project)).toEqual(NAMES.map((name) => `up ${name}`));
  await stamp(database, project, [SECOND]);
  await runSequelizeCliAsConfigured(project, 'db:migrate:undo');
  expect(await recorded()).toEqual([FIRST]);
  expect((await runProject(database, project, { direction: 'down', target: 'base' })).failure).toBeNull();
  expect(await statusOf(project)).toEqual(NAMES.map((name) => `down ${name}`));
  expect(await fetchColumn(database, `SELECT to_regclass('public."SequelizeMeta"')`)).toEqual(['null']);
});

test('a ledger of another name and schema is made as sequelize-cli makes it', async () => {
  const settings = { migrationStorageTableName: 'applied', migrationStorageTableSchema: 'meta' };
  const { database: ours, project } = await openConfigured(settings);
  const theirs = await createTestDatabase();
  await withPlace(ours, project, (place) => ensureLedger(place));
  await configure(theirs, project, settings);
  await runSequelizeCliAsConfigured(project, 'db:migrate:status');
  expect(await describeLedger(ours)).toEqual(await describeLedger(theirs));
});

interface Made {
  readonly columnName?: string;
  readonly timestamps?: boolean;
  readonly schema?: string;
}

test.each<[string, Made]>([
  ['in a column of another name', { columnName: 'revision' }],
  ['with times that must be given', { timestamps: true }],
  ['with both, in a schema', { columnName: 'Revision', timestamps: true, schema: 'meta' }],
])('a ledger that Umzug made %s is gone on with by either', async (_, made) => {
  const [database, files] = [await createTestDatabase(), await writeProject(FILES)];
  await database.query('CREATE SCHEMA meta');
  const ledger = { table: 'umzug', schema: made.schema ?? null };
  const project = { ...files, reading: { ledger } };
  const sequelize = new Sequelize(database.url, { logging: false });
  atEnd(() => sequelize.close());
  const umzug = new SequelizeStorage({ sequelize, tableName: 'umzug', ...made });
  await umzug.logMigration({ name: FIRST });
  expect((await runProject(database, project, { target: SECOND })).failure).toBeNull();
  await stamp(database, project, ['head']);
  expect(await umzug.executed()).toEqual(NAMES);
  await umzug.unlogMigration({ name: THIRD });
  expect(await fetchStates(database, project)).toMatchObject({ [SECOND]: 'applied', [THIRD]: 'pending' });
  await runProject(database, project, { direction: 'down', target: FIRST });
  await stamp(database, project, ['base']);
  expect(await umzug.executed()).toEqual([]);
});

/** As "up NAME" and "down NAME". */
async function statusOf(project: TestProject): Promise<readonly string[]> {
  const told = await runSequelizeCliAsConfigured(project, 'db:migrate:status');
  return told.split('\n').filter((line) => /^(up|down) /.test(line));
}

function describeLedger(database: TestDatabase): Promise<readonly string[]> {
  return fetchColumn(
    database,
    `SELECT format('%s %s %s', attname, format_type(atttypid, atttypmod), attnotnull) FROM pg_attribute
       WHERE attrelid = 'meta.applied'::regclass AND attnum > 0
     UNION ALL SELECT format('%s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint
       WHERE conrelid = 'meta.applied'::regclass ORDER BY 1`,
  );
}
