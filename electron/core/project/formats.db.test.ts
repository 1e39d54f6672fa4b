/** Every kind of file in which revisions are written. */
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/createTestDatabase';
import { fetchColumn, fetchRecorded, fetchTables } from '../testing/databaseFacts';
import { revision, runProject, writeProject } from '../testing/testProject';

const UP = (table: string) => `queryInterface.createTable('${table}', { id: Sequelize.INTEGER })`;

const FILES = {
  '01-commonjs.js': `'use strict';
module.exports = { up: async (queryInterface, Sequelize) => { await ${UP('t01')}; }, down: (queryInterface) => queryInterface.dropTable('t01') };`,
  '02-commonjs.cjs': `exports.up = (queryInterface, Sequelize) => ${UP('t02')};
exports.down = (queryInterface) => queryInterface.dropTable('t02');`,
  '03-module.mjs': `export const up = async (queryInterface, Sequelize) => { await ${UP('t03')}; };
export const down = (queryInterface) => queryInterface.dropTable('t03');`,
  '04-default.mjs': `export default { up: (queryInterface, Sequelize) => ${UP('t04')}, down: (queryInterface) => queryInterface.dropTable('t04') };`,
  '05-transpiled.js': `Object.defineProperty(exports, '__esModule', { value: true });
exports.default = { up: (queryInterface, Sequelize) => ${UP('t05')}, down: (queryInterface) => queryInterface.dropTable('t05') };`,
  '06-typed.ts': `import type { QueryInterface } from 'sequelize';
import { DataTypes } from 'sequelize';
enum Kind { Table = 't06' }
export async function up(queryInterface: QueryInterface): Promise<void> { await queryInterface.createTable(Kind.Table, { id: DataTypes.INTEGER }); }
export async function down(queryInterface: QueryInterface): Promise<void> { await queryInterface.dropTable(Kind.Table); }`,
  '07-typed-default.ts': `export default { up: async (queryInterface: any, Sequelize: any) => { await ${UP('t07')}; }, down: (queryInterface: any) => queryInterface.dropTable('t07') };`,
  '08-umzug.js': `exports.up = async ({ context, name, path }) => {
  if (name !== '08-umzug.js' || !path.endsWith('08-umzug.js')) throw new Error(name + ' ' + path);
  await context.createTable('t08', { id: 'int' });
};
exports.down = async ({ context: queryInterface }) => { await queryInterface.dropTable('t08'); };`,
  '09-class.js': `module.exports = new (class { table = 't09'; async up(queryInterface, Sequelize) { await queryInterface.createTable(this.table, { id: Sequelize.INTEGER }); } async down(queryInterface) { await queryInterface.dropTable(this.table); } })();`,
  '10-callbackless.js': `module.exports.up = function (queryInterface, Sequelize) { return queryInterface.sequelize.query('CREATE TABLE t10 (id int)'); };
module.exports.down = function (queryInterface) { return queryInterface.sequelize.query('DROP TABLE t10'); };`,
  '11-script.sql': 'CREATE TABLE t11 (id int);\n',
  '11-script.down.sql': 'DROP TABLE t11;\n',
};
const TABLES = Array.from({ length: 11 }, (_, n) => `t${String(n + 1).padStart(2, '0')}`);

test('CommonJS, ES modules, TypeScript, SQL, default exports and Umzug’s signature run up and down', async () => {
  const database = await createTestDatabase();
  const project = await writeProject(FILES);
  const up = await runProject(database, project);
  expect(up.failure).toBeNull();
  expect(await fetchTables(database)).toEqual(TABLES);
  const names = Object.keys(FILES).filter((name) => !name.includes('.down.'));
  expect(await fetchRecorded(database)).toEqual(names);
  const down = await runProject(database, project, { direction: 'down', target: 'base' });
  expect(down.failure).toBeNull();
  expect(await fetchTables(database)).toEqual([]);
});

test('.js files are ES modules where package.json says so', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '../package.json': '{ "type": "module" }',
    '1-a.js': `import { DataTypes } from 'sequelize';
export const up = (queryInterface) => queryInterface.createTable('a', { id: DataTypes.INTEGER });`,
    '2-b.cjs': `const { DataTypes } = require('sequelize');
exports.up = (queryInterface) => queryInterface.createTable('b', { id: DataTypes.INTEGER });`,
  });
  expect((await runProject(database, project)).failure).toBeNull();
  expect(await fetchTables(database)).toEqual(['a', 'b']);
});

test('a revision may use files and packages of its project', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '../tables/names.js': `module.exports = { first: 'from_a_file' };`,
    '1-a.js': `const { first } = require('../tables/names');
const { literal } = require('sequelize');
exports.up = (queryInterface) => queryInterface.createTable(first, { at: { type: 'timestamptz', defaultValue: literal('now()') } });`,
  });
  expect((await runProject(database, project)).failure).toBeNull();
  expect(await fetchTables(database)).toEqual(['from_a_file']);
});

test('a .sql revision may hold functions, DO blocks, dollar quotes, comments and any character', async () => {
  const database = await createTestDatabase();
  const script = `\uFEFF-- a comment; with a semicolon and an Ü
CREATE TABLE notes (id int, note text DEFAULT 'a;b');
/* CREATE TABLE not_made (id int); */
CREATE FUNCTION add_note(text) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  INSERT INTO notes VALUES (1, $1 || '; $inner$ 😀');
END;
$body$;
DO $$ BEGIN PERFORM add_note('grüße'); END $$;
INSERT INTO notes VALUES (2, E'it''s; \\\\');
CREATE PROCEDURE twice() BEGIN ATOMIC INSERT INTO notes VALUES (3, 'x'); INSERT INTO notes VALUES (3, 'y'); END;
CALL twice();
SELECT 1;;
-- the end`;
  const run = await runProject(database, await writeProject({ '1-a.sql': script }));
  expect(run.failure).toBeNull();
  expect(await fetchColumn(database, 'SELECT note FROM notes ORDER BY id, note')).toEqual([
    'grüße; $inner$ 😀',
    `it's; \\`,
    'x',
    'y',
  ]);
});

test('an empty .sql revision, and one of comments only, is applied', async () => {
  const database = await createTestDatabase();
  const run = await runProject(
    database,
    await writeProject({ '1-a.sql': '', '2-b.sql': '-- nothing yet\n', '3-c.sql': ';;' }),
  );
  expect(run.failure).toBeNull();
  expect(await fetchRecorded(database)).toHaveLength(3);
});

test('a statement of a .sql revision that fails is told with its own text', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '1-a.sql': 'CREATE TABLE a (id int);\n\nINSERT INTO a VALUES (1),\n  (nothing);\n',
  });
  const { failure } = await runProject(database, project);
  expect(failure?.error).toMatchObject({
    kind: 'sql-failed',
    sqlstate: '42703',
    sql: 'INSERT INTO a VALUES (1),\n  (nothing)',
    position: 30,
  });
  expect(await fetchTables(database)).toEqual([]);
});

test('.sql that says so runs without a transaction', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '1-a.sql': '-- lockstep: transaction: false\nCREATE TABLE a (id int);\nVACUUM a;\n',
  });
  const run = await runProject(database, project);
  expect(run.steps).toMatchObject([{ status: 'applied', transaction: 'none' }]);
});

test('console.log of a revision is kept', async () => {
  const database = await createTestDatabase();
  const run = await runProject(
    database,
    await writeProject({ '1-a.js': revision(`console.log('told'); console.error('warned');`) }),
  );
  expect(run.output).toMatch(/told/);
  expect(run.output).toMatch(/warned/);
});

test('a long statement that the log cuts in the middle of a character is applied and logged', async () => {
  const long = `SELECT '${'a'.repeat(3991)}😀${'a'.repeat(100)}'`;
  const database = await createTestDatabase();
  const project = await writeProject({ '1-long.sql': `${long};` });
  expect((await runProject(database, project)).failure).toBeNull();
  const [logged] = await database.query<{ sql: string }>(
    `SELECT statements->0->>'sql' AS sql FROM lockstep_log`,
  );
  expect(logged?.sql).toBe(`${long.slice(0, 3999)}\ufffd`);
});
