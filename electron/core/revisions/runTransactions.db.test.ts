/** What sequelize.transaction() means inside a revision: a savepoint in the one transaction. */
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/createTestDatabase';
import { fetchColumn, fetchLogged, fetchRecorded, fetchTables } from '../testing/databaseFacts';
import { revision, runProject, writeProject } from '../testing/testProject';

const MANAGED = `await sequelize.transaction(async (transaction) => {
  await query('CREATE TABLE managed (xid text)', { transaction });
  await query("INSERT INTO managed SELECT pg_current_xact_id()::text", { transaction });
});`;
const WITHOUT_OPTION = `await sequelize.transaction(async () => {
  await queryInterface.createTable('managed', { xid: Sequelize.TEXT });
  await query("INSERT INTO managed SELECT pg_current_xact_id()::text");
});`;
const UNMANAGED = `const transaction = await sequelize.transaction();
  await queryInterface.createTable('managed', { xid: Sequelize.TEXT }, { transaction });
  await query("INSERT INTO managed SELECT pg_current_xact_id()::text", { transaction });
  await transaction.commit();`;
const NESTED = `await sequelize.transaction(async (outer) => {
  await query('CREATE TABLE managed (xid text)', { transaction: outer });
  await sequelize.transaction({ transaction: outer }, async (inner) => {
    await query("INSERT INTO managed SELECT pg_current_xact_id()::text", { transaction: inner });
  });
});`;
const ISOLATION = `await sequelize.transaction({ isolationLevel: 'READ COMMITTED' }, async (transaction) => {
  await query('CREATE TABLE managed (xid text)', { transaction });
  await query("INSERT INTO managed SELECT pg_current_xact_id()::text", { transaction });
});`;

test.each([
  ['managed, with { transaction } passed', MANAGED],
  ['managed, without passing it', WITHOUT_OPTION],
  ['unmanaged', UNMANAGED],
  ['nested', NESTED],
  ['with an isolation level', ISOLATION],
])('a transaction of the revision, %s, is a savepoint in the one transaction', async (_, body) => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '1-a.js': revision(`await query('CREATE TABLE outside (xid text)');
      await query('INSERT INTO outside SELECT pg_current_xact_id()::text');\n${body}`),
  });
  const run = await runProject(database, project);
  expect(run.failure).toBeNull();
  const [outside] = await fetchColumn(database, 'SELECT xid FROM outside');
  expect(await fetchColumn(database, 'SELECT xid FROM managed')).toEqual([outside]);
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
  expect(await fetchLogged(database)).toEqual(['1-a.js up done own']);
});

test('a failure after a committed transaction of the revision undoes that one, too', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-a.js': revision(`${MANAGED}\nthrow new Error('later');`) });
  const run = await runProject(database, project);
  expect(run.failure?.error).toMatchObject({
    kind: 'code-failed',
    message: expect.stringContaining('later'),
  });
  expect(await fetchTables(database)).toEqual([]);
  expect(await fetchRecorded(database)).toEqual([]);
});

test.each([
  [
    'by throwing',
    `await sequelize.transaction(async () => {
      await query('CREATE TABLE undone (id int)');
      throw new Error('on purpose');
    }).catch((error) => { if (error.message !== 'on purpose') throw error; });`,
  ],
  [
    'by rollback()',
    `const transaction = await sequelize.transaction();
    await query('CREATE TABLE undone (id int)', { transaction });
    await transaction.rollback();`,
  ],
  [
    'because a statement failed in it',
    `await sequelize.transaction(async () => {
      await query('CREATE TABLE undone (id int)');
      await query('SELECT nonsense');
    }).catch(() => undefined);`,
  ],
])('a transaction that is rolled back on purpose, %s, leaves the rest to be recorded', async (_, body) => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '1-a.js': revision(
      `await query('CREATE TABLE before (id int)');\n{ ${body} }\nawait query('CREATE TABLE after (id int)');`,
    ),
  });
  expect((await runProject(database, project)).failure).toBeNull();
  expect(await fetchTables(database)).toEqual(['after', 'before']);
  expect(await fetchRecorded(database)).toEqual(['1-a.js']);
});

const ENDINGS: readonly (readonly [sql: string, word: string])[] = [
  ['COMMIT', 'COMMIT'],
  ['commit;', 'COMMIT'],
  ['END', 'END'],
  ['END TRANSACTION', 'END'],
  ['ABORT', 'ABORT'],
  ['ROLLBACK', 'ROLLBACK'],
  ['rollback work', 'ROLLBACK'],
  ['COMMIT AND CHAIN', 'COMMIT'],
  ['ROLLBACK AND CHAIN', 'ROLLBACK'],
  [`PREPARE TRANSACTION 'mine'`, 'PREPARE TRANSACTION'],
  ['-- done\nCOMMIT', 'COMMIT'],
  ['/* done */ ROLLBACK', 'ROLLBACK'],
  ['/* /* nested */ */ COMMIT', 'COMMIT'],
];

test('COMMIT, ROLLBACK, END, ABORT and PREPARE TRANSACTION are refused before they are sent, and nothing is left', async () => {
  const database = await createTestDatabase();
  const text = revision(`await query('CREATE TABLE half (id int)');
    for (const sql of ${JSON.stringify(ENDINGS.map(([sql]) => sql))}) {
      await query(sql).then(() => console.log('sent ' + sql), (error) => console.log(error.message));
    }
    await query('CREATE TABLE other (id int)');`);
  const run = await runProject(database, await writeProject({ '1-a.js': text }));
  const told = run.output.trim().split('\n');
  expect(told).toEqual(ENDINGS.map(([, word]) => expect.stringContaining(`sends ${word} itself`)));
  expect(run.failure?.error).toMatchObject({ kind: 'code-failed', message: told[0] });
  expect(await fetchTables(database)).toEqual([]);
  expect(await fetchRecorded(database)).toEqual([]);
});

test('a refused COMMIT that the code catches still fails the revision', async () => {
  const database = await createTestDatabase();
  const text = revision(`await query('CREATE TABLE half (id int)');
    try { await query('ROLLBACK'); } catch {}
    await query('CREATE TABLE other (id int)');`);
  const run = await runProject(database, await writeProject({ '1-a.js': text }));
  expect(run.failure?.error.message).toMatch(/sends ROLLBACK itself/);
  expect(await fetchTables(database)).toEqual([]);
});

test('ROLLBACK TO SAVEPOINT, COMMIT PREPARED and ROLLBACK PREPARED are not mistaken for an end', async () => {
  const database = await createTestDatabase();
  const text = revision(`await query('SAVEPOINT mine');
    await query('CREATE TABLE undone (id int)');
    await query('ROLLBACK TO SAVEPOINT mine');
    await query('RELEASE SAVEPOINT mine');
    await query("COMMENT ON SCHEMA public IS 'commit; rollback; end'");
    await query('CREATE TABLE kept (id int)');`);
  const run = await runProject(database, await writeProject({ '1-a.js': text }));
  expect(run.failure).toBeNull();
  expect(await fetchTables(database)).toEqual(['kept']);
});

test.each([
  ['COMMIT behind another statement', 'CREATE TABLE kept (id int); COMMIT'],
  ['COMMIT and a new BEGIN', 'CREATE TABLE kept (id int); COMMIT; BEGIN'],
  ['COMMIT AND CHAIN in the middle', 'CREATE TABLE kept (id int); COMMIT AND CHAIN; SELECT 1'],
  ['COMMIT behind an empty statement', ';COMMIT'],
])('%s is found out by the transaction id, never recorded, and said to be permanent', async (_, sql) => {
  const database = await createTestDatabase();
  const text = revision(`await query('CREATE TABLE before (id int)');
    await query(${JSON.stringify(sql)});
    await query('CREATE TABLE later (id int)').catch(() => undefined);`);
  const project = await writeProject({ '1-a.js': text, '2-b.js': revision(`await query('SELECT 1')`) });
  const run = await runProject(database, project);
  expect(run.outcome).toBe('failed');
  expect(run.failure?.error.message).toMatch(/ended the transaction that Lockstep began/);
  expect(run.failure?.databaseState).toMatch(/what it committed stays/);
  expect(run.steps.map(({ status }) => status)).toEqual(['interrupted', 'not-reached']);
  expect(await fetchRecorded(database)).toEqual([]);
  expect(await fetchLogged(database)).toEqual(['1-a.js up interrupted own']);
  expect(await fetchTables(database)).toContain('before');
});

test.each([
  ['a ROLLBACK', 'SELECT 1; ROLLBACK'],
  ['a ROLLBACK and a new BEGIN', 'SELECT 1; ROLLBACK; BEGIN'],
])('%s hidden behind another statement is never recorded', async (_, sql) => {
  const database = await createTestDatabase();
  const text = revision(`await query('CREATE TABLE before (id int)'); await query(${JSON.stringify(sql)});`);
  const run = await runProject(database, await writeProject({ '1-a.js': text }));
  expect(run.failure?.error.message).toMatch(/ended the transaction that Lockstep began/);
  expect(await fetchRecorded(database)).toEqual([]);
  expect(await fetchTables(database)).toEqual([]);
});

test.each([
  ['a DO block', `DO $$ BEGIN COMMIT; END $$`],
  ['a procedure', `CREATE PROCEDURE ends() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$; CALL ends()`],
])('COMMIT in %s is refused by the server, and nothing is left', async (_, sql) => {
  const database = await createTestDatabase();
  const text = revision(`await query('CREATE TABLE half (id int)'); await query(${JSON.stringify(sql)});`);
  const run = await runProject(database, await writeProject({ '1-a.js': text }));
  expect(run.failure?.error).toMatchObject({ kind: 'sql-failed', sqlstate: '2D000' });
  expect(await fetchTables(database)).toEqual([]);
});
