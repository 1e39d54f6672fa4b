import { expect, test } from 'vitest';
import { CoreError } from '../errors';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { fetchColumn, fetchLogged, fetchRecorded, fetchTables } from '../testing/databaseFacts';
import { runSequelizeCli } from '../testing/sequelizeCli';
import {
  fetchRow,
  fetchStates,
  runProject,
  type TestProject,
  withPlace,
  writeProject,
} from '../testing/testProject';
import { createTestRole } from '../testing/testRole';
import { ensureLedger } from './ensureLedger';
import { planStamp, runStamp, type StampAsked } from './stamp';

const FILES = {
  '1-a.js': `module.exports = { up: async (q) => q.sequelize.query('CREATE TABLE a ()'), down: async (q) => q.sequelize.query('DROP TABLE a') };`,
  '2-b.sql': 'CREATE TABLE b ();',
  '2-b.down.sql': 'DROP TABLE b;',
  '3-c.sql': 'CREATE TABLE c ();',
};

const plan = (database: TestDatabase, project: TestProject, asked: Partial<StampAsked>) =>
  withPlace(database, project, (place) => planStamp(place, { targets: ['head'], purge: false, ...asked }));

const stamp = (database: TestDatabase, project: TestProject, asked: Partial<StampAsked>) =>
  withPlace(database, project, async (place) => {
    const all = { targets: ['head'], purge: false, ...asked };
    const { id } = await planStamp(place, all);
    return runStamp(place, { ...all, planId: id, runBy: 'ada@host' });
  });

test('a stamp shows its difference, makes it with who and when, and runs nothing', async () => {
  const [database, project] = [await createTestDatabase(), await writeProject(FILES)];
  const shown = await plan(database, project, { targets: ['2-b'] });
  expect(shown).toMatchObject({ adds: ['1-a.js', '2-b.sql'], removes: [], from: [], to: ['2-b.sql'] });
  expect(shown.sql).toMatch(/^BEGIN;\nINSERT INTO "public"."SequelizeMeta"/);
  expect(await fetchTables(database)).toEqual([]);
  await stamp(database, project, { targets: ['2-b'] });
  expect(await fetchTables(database)).toEqual([]);
  expect(await fetchRecorded(database)).toEqual(['1-a.js', '2-b.sql']);
  expect(await fetchLogged(database)).toEqual(['1-a.js up stamped own', '2-b.sql up stamped own']);
  expect(await fetchRow(database, project, '2-b.sql')).toMatchObject({
    state: 'applied',
    appliedBy: 'ada@host',
    durationMs: null,
    transaction: null,
  });
  expect(await runSequelizeCli(database, project, 'db:migrate:status')).toMatch(/^up 1-a\.js/m);
});

test('a stamp back to base forgets, and the next upgrade runs everything', async () => {
  const [database, project] = [await createTestDatabase(), await writeProject(FILES)];
  await stamp(database, project, {});
  expect(await stamp(database, project, { targets: ['base'] })).toMatchObject({
    removes: ['3-c.sql', '2-b.sql', '1-a.js'],
    to: [],
  });
  expect((await runProject(database, project)).failure).toBeNull();
  expect(await fetchTables(database)).toEqual(['a', 'b', 'c']);
});

test('names without a file stay, and go when the ledger is purged', async () => {
  const [database, project] = [await createTestDatabase(), await writeProject(FILES)];
  await stamp(database, project, {});
  await project.remove('2-b.sql');
  expect((await plan(database, project, {})).notes.join()).toMatch(/without a file.*2-b\.sql/);
  expect(await stamp(database, project, { targets: ['1-a'], purge: true })).toMatchObject({
    removes: ['2-b.sql', '3-c.sql'],
  });
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
});

test('a file with another extension since it ran is known, undone by its old name, and stamped to its new one', async () => {
  const [database, project] = [await createTestDatabase(), await writeProject(FILES)];
  await runProject(database, project, { target: '1-a' });
  await project.remove('1-a.js');
  const text = FILES['1-a.js'].replace('module.exports =', 'export default');
  await project.write({ '1-a.ts': text });
  expect(await fetchRow(database, project, '1-a.ts')).toMatchObject({ ledgerName: '1-a.js' });
  expect(await stamp(database, project, { targets: ['1-a'] })).toMatchObject({
    adds: ['1-a.ts'],
    removes: ['1-a.js'],
  });
  expect(await fetchRecorded(database)).toEqual(['1-a.ts']);
  await database.query(`UPDATE "SequelizeMeta" SET name = '1-a.js'`);
  const undone = await runProject(database, project, {
    direction: 'down',
    target: 'base',
    override: ['changed'],
  });
  expect(undone.failure).toBeNull();
  expect(await fetchRecorded(database)).toEqual([]);
  expect(await fetchTables(database)).toEqual([]);
});

test('what has changed since the difference was shown is not stamped', async () => {
  const [database, project] = [await createTestDatabase(), await writeProject(FILES)];
  const { id } = await plan(database, project, {});
  await runProject(database, project, { target: '1-a' });
  const late = withPlace(database, project, (place) =>
    runStamp(place, { targets: ['head'], purge: false, planId: id, runBy: 'ada@host' }),
  );
  await expect(late).rejects.toMatchObject({ info: { kind: 'files-changed' } });
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
});

test('production is stamped only by its name, and never by a role that may not write', async () => {
  const [database, project] = [await createTestDatabase(), await writeProject(FILES)];
  const asked = { targets: ['head'], purge: false, runBy: 'ada@host' };
  const onProduction = (databaseName?: string) =>
    withPlace(
      database,
      project,
      async (place) => {
        const { id, needsDatabaseName } = await planStamp(place, asked);
        expect(needsDatabaseName).toBe(true);
        return runStamp(place, { ...asked, planId: id, databaseName });
      },
      'production',
    );
  await expect(onProduction()).rejects.toThrow(/type the database’s name/);
  await expect(onProduction('other')).rejects.toThrow(CoreError);
  expect(await fetchColumn(database, `SELECT to_regclass('"SequelizeMeta"')`)).toEqual(['null']);
  await onProduction(database.name);
  expect(await fetchRecorded(database)).toHaveLength(3);
  const role = await createTestRole(database);
  await database.query(`GRANT SELECT ON "SequelizeMeta", lockstep_log TO ${role.name}`);
  const refused = withPlace(role, project, async (place) => {
    const { id } = await planStamp(place, { ...asked, targets: ['base'] });
    return runStamp(place, { ...asked, targets: ['base'], planId: id });
  });
  await expect(refused).rejects.toMatchObject({ info: { kind: 'not-permitted' } });
  expect(await fetchRecorded(database)).toHaveLength(3);
});

test('a ledger of another name, in another schema, with other columns is written as its owner would', async () => {
  const database = await createTestDatabase();
  const project = await writeProject(FILES);
  await database.query(`CREATE SCHEMA meta;
    CREATE TABLE meta.umzug (revision text PRIMARY KEY, "createdAt" timestamptz NOT NULL, "updatedAt" timestamptz NOT NULL)`);
  const named = { ...project, reading: { ledger: { table: 'umzug', schema: 'meta' } } };
  expect((await runProject(database, named, { target: '2-b' })).failure).toBeNull();
  await stamp(database, named, {});
  expect(await fetchColumn(database, 'SELECT revision FROM meta.umzug ORDER BY 1')).toEqual([
    '1-a.js',
    '2-b.sql',
    '3-c.sql',
  ]);
  expect(await fetchStates(database, named)).toEqual({
    '1-a.js': 'applied',
    '2-b.sql': 'applied',
    '3-c.sql': 'applied',
  });
  expect(
    (await runProject(database, named, { direction: 'down', target: '2-b', override: [] })).failure,
  ).not.toBeNull();
  expect(await fetchColumn(database, `SELECT to_regclass('"SequelizeMeta"')`)).toEqual(['null']);
});

test('a table that is no ledger is said to be none', async () => {
  const database = await createTestDatabase();
  const project = await writeProject(FILES);
  await database.query(
    'CREATE TABLE orders (id int PRIMARY KEY); CREATE TABLE half (name text PRIMARY KEY, must int NOT NULL)',
  );
  for (const table of ['orders', 'half']) {
    const named = { ...project, reading: { ledger: { table, schema: null } } };
    await expect(fetchStates(database, named)).rejects.toThrow(/is not a ledger/);
  }
});

test('ledger and log are made on request, in a schema that is made too, and a second time nothing is', async () => {
  const database = await createTestDatabase();
  const project = await writeProject(FILES);
  const named = { ...project, reading: { ledger: { table: 'applied', schema: 'meta' } } };
  const first = await withPlace(database, named, (place) => ensureLedger(place));
  expect(first).toMatchObject({ ledger: 'meta.applied', wasThere: false, isLogged: true });
  expect(await withPlace(database, named, (place) => ensureLedger(place))).toMatchObject({ wasThere: true });
  expect(
    await fetchColumn(database, `SELECT tablename FROM pg_tables WHERE schemaname = 'meta' ORDER BY 1`),
  ).toEqual(['applied', 'lockstep_log']);
});
