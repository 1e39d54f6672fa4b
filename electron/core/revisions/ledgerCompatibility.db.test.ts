/** One ledger for sequelize-cli and Lockstep: either goes on where the other has stopped. */
import { expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { fetchColumn, fetchRecorded, fetchTables } from '../testing/databaseFacts';
import { describeSchema } from '../testing/describeSchema';
import { runSequelizeCli } from '../testing/sequelizeCli';
import { fetchStates, runProject, writeProject } from '../testing/testProject';

const make = (table: string) => `module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.createTable('${table}', {
        id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true },
        note: { type: Sequelize.STRING(40), allowNull: false, defaultValue: '' },
      }, { transaction });
      await queryInterface.addIndex('${table}', ['note'], { transaction });
    });
  },
  async down(queryInterface) {
    await queryInterface.dropTable('${table}');
  },
};`;
const FILES = Object.fromEntries([1, 2, 3, 4].map((n) => [`2026010${n}-t${n}.js`, make(`t${n}`)]));
const ALL = Object.keys(FILES);

test('the ledger that Lockstep makes is the one that sequelize-cli makes', async () => {
  const project = await writeProject(FILES);
  const [ours, theirs] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await Promise.all([runProject(ours, project), runSequelizeCli(theirs, project, 'db:migrate')]);
  expect(await describeLedger(ours)).toEqual(await describeLedger(theirs));
  expect(await fetchRecorded(ours)).toEqual(await fetchRecorded(theirs));
  expect(withoutLog(await describeSchema(ours))).toEqual(await describeSchema(theirs));
});

test('Lockstep goes on where sequelize-cli stopped, and sequelize-cli undoes what Lockstep applied', async () => {
  const project = await writeProject(FILES);
  const database = await createTestDatabase();
  await runSequelizeCli(database, project, 'db:migrate', '--to', '20260102-t2.js');
  const run = await runProject(database, project);
  expect(run.steps.map(({ name }) => name)).toEqual(ALL.slice(2));
  expect(await fetchStates(database, project)).toEqual(
    Object.fromEntries(ALL.map((name) => [name, 'applied'])),
  );
  expect(await runSequelizeCli(database, project, 'db:migrate:status')).not.toMatch(/^down/m);
  await runSequelizeCli(database, project, 'db:migrate:undo');
  expect(await fetchRecorded(database)).toEqual(ALL.slice(0, 3));
  expect(await fetchStates(database, project)).toMatchObject({ '20260104-t4.js': 'pending' });
  const again = await runProject(database, project);
  expect(again.failure).toBeNull();
  expect(await fetchTables(database)).toEqual(['t1', 't2', 't3', 't4']);
  await runSequelizeCli(database, project, 'db:migrate:undo:all');
  expect(await fetchTables(database)).toEqual([]);
  expect(await fetchRecorded(database)).toEqual([]);
});

test('sequelize-cli goes on where Lockstep stopped, and Lockstep undoes what sequelize-cli applied', async () => {
  const project = await writeProject(FILES);
  const database = await createTestDatabase();
  await runProject(database, project, { target: '20260102-t2.js' });
  const half = await describeSchema(database);
  await runSequelizeCli(database, project, 'db:migrate');
  expect(await fetchRecorded(database)).toEqual(ALL);
  const run = await runProject(database, project, { direction: 'down', target: '20260102-t2.js' });
  expect(run.failure).toBeNull();
  expect(await describeSchema(database)).toEqual(half);
  expect(await fetchRecorded(database)).toEqual(ALL.slice(0, 2));
  const base = await runProject(database, project, { direction: 'down', target: 'base' });
  expect(base).toMatchObject({ outcome: 'done', heads: [] });
  expect(await fetchTables(database)).toEqual([]);
});

test('a ledger with timestamps, as sequelize-cli can be told to make it, is read', async () => {
  const project = await writeProject(FILES);
  const database = await createTestDatabase();
  await database.query(`CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY,
    "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL DEFAULT now())`);
  expect((await runProject(database, project)).failure).toBeNull();
  expect(await fetchRecorded(database)).toEqual(ALL);
});

async function describeLedger(database: TestDatabase): Promise<readonly string[]> {
  return fetchColumn(
    database,
    `SELECT line FROM (
       SELECT format('column %s %s %s %s', attname, format_type(atttypid, atttypmod), attnotnull, attnum) AS line
         FROM pg_attribute WHERE attrelid = '"SequelizeMeta"'::regclass AND attnum > 0
       UNION ALL SELECT format('constraint %s %s', conname, pg_get_constraintdef(oid))
         FROM pg_constraint WHERE conrelid = '"SequelizeMeta"'::regclass
       UNION ALL SELECT indexdef FROM pg_indexes WHERE tablename = 'SequelizeMeta') AS lines ORDER BY line`,
  );
}

function withoutLog(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => !line.includes('lockstep_log'));
}
