/** A revision without a transaction that is cut off: the log holds what of it has run. */
import { expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { fetchLogged, waitForStatement } from '../testing/databaseFacts';
import {
  revision,
  runProject,
  startProject,
  type TestProject,
  type TestRun,
  withPlace,
  writeProject,
} from '../testing/testProject';
import { waitUntil } from '../testing/waitUntil';
import { fetchLeftovers } from './leftovers';

const NAME = '1-t.js';
const CREATE = 'CREATE TABLE t (id int)';
const OUTSIDE = 'module.exports.lockstep = { transaction: false };';

const statementsLeft = async (database: TestDatabase, project: TestProject) =>
  (await withPlace(database, project, (place) => fetchLeftovers(place, NAME))).statements;

type CutOff = (run: TestRun, database: TestDatabase, pid: number) => unknown;
const terminate: CutOff = (_, database, pid) => database.query(`SELECT pg_terminate_backend(${pid})`);

test.each<readonly [string, CutOff]>([
  ['its session is terminated', terminate],
  ['it is cancelled', (run) => run.cancel()],
  ['its process is killed', (run) => run.killChild()],
])('when %s, the log holds the statements that had run, without the one that did', async (_, cutOff) => {
  const database = await createTestDatabase();
  const body = `await query('${CREATE}'); await query('SELECT pg_sleep(30)');`;
  const project = await writeProject({ [NAME]: revision(body, '', OUTSIDE) });
  const run = await startProject(database, project);
  const pid = await waitForStatement(database, 'pg_sleep(30)');
  // A process that is killed can't tell any more what it had not told yet.
  await waitUntil(() => run.snapshot().current?.statements.some(({ sql }) => sql.includes('pg_sleep')));
  await cutOff(run, database, pid);
  expect((await run.ended).steps).toMatchObject([{ status: 'interrupted' }]);
  expect(await fetchLogged(database)).toEqual([`${NAME} up interrupted none`]);
  expect(await statementsLeft(database, project)).toEqual([CREATE]);
});

test('when its session is terminated between two statements, the second has not run', async () => {
  const database = await createTestDatabase();
  const waits = `await new Promise((resolve) => setTimeout(resolve, 700)); await query('SELECT 2');`;
  const project = await writeProject({ [NAME]: revision(`await query('${CREATE}'); ${waits}`, '', OUTSIDE) });
  const run = await startProject(database, project);
  const pid = await waitUntil(async () => {
    const rows = await database.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle' AND query LIKE '${CREATE}%'`,
    );
    return rows[0]?.pid;
  });
  await terminate(run, database, pid);
  await run.ended;
  expect(await statementsLeft(database, project)).toEqual([CREATE]);
});

test('what failed is left out wherever it stands, and secrets are', async () => {
  const database = await createTestDatabase();
  const secret = `SELECT $$password 'secret'$$`;
  const body = `await query('${CREATE}'); await query(${JSON.stringify(secret)});
    try { await query('SELECT nonsense'); } finally { await query('SELECT 3'); }`;
  const project = await writeProject({ [NAME]: revision(body, '', OUTSIDE) });
  await runProject(database, project);
  expect(await statementsLeft(database, project)).toEqual([
    CREATE,
    secret.replace('secret', '***'),
    'SELECT 3',
  ]);
});

test('what a revision in a transaction had run is not there, and not told', async () => {
  const database = await createTestDatabase();
  const project = await writeProject({
    [NAME]: revision(`await query('${CREATE}'); await query('SELECT no');`),
  });
  await runProject(database, project);
  expect(await database.query('SELECT statements FROM lockstep_log')).toEqual([{ statements: null }]);
});
