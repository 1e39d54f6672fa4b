/** What a run has prepared in its session belongs to the project's code as well, which may take it away. */
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/createTestDatabase';
import { fetchColumn, fetchLogged, fetchRecorded, fetchTables } from '../testing/databaseFacts';
import { revision, runProject, writeProject } from '../testing/testProject';

const names = (sql: string) => `SELECT string_agg(name, ' ' ORDER BY name) FROM pg_prepared_statements${sql}`;
/** Which statements are prepared where the revision writes it down. */
const NOTE = `await query("INSERT INTO seen ${names('')}");`;
const FIRST = {
  '0.js': revision(`await query('CREATE TABLE seen (names text)'); ${NOTE}`),
  '1.js': revision(NOTE),
};
const LAST = { '8.js': revision(NOTE), '9.js': revision(NOTE) };
const BOTH = 'lockstep_begin lockstep_record';

const TAKEN: readonly (readonly [what: string, body: string, then: string])[] = [
  ['DEALLOCATE ALL', `await query('DEALLOCATE ALL');`, BOTH],
  ['DEALLOCATE of one', `await query('DEALLOCATE lockstep_record');`, BOTH],
  ['a function that hides it', `await query("DO $$ BEGIN EXECUTE 'DEALLO' || 'CATE ALL'; END $$");`, 'null'],
  [
    'a function that hides it for the one that begins',
    `await query("DO $$ BEGIN EXECUTE 'DEALLO' || 'CATE lockstep_begin'; END $$");`,
    'lockstep_record',
  ],
];

test.each(TAKEN)(
  'a revision that takes them away with %s is recorded, and so are those after it',
  async (_, body, then) => {
    const database = await createTestDatabase();
    const project = await writeProject({ ...FIRST, '5.js': revision(body), ...LAST });
    expect(await runProject(database, project)).toMatchObject({ failure: null });
    expect(await fetchRecorded(database)).toEqual(['0.js', '1.js', '5.js', '8.js', '9.js']);
    expect(await fetchLogged(database)).toHaveLength(5);
    expect(await fetchColumn(database, 'SELECT names FROM seen')).toEqual([BOTH, BOTH, then, then]);
  },
);

test('outside a transaction DISCARD ALL takes them away, and they are prepared again', async () => {
  const database = await createTestDatabase();
  const discard = revision(
    `await query('DISCARD ALL');`,
    '',
    'module.exports.lockstep = { transaction: false };',
  );
  const project = await writeProject({ ...FIRST, '5.js': discard, ...LAST });
  expect(await runProject(database, project)).toMatchObject({ failure: null });
  expect(await fetchColumn(database, 'SELECT names FROM seen')).toEqual([BOTH, BOTH, BOTH, BOTH]);
});

test('a COMMIT hidden together with a DEALLOCATE is not taken for a try that left nothing', async () => {
  const database = await createTestDatabase();
  const hidden = `await query("CREATE TABLE h (id int); DO $$ BEGIN EXECUTE 'DEALLO' || 'CATE ALL'; END $$; COMMIT; BEGIN");`;
  const project = await writeProject({ ...FIRST, '5.js': revision(hidden), ...LAST });
  const run = await runProject(database, project);
  expect(run.steps.map(({ status }) => status)).toEqual([
    'applied',
    'applied',
    'interrupted',
    'not-reached',
    'not-reached',
  ]);
  expect(await fetchTables(database)).toEqual(['h', 'seen']);
  expect(await fetchRecorded(database)).toEqual(['0.js', '1.js']);
});

test('a ledger whose column changes its type in the middle is written on', async () => {
  const database = await createTestDatabase();
  const alter = (type: string) =>
    revision(`await query('ALTER TABLE "SequelizeMeta" ALTER name TYPE ${type}');`, NOTE);
  const project = await writeProject({ ...FIRST, '5.js': alter('text'), '6.js': alter('char(60)'), ...LAST });
  expect(await runProject(database, project)).toMatchObject({ failure: null });
  const down = await runProject(database, project, { direction: 'down', target: '1.js' });
  expect(down).toMatchObject({ failure: null });
  expect((await fetchRecorded(database)).map((name) => name.trim())).toEqual(['0.js', '1.js']);
});
