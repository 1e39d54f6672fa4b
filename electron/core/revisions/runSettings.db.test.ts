/** What a revision sets for its session, and what can still go wrong when its own code is done. */
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/createTestDatabase';
import { fetchColumn, fetchLogged, fetchRecorded, fetchTables } from '../testing/databaseFacts';
import { revision, runProject, writeProject } from '../testing/testProject';

const SEEN = `SELECT concat_ws(' | ', current_setting('lock_timeout'), current_setting('search_path'), current_user, session_user,
  current_setting('default_transaction_read_only'), current_setting('TimeZone'), current_setting('application_name')) AS seen`;
const look = (name: string) =>
  revision(`await query("CREATE TABLE ${name} AS ${SEEN.replaceAll('\n', ' ')}");`);

test.each([
  ['SET lock_timeout', `await query('SET lock_timeout = 0');`],
  [
    'SET search_path',
    `await query('CREATE SCHEMA other'); await query('SET search_path TO other'); await query('CREATE TABLE inside (id int)');`,
  ],
  ['SET ROLE', `await query('SET ROLE pg_read_all_data');`],
  ['SET SESSION AUTHORIZATION', `await query('SET SESSION AUTHORIZATION pg_read_all_data');`],
  ['SET default_transaction_read_only', `await query('SET default_transaction_read_only = on');`],
  ['RESET ALL', `await query('RESET ALL');`],
  [
    'set_config()',
    `await query("SELECT set_config('lock_timeout', '0', false), set_config('role', 'pg_read_all_data', false)");`,
  ],
  ['SET TIME ZONE', `await query("SET TIME ZONE 'Asia/Tokyo'");`],
  ['SET application_name', `await query("SET application_name = 'somebody else'");`],
])('%s in one revision does not reach the next, nor who writes the ledger', async (_, body) => {
  const database = await createTestDatabase();
  const project = await writeProject({
    '1-look.js': look('before'),
    '2-set.js': revision(body),
    '3-look.js': look('after'),
  });
  const run = await runProject(database, project);
  expect(run.failure).toBeNull();
  const [before] = await fetchColumn(database, 'SELECT seen FROM before');
  expect(before).toContain('3s | ');
  expect(await fetchColumn(database, 'SELECT seen FROM after')).toEqual([before]);
  expect(await fetchRecorded(database)).toHaveLength(3);
  expect(await fetchLogged(database)).toHaveLength(3);
});

test('a deferred constraint that fails at COMMIT: nothing is left, and the constraint is named', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  const text =
    revision(`await query('CREATE TABLE child (id int CONSTRAINT child_parent REFERENCES orders DEFERRABLE INITIALLY DEFERRED)');
    await query('INSERT INTO child VALUES (999)');`);
  const run = await runProject(database, await writeProject({ '1-a.js': text }));
  expect(run.steps).toMatchObject([{ status: 'failed' }]);
  expect(run.failure?.error).toMatchObject({
    kind: 'sql-failed',
    sqlstate: '23503',
    constraint: 'child_parent',
  });
  expect(run.failure?.databaseState).toBe('The database is as it was before this revision.');
  expect(await fetchTables(database)).not.toContain('child');
  expect(await fetchRecorded(database)).toEqual([]);
});

test.each(['SequelizeMeta', 'lockstep_log'])(
  'a trigger on %s that raises undoes the revision',
  async (table) => {
    const database = await createTestDatabase();
    const project = await writeProject({ '1-a.js': revision(`await query('CREATE TABLE a (id int)');`) });
    await runProject(database, project);
    await runProject(database, project, { direction: 'down' });
    await database.query(`DROP TABLE a; CREATE FUNCTION raise() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN RAISE EXCEPTION 'no history today'; END $$;
    CREATE TRIGGER raises BEFORE INSERT ON "${table}" FOR EACH ROW EXECUTE FUNCTION raise()`);
    const run = await runProject(database, project);
    expect(run.failure?.error.message).toMatch(/no history today/);
    expect(run.steps).toMatchObject([{ status: 'failed' }]);
    expect(await fetchTables(database)).toEqual([]);
    expect(await fetchRecorded(database)).toEqual([]);
  },
);

test('a ledger row that another tool takes away while a downgrade runs fails that downgrade', async () => {
  const database = await createTestDatabase();
  const text = revision(
    `await query('CREATE TABLE a (id int)');`,
    `await query('DROP TABLE a'); await query('DELETE FROM "SequelizeMeta"');`,
  );
  const project = await writeProject({ '1-a.js': text });
  await runProject(database, project);
  const run = await runProject(database, project, { direction: 'down' });
  expect(run.failure?.error.kind).toBe('files-changed');
  expect(await fetchTables(database)).toEqual(['a']);
});

test('passwords in a revision’s statements are not kept in the log', async () => {
  const database = await createTestDatabase();
  const text = revision(`await query("DO $do$ BEGIN END $do$; /* ALTER ROLE x PASSWORD 'geheim' */");
    await query("CREATE TABLE a (password text DEFAULT 'open')");`);
  await runProject(database, await writeProject({ '1-a.js': text }));
  const [statements] = await fetchColumn(database, 'SELECT statements::text FROM lockstep_log');
  expect(statements).not.toContain('geheim');
});
