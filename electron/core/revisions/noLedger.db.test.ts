/** Tables that are no ledgers, though they may look like one. */
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/createTestDatabase';
import { fetchColumn } from '../testing/databaseFacts';
import { fetchStates, runProject, type TestProject, writeProject } from '../testing/testProject';

const FILES = { '1-a.sql': 'SELECT 1;\n', '2-b.sql': 'SELECT 2;\n', '3-c.sql': 'SELECT 3;\n' };
const named = (project: TestProject, table: string): TestProject => ({
  ...project,
  reading: { ledger: { table, schema: null } },
});

test.each([
  ['is a view', `CREATE VIEW x AS SELECT 'y'::text AS name`, 'it is a view'],
  ['is a sequence', 'CREATE SEQUENCE x', 'it is a sequence'],
  ['has no names', 'CREATE TABLE x (id int PRIMARY KEY)', 'it has no column of names'],
  ['has numbers for names', 'CREATE TABLE x (name int PRIMARY KEY)', 'it has no column of names'],
  [
    'is of customers',
    'CREATE TABLE x (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL)',
    'it may hold the same name twice',
  ],
  [
    'has names that are unique only together with something else',
    'CREATE TABLE x (shop int DEFAULT 1, name text, PRIMARY KEY (shop, name))',
    'it may hold the same name twice',
  ],
  [
    'has names that are unique only in part',
    `CREATE TABLE x (name text, gone bool DEFAULT false); CREATE UNIQUE INDEX ON x (name) WHERE NOT gone`,
    'it may hold the same name twice',
  ],
  [
    'asks for more than names',
    'CREATE TABLE x (name text PRIMARY KEY, price int NOT NULL)',
    'its column price can’t be left empty',
  ],
  [
    'is of countries',
    'CREATE TABLE x (code char(2) PRIMARY KEY, title text)',
    'beside code it has a column title',
  ],
  [
    'holds what no revision is called',
    `CREATE TABLE x (id serial PRIMARY KEY, name text UNIQUE); INSERT INTO x (name) VALUES ('blue'), ('red')`,
    'it holds names that no revision has, such as “blue”',
  ],
])('a table that %s is no ledger, which is said and nothing written', async (_, sql, why) => {
  const [database, project] = [await createTestDatabase(), await writeProject(FILES)];
  await database.query(sql);
  const message = `"public"."x" is not a ledger: ${why}.`;
  await expect(fetchStates(database, named(project, 'x'))).rejects.toMatchObject({
    info: { kind: 'bad-input', field: 'ledger', message },
  });
  const run = await runProject(database, named(project, 'x'));
  expect(run.failure).toMatchObject({ databaseState: 'Nothing was run.', error: { message } });
  expect(await fetchColumn(database, `SELECT to_regclass('lockstep_log')`)).toEqual(['null']);
});

test.each([
  ['a column of the user’s own', 'CREATE TABLE x (name text UNIQUE, batch int NOT NULL DEFAULT 1)'],
  ['no key', 'CREATE TABLE x (name text)'],
  [
    'a key of its own, as a model of the project may have',
    `CREATE TABLE x (id serial PRIMARY KEY, name text UNIQUE, "createdAt" timestamptz NOT NULL);
     INSERT INTO x (name, "createdAt") VALUES ('1-a.js', now())`,
  ],
])('a ledger with %s is one', async (_, sql) => {
  const [database, project] = [await createTestDatabase(), await writeProject(FILES)];
  await database.query(sql);
  expect((await runProject(database, named(project, 'x'), { target: '2-b' })).failure).toBeNull();
  expect(await fetchStates(database, named(project, 'x'))).toMatchObject({
    '1-a.sql': 'applied',
    '2-b.sql': 'applied',
    '3-c.sql': 'pending',
  });
});
