/** Errors that a revision hides: caught, never awaited, or thrown where nobody listens. */
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/createTestDatabase';
import { fetchLogged, fetchRecorded, fetchTables } from '../testing/databaseFacts';
import { holdLock } from '../testing/holdLock';
import { revision, runProject, writeProject } from '../testing/testProject';

const SWALLOWED: readonly (readonly [how: string, body: string])[] = [
  ['try and catch', `try { await query('SELECT nonsense'); } catch {}`],
  ['.catch()', `await query('SELECT nonsense').catch(() => undefined);`],
  ['.then() with two callbacks', `await query('SELECT nonsense').then(() => {}, () => {});`],
  ['Promise.allSettled', `await Promise.allSettled([query('SELECT nonsense')]);`],
  [
    'a statement after it that is caught too',
    `await query('SELECT nonsense').catch(() => {}); await query('SELECT 1').catch(() => {});`,
  ],
  [
    'queryInterface',
    `await queryInterface.renameColumn('kept', 'id', 'x').catch(() => {}); await query('SELECT nonsense').catch(() => {});`,
  ],
  ['a caught statement as the last of several', `await query('SELECT 1; SELECT nonsense').catch(() => {});`],
  [
    'a finally that returns',
    `const f = async () => { try { await query('SELECT nonsense'); } finally { return 1; } }; await f();`,
  ],
  [
    'a catch inside a transaction that commits',
    `await sequelize.transaction(async () => { await query('SELECT nonsense').catch(() => {}); }).catch(() => {});`,
  ],
  [
    'a parameter that the server refuses',
    `await query('SELECT nonsense = $1', { bind: ['x'] }).catch(() => {});`,
  ],
];

test.each(SWALLOWED)(
  'an error hidden by %s is not recorded, and the statement is named',
  async (how, body) => {
    const database = await createTestDatabase();
    const text = revision(`await query('CREATE TABLE kept (id int)'); ${body}`);
    const run = await runProject(database, await writeProject({ '1-a.js': text }));
    if (how === 'a catch inside a transaction that commits' && run.outcome === 'done') {
      // The savepoint took the failed statement back: the revision is whole.
      expect(await fetchTables(database)).toEqual(['kept']);
      return;
    }
    expect(run.outcome).toBe('failed');
    const { error } = run.failure ?? {};
    if (how !== 'queryInterface') {
      expect(error).toMatchObject({
        kind: 'sql-failed',
        sqlstate: '42703',
        sql: expect.stringContaining('nonsense'),
      });
    }
    expect(error?.message).toMatch(/caught this error and went on/);
    expect(await fetchTables(database)).toEqual([]);
    expect(await fetchRecorded(database)).toEqual([]);
  },
);

test('the error told is the first one, not the 25P02 that follows from it', async () => {
  const database = await createTestDatabase();
  const text = revision(`try { await query('SELECT nonsense'); } catch {}
    await query('CREATE TABLE after (id int)');`);
  const { failure } = await runProject(database, await writeProject({ '1-a.js': text }));
  expect(failure?.error).toMatchObject({ kind: 'sql-failed', sqlstate: '42703', sql: 'SELECT nonsense' });
});

const FORGOTTEN: readonly (readonly [how: string, body: string])[] = [
  ['a query', `query('CREATE TABLE late (id int)');`],
  [
    'the last of two queries',
    `await query('CREATE TABLE first (id int)'); query('CREATE TABLE late (id int)');`,
  ],
  ['a slow query', `query('SELECT pg_sleep(0.2)');`],
  ['queryInterface.createTable', `queryInterface.createTable('late', { id: Sequelize.INTEGER });`],
  ['queryInterface.bulkInsert', `queryInterface.bulkInsert('kept', [{ id: 1 }, { id: 2 }]);`],
  ['queryInterface.addIndex', `queryInterface.addIndex('kept', ['id']);`],
  [
    'queryInterface.addColumn behind an awaited one',
    `await queryInterface.addColumn('kept', 'a', Sequelize.TEXT); queryInterface.addColumn('kept', 'b', Sequelize.TEXT);`,
  ],
  [
    'forEach with an async callback',
    `[1, 2, 3].forEach(async (n) => { await query('CREATE TABLE late_' + n + ' (id int)'); });`,
  ],
  ['a chain that is not returned', `query('SELECT 1').then(() => query('CREATE TABLE late (id int)'));`],
  [
    'sequelize.transaction',
    `sequelize.transaction(async (transaction) => { await query('CREATE TABLE late (id int)', { transaction }); });`,
  ],
  ['Promise.all', `Promise.all([query('SELECT 1'), query('CREATE TABLE late (id int)')]);`],
  ['a statement that fails', `query('SELECT nonsense');`],
  ['a query that is caught', `query('SELECT nonsense').catch(() => {});`],
];

test.each(FORGOTTEN)('a forgotten await of %s is found out and never recorded', async (_, body) => {
  const database = await createTestDatabase();
  const text = revision(`await query('CREATE TABLE kept (id int)'); ${body}`);
  const run = await runProject(database, await writeProject({ '1-a.js': text }));
  expect(run.outcome).toBe('failed');
  expect(run.failure?.error.message).toMatch(/still ran|await is missing|nonsense/);
  expect(run.failure?.revision).toBe('1-a.js');
  expect(await fetchRecorded(database)).toEqual([]);
  expect(await fetchTables(database)).toEqual([]);
});

test('up that is no async function and returns nothing is found out, too', async () => {
  const database = await createTestDatabase();
  const text = `module.exports.up = (queryInterface) => { queryInterface.sequelize.query('CREATE TABLE late (id int)'); };`;
  const run = await runProject(database, await writeProject({ '1-a.js': text }));
  expect(run.failure?.error).toMatchObject({ kind: 'code-failed', hint: expect.stringMatching(/await/) });
  expect(await fetchRecorded(database)).toEqual([]);
});

test('a query that a revision sends after its end runs nowhere, and the next revision does not suffer it unseen', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '1-a.js': revision(`setTimeout(() => query('CREATE TABLE late (id int)'), 300);`),
    '2-b.js': revision(`await query('SELECT pg_sleep(0.6)');`),
  });
  const run = await runProject(database, project);
  expect(run.outcome).toBe('failed');
  expect(await fetchTables(database)).toEqual([]);
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
});

const CATCHES = '{ "lockstep": { "catchErrors": true } }';

test.each(SWALLOWED)(
  'where the project says so, an error caught by %s undoes its statement alone',
  async (_, body) => {
    const database = await createTestDatabase();
    const text = revision(
      `await query('CREATE TABLE kept (id int)'); ${body} await query('CREATE TABLE after (id int)');`,
    );
    const project = await writeProject({ '1-a.js': text, '../package.json': CATCHES });
    const run = await runProject(database, project);
    expect(run).toMatchObject({ outcome: 'done', failure: null });
    expect(await fetchTables(database)).toEqual(['after', 'kept']);
    expect(await fetchRecorded(database)).toEqual(['1-a.js']);
    expect(await fetchLogged(database)).toEqual(['1-a.js up done own']);
  },
);

test('what it has caught is told with the run', async () => {
  const database = await createTestDatabase();
  const text = revision(`await query('SELECT nonsense').catch(() => undefined);`);
  const project = await writeProject({ '1-a.js': text, '2-b.js': revision(''), '../package.json': CATCHES });
  const { warnings } = await runProject(database, project);
  expect(warnings).toEqual([
    expect.stringMatching(/^1-a\.js caught an error and went on: column "nonsense"/),
  ]);
});

test.each([
  [
    'of statements sent together',
    `await Promise.all(['a', 'b', 'nonsense', 'c'].map((name) =>
    query(name === 'nonsense' ? 'SELECT nonsense' : 'CREATE TABLE ' + name + ' (id int)').catch(() => undefined)));`,
    ['a', 'b', 'c'],
  ],
  [
    'beside savepoints of its own',
    `await query('SAVEPOINT mine; CREATE TABLE gone (id int)');
    await query('SELECT nonsense').catch(() => undefined);
    await query('CREATE TABLE gone_too (id int)');
    await query('ROLLBACK TO SAVEPOINT mine'); await query('CREATE TABLE a (id int)');`,
    ['a'],
  ],
  [
    'in transactions, committed and rolled back',
    `await sequelize.transaction(async (transaction) => {
      await query('CREATE TABLE a (id int)', { transaction });
      await query('SELECT nonsense', { transaction }).catch(() => undefined);
      await query('CREATE TABLE b (id int)', { transaction });
    });
    await sequelize.transaction(async (transaction) => {
      await query('CREATE TABLE gone (id int)', { transaction });
      await query('SELECT nonsense', { transaction });
    }).catch(() => undefined);`,
    ['a', 'b'],
  ],
] as const)('errors caught %s undo what is theirs', async (_, body, tables) => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-a.js': revision(body), '../package.json': CATCHES });
  expect(await runProject(database, project)).toMatchObject({ failure: null });
  expect(await fetchTables(database)).toEqual(tables);
});

test('an error that gets out fails a revision that has caught others, and nothing of it is left', async () => {
  const database = await createTestDatabase();
  const text =
    revision(`await query('CREATE TABLE a (id int)'); await query('SELECT nonsense').catch(() => undefined);
    await query('SELECT more_nonsense');`);
  const project = await writeProject({ '1-a.js': text, '../package.json': CATCHES });
  const run = await runProject(database, project);
  expect(run.failure?.error).toMatchObject({ kind: 'sql-failed', sql: 'SELECT more_nonsense' });
  expect(await fetchTables(database)).toEqual([]);
  expect(await fetchRecorded(database)).toEqual([]);
});

test('a lock that was not to be had is never passed over, however the revision catches it', async () => {
  const database = await createTestDatabase();
  await database.query('CREATE TABLE held (id int)');
  const holder = await holdLock(database.url, 'LOCK held');
  const text = revision(`await query('SELECT nonsense').catch(() => undefined);
    await query('ALTER TABLE held ADD c int').catch(() => undefined);`);
  const project = await writeProject({ '1-a.js': text, '../package.json': CATCHES });
  const run = await runProject(database, project, { lockTimeoutMs: 100, lockTries: 2 });
  expect(run.failure?.error.kind).toBe('lock-timeout');
  expect(await fetchRecorded(database)).toEqual([]);
  await holder.release();
  expect(await runProject(database, project)).toMatchObject({ failure: null });
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
});

test.each(FORGOTTEN)('a forgotten await of %s is found out there as well', async (_, body) => {
  const database = await createTestDatabase();
  const text = revision(
    `await query('CREATE TABLE kept (id int)'); await query('SELECT nonsense').catch(() => {}); ${body}`,
  );
  const project = await writeProject({ '1-a.js': text, '../package.json': CATCHES });
  const run = await runProject(database, project);
  expect(run.outcome).toBe('failed');
  expect(await fetchRecorded(database)).toEqual([]);
  expect(await fetchTables(database)).toEqual([]);
});
