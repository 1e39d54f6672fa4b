import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/createTestDatabase';
import { fetchLogged, fetchRecorded, fetchTables } from '../testing/databaseFacts';
import { describeSchema } from '../testing/describeSchema';
import { fetchRow, fetchStates, revision, runProject, writeProject } from '../testing/testProject';

const good = (table: string) =>
  revision(
    `await query('CREATE TABLE ${table} (id int PRIMARY KEY)');`,
    `await query('DROP TABLE ${table}');`,
  );

test('a revision that fails in the middle leaves nothing behind, and a mended file runs on', async () => {
  const database = await createTestDatabase();
  const bad = revision(`
    await query('CREATE TABLE half (id int)');
    await query('INSERT INTO half SELECT 1');
    await query("INSERT INTO first VALUES (1), (1)");
    await query('CREATE TABLE never (id int)');`);
  const project = await writeProject({
    '1-first.js': good('first'),
    '2-bad.js': bad,
    '3-last.js': good('last'),
  });
  const run = await runProject(database, project);

  expect(run).toMatchObject({ outcome: 'failed', phase: 'ended', heads: ['1-first.js'], doneCount: 1 });
  expect(run.steps.map(({ status }) => status)).toEqual(['applied', 'failed', 'not-reached']);
  expect(run.failure).toEqual({
    revision: '2-bad.js',
    databaseState: 'The database is as it was before this revision. The 1 before it stay as they are.',
    error: expect.objectContaining({
      kind: 'sql-failed',
      sqlstate: '23505',
      sql: 'INSERT INTO first VALUES (1), (1)',
      detail: 'Key (id)=(1) already exists.',
      constraint: 'first_pkey',
      table: 'first',
    }),
  });
  expect(await fetchTables(database)).toEqual(['first']);
  expect(await fetchRecorded(database)).toEqual(['1-first.js']);
  expect(await fetchLogged(database)).toEqual(['1-first.js up done own', '2-bad.js up failed own']);
  expect(await fetchStates(database, project)).toEqual({
    '1-first.js': 'applied',
    '2-bad.js': 'failed',
    '3-last.js': 'pending',
  });
  expect((await fetchRow(database, project, '2-bad.js')).lastAttempt).toMatchObject({
    outcome: 'failed',
    error: { sqlstate: '23505' },
  });

  await project.write({ '2-bad.js': good('half') });
  const mended = await runProject(database, project);
  expect(mended).toMatchObject({ outcome: 'done', heads: ['3-last.js'], failure: null });
  expect(await fetchTables(database)).toEqual(['first', 'half', 'last']);
  expect((await fetchRow(database, project, '2-bad.js')).state).toBe('applied');
});

test('a failure tells statement, SQLSTATE, position and the hint of the server', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const sql = 'SELECT nam FROM customers';
  const project = await writeProject({ '1-typo.js': revision(`await query('${sql}');`) });
  const { failure } = await runProject(database, project);
  expect(failure?.error).toMatchObject({
    kind: 'sql-failed',
    sqlstate: '42703',
    message: 'column "nam" does not exist',
    sql,
    position: 8,
    hint: 'Perhaps you meant to reference the column "customers.name".',
  });
});

test('an error of the code itself names file, line and column', async () => {
  const database = await createTestDatabase();
  const text = 'module.exports.up = async () => {\n  const nothing = null;\n  nothing.missing();\n};\n';
  const project = await writeProject({ '1-code.js': text });
  const { failure } = await runProject(database, project);
  expect(failure?.error).toMatchObject({ kind: 'code-failed', line: 3, column: 11 });
  expect(failure?.error).toMatchObject({ file: expect.stringMatching(/1-code\.js$/) });
});

test('a downgrade that fails leaves the revision applied, with its ledger row', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '1-first.js': good('first'),
    '2-stuck.js': revision(
      `await query('CREATE TABLE stuck (id int)');`,
      `await query('DROP TABLE stuck'); await query('DROP TABLE not_there');`,
    ),
  });
  await runProject(database, project);
  const schema = await describeSchema(database);
  const run = await runProject(database, project, { direction: 'down', target: 'base' });
  expect(run.outcome).toBe('failed');
  expect(run.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
    '2-stuck.js failed',
    '1-first.js not-reached',
  ]);
  const withoutLog = (lines: readonly string[]) => lines.filter((line) => !line.includes('lockstep_log'));
  expect(withoutLog(await describeSchema(database))).toEqual(withoutLog(schema));
  expect(await fetchRecorded(database)).toEqual(['1-first.js', '2-stuck.js']);
  expect(await fetchStates(database, project)).toEqual({ '1-first.js': 'applied', '2-stuck.js': 'applied' });
});
