/** Projects that can't run: said before anything is run, with the file and the line. */
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/createTestDatabase';
import { fetchRecorded, fetchTables } from '../testing/databaseFacts';
import { fetchTestHistory, planProject, revision, runProject, writeProject } from '../testing/testProject';
import { readProject } from './readProject';

const GOOD = revision(`await query('CREATE TABLE good (id int)');`);
const database = await createTestDatabase();

const BAD: readonly (readonly [what: string, name: string, text: string, error: object])[] = [
  [
    'a syntax error',
    '2-bad.js',
    'module.exports.up = async () => {\n  const = 3;\n};',
    { kind: 'code-failed', line: 2, message: /SyntaxError/ },
  ],
  [
    'a syntax error in an ES module',
    '2-bad.mjs',
    'export const up = async () => {\n  const = 3;\n};',
    { kind: 'code-failed', line: 2, message: /SyntaxError/ },
  ],
  [
    'a syntax error in TypeScript',
    '2-bad.ts',
    'export async function up(): Promise<void> {\n  const = 3;\n}',
    { kind: 'code-failed', line: 2, message: /SyntaxError|ParseError/ },
  ],
  [
    'a throw at import',
    '2-bad.js',
    '\n\nthrow new Error("while loading");',
    { kind: 'code-failed', line: 3, message: /while loading/ },
  ],
  [
    'a throw of nothing at import',
    '2-bad.js',
    'throw undefined;',
    { kind: 'code-failed', message: /threw undefined/ },
  ],
  [
    'a package that is not there',
    '2-bad.js',
    'require("not-a-package-of-anybody");',
    { kind: 'code-failed', message: /Cannot find module/ },
  ],
  [
    'no up',
    '2-bad.js',
    'module.exports.down = async () => {};',
    { kind: 'bad-input', message: /2-bad\.js has no up/ },
  ],
  [
    'an up that is no function',
    '2-bad.js',
    'module.exports.up = "CREATE TABLE x";',
    { kind: 'bad-input', message: /has no up/ },
  ],
  ['nothing at all', '2-bad.js', '', { kind: 'bad-input', message: /has no up/ }],
  [
    'process.exit at import',
    '2-bad.js',
    'process.exit(0);',
    { kind: 'code-failed', message: /process\.exit\(0\)/ },
  ],
  [
    'SQL with a syntax error',
    '2-bad.sql',
    'CREATE TABLE a (id int);\n\nCREATE TABEL b (id int);',
    { kind: 'bad-input', message: /2-bad\.sql, line 3: syntax error/ },
  ],
  [
    'a command of psql',
    '2-bad.sql',
    'SELECT 1;\n\\d customers\n',
    { kind: 'bad-input', message: /line 2: \\d is a command of psql/ },
  ],
  ['SQL with a NUL', '2-bad.sql', 'SELECT 1;\0', { kind: 'bad-input', message: /NUL/ }],
];

test.each(BAD)('%s is told before anything is run', async (_, name, text, error) => {
  const project = await writeProject({ '1-good.js': GOOD, [name]: text, '3-good.js': GOOD });
  const run = await runProject(database, project);
  const { message, ...rest } = error as { message: RegExp };
  expect(run.failure?.error).toMatchObject(rest);
  expect(run.failure?.error.message).toMatch(message);
  expect(`${run.failure?.revision} ${run.failure?.error.message}`).toContain(name);
  expect(run.steps.map(({ status }) => status)).toEqual(['not-reached', 'not-reached', 'not-reached']);
  expect(run.failure?.databaseState).toBe('Nothing was run.');
  expect(await fetchRecorded(database)).toEqual([]);
  expect(await fetchTables(database)).toEqual([]);
});

test('a downgrade over a revision without down is refused before any of it is undone', async () => {
  const own = await createTestDatabase();
  const project = await writeProject({
    '1-no-down.js': `exports.up = (queryInterface) => queryInterface.sequelize.query('CREATE TABLE a (id int)');`,
    '2-b.js': revision(`await query('CREATE TABLE b (id int)');`, `await query('DROP TABLE b');`),
  });
  await runProject(own, project);
  const run = await runProject(own, project, { direction: 'down', target: 'base' });
  expect(run.failure?.error).toMatchObject({
    kind: 'bad-input',
    message: expect.stringMatching(/1-no-down\.js has no down/),
  });
  expect(await fetchTables(own)).toEqual(['a', 'b']);
  expect(await fetchRecorded(own)).toHaveLength(2);
});

test('a .sql revision without .down.sql is refused by the plan already', async () => {
  const own = await createTestDatabase();
  const project = await writeProject({ '1-a.sql': 'CREATE TABLE a (id int);' });
  await runProject(own, project);
  expect((await planProject(own, project, 'down')).refusals).toMatchObject([
    { kind: 'no-down', names: ['1-a.sql'], canOverride: false },
  ]);
  const run = await runProject(own, project, { direction: 'down', override: ['no-down'] });
  expect(run.failure?.error).toMatchObject({ kind: 'bad-input', field: 'no-down' });
  expect(await fetchTables(own)).toEqual(['a']);
});

test.each([
  ['.js and .ts of one name', ['1-a.js', '1-a.ts']],
  ['names that differ in case', ['1-a.js', '1-A.js']],
  ['one name in two forms of Unicode', ['1-\u00e9.js', '1-e\u0301.js']],
])('two files for one revision, %s, are shown, and nothing runs until one is gone', async (_, names) => {
  const project = await writeProject(Object.fromEntries(names.map((name) => [name, GOOD])));
  const { findings } = await fetchTestHistory(database, project);
  expect(findings[0]).toMatchObject({ kind: 'two-files', names: [...names].sort() });
  const run = await runProject(database, project);
  expect(run.failure?.error).toMatchObject({ kind: 'bad-input', field: 'graph' });
  for (const name of names) expect(run.failure?.error.message).toContain(name);
  expect(await fetchTables(database)).toEqual([]);
});

test('an empty folder of revisions is a project with nothing to do', async () => {
  const project = await writeProject({});
  const run = await runProject(database, project);
  expect(run).toMatchObject({ outcome: 'done', steps: [] });
});

test.each(['/not/there', '/etc/passwd'])('%s is no project', async (folder) => {
  await expect(readProject(folder)).rejects.toMatchObject({ info: { kind: 'bad-input', field: 'folder' } });
});
