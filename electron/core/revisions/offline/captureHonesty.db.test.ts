/** What a script can't promise is said, and what it may not touch it does not. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { fetchRecorded, fetchTables } from '../../testing/databaseFacts';
import { atEnd } from '../../testing/endings';
import { runPsql } from '../../testing/psql';
import { revision, runProject, startProject, withPlace, writeProject } from '../../testing/testProject';
import { captureProject, captureToEnd, startTestTwin } from '../../testing/testTwin';
import { fetchLedger } from '../ledger';
import type { CaptureSnapshot } from './handOff';

const twin = startTestTwin();
const CREATE_A = { '1-a.sql': 'CREATE TABLE a (id serial, b text);', '1-a.down.sql': 'DROP TABLE a;' };

test('an error that the code has caught is left out and told', async () => {
  const project = await writeProject({
    ...CREATE_A,
    '2-b.js': revision(
      `await sequelize.transaction(() => query('ALTER TABLE nowhere ADD c int')).catch(() => undefined);
       await query('ALTER TABLE a ADD c int');`,
    ),
  });
  const { sql, notes } = await captureToEnd(twin(), project);
  expect(notes).toEqual([
    '2-b.js went on after an error (relation "nowhere" does not exist). Where that statement does not fail, what it does next may differ.',
  ]);
  const database = await createTestDatabase();
  expect(await runPsql(database, sql)).toMatchObject({ code: 0 });
  expect(await fetchTables(database)).toEqual(['a']);
});

test('an answer of RETURNING that later statements may hold is told, the last one’s is not', async () => {
  const insert = `const [[{ id }]] = await query("INSERT INTO a (b) VALUES ('x') RETURNING id");`;
  const project = await writeProject({
    ...CREATE_A,
    '2-uses.js': revision(`${insert} await query('UPDATE a SET b = ' + id + ' WHERE id = ' + id);`),
    '3-ends.js': revision(insert),
  });
  const { notes } = await captureToEnd(twin(), project);
  expect(notes.filter((note) => note.includes('RETURNING')).map((note) => note.split(' ')[0])).toEqual([
    '2-uses.js',
  ]);
});

test('a read of rows stays as a comment, and one of the catalog is not in the script at all', async () => {
  const project = await writeProject({
    ...CREATE_A,
    '2-b.js': revision(
      `await query('SELECT id\\nFROM a'); await queryInterface.describeTable('a'); await query('SELECT nextval(\\'a_id_seq\\')');`,
    ),
  });
  const { steps, notes } = await captureToEnd(twin(), project);
  const [, second] = steps;
  expect(second?.sql).toContain('-- Left out, because it only reads:\n--   SELECT id\n--   FROM a\n');
  expect(second?.sql).toContain("\nSELECT nextval('a_id_seq');\n");
  expect(second?.sql).not.toMatch(/information_schema/);
  expect(notes[0]).toMatch(/^2-b\.js read rows of a while it ran here on an empty copy/);
});

test('without a way back there is no rollback, and the reason is told', async () => {
  const project = await writeProject({ '1-a.sql': 'CREATE TABLE a ();' });
  const { rollbackSql, notes, files } = await captureToEnd(twin(), project);
  expect(rollbackSql).toBeNull();
  expect(notes).toEqual([
    expect.stringMatching(/^There is no script for the way back: 1-a\.sql has no down/),
  ]);
  expect(files.map(({ name }) => name)).toEqual(['upgrade.sql', 'README.txt', 'SHA256SUMS']);
});

test('a project that may not run its code is not captured either, not even its .sql', async () => {
  const project = await writeProject(CREATE_A);
  const capturing = captureToEnd(twin(), project, { isTrusted: false });
  await expect(capturing).rejects.toThrow(/is not trusted yet/);
});

test('the same revisions give the same script, byte by byte', async () => {
  const project = await writeProject({
    ...CREATE_A,
    '2-b.js': revision(`await sequelize.transaction(async (transaction) => {
      await sequelize.transaction({ transaction }, () => query('ALTER TABLE a ADD c int')); });`),
  });
  const [first, second] = [await captureToEnd(twin(), project), await captureToEnd(twin(), project)];
  expect(second.files).toEqual(first.files);
  expect(first.sql).toContain('SAVEPOINT "savepoint_1";');
});

test('SHA256SUMS holds the sum of every file of the bundle and of the revisions', async () => {
  const project = await writeProject(CREATE_A);
  const { files } = await captureToEnd(twin(), project);
  const lines = files.find(({ name }) => name === 'SHA256SUMS')?.text.split('\n') ?? [];
  const sum = (text: string) => createHash('sha256').update(text).digest('hex');
  const others = files.filter(({ name }) => name !== 'SHA256SUMS');
  expect(lines.filter((line) => /^\w/.test(line))).toEqual(
    others.map(({ name, text }) => `${sum(text)}  ${name}`),
  );
  expect(lines).toContain(`# ${sum(CREATE_A['1-a.sql'])}  1-a.sql`);
});

test('a ledger with columns of times, in a schema of the role’s search_path, is written as it is', async () => {
  const project = await writeProject({
    '1-a.js': revision(`await query('CREATE TABLE a ()');`, `await query('DROP TABLE a');`),
  });
  const database = await createTestDatabase();
  await database.query(`CREATE SCHEMA "App"; ALTER DATABASE ${database.name} SET search_path = "App", public;
    CREATE TABLE "App"."SequelizeMeta" (name text PRIMARY KEY, "createdAt" timestamptz NOT NULL, "updatedAt" timestamptz NOT NULL)`);
  const ledger = await withPlace(database, project, ({ connection }) =>
    fetchLedger(connection.watch, { table: 'SequelizeMeta', schema: null }),
  );
  const { sql, rollbackSql } = await captureToEnd(twin(), project, { ledger });
  expect(await runPsql(database, sql)).toMatchObject({ code: 0 });
  const rows = () =>
    database.query(
      `SELECT name, "createdAt" > now() - interval '1 hour' AS recent FROM "App"."SequelizeMeta"`,
    );
  expect(await rows()).toEqual([{ name: '1-a.js', recent: true }]);
  expect(await runPsql(database, rollbackSql ?? '')).toMatchObject({ code: 0 });
  expect(await rows()).toEqual([]);
});

test('a script and a run keep each other out', async () => {
  const project = await writeProject({
    '1-a.sql': 'CREATE TABLE a ();',
    '2-slow.sql': 'SELECT pg_sleep(3);',
  });
  const { sql } = await captureToEnd(twin(), project, { target: '1-a' });
  const database = await createTestDatabase();
  const run = await startProject(database, project, { target: '2-slow' });
  await untilRecorded(database, '1-a.sql');
  await database.query(`DELETE FROM "SequelizeMeta"`);
  expect(await runPsql(database, sql)).toMatchObject({
    code: 3,
    output: expect.stringMatching(/Somebody else is running revisions on this database\. Nothing was run/),
  });
  run.cancel();
  await run.ended;
});

test('an index that a failed build has left INVALID is not taken for built', async () => {
  const project = await writeProject({
    ...CREATE_A,
    '2-i.sql': '-- lockstep:\n--   transaction: false\nCREATE INDEX CONCURRENTLY IF NOT EXISTS i ON a (b);',
  });
  const { sql } = await captureToEnd(twin(), project, { applied: ['1-a.sql'] });
  const database = await createTestDatabase();
  await runProject(database, project, { target: '1-a' });
  await database.query(
    `CREATE INDEX i ON a (b); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass`,
  );
  expect(await runPsql(database, sql)).toMatchObject({
    code: 3,
    output: expect.stringMatching(/is INVALID/),
  });
  expect(await fetchRecorded(database)).toEqual(['1-a.sql']);
});

test('variables and settings of somebody’s psql change nothing', async () => {
  const project = await writeProject({
    '1-a.sql': `CREATE TABLE a AS SELECT (ARRAY[1, 2, 3])[HOST:DBNAME] AS x FROM (SELECT 2 AS "host", 3 AS dbname) b;`,
  });
  const { sql } = await captureToEnd(twin(), project);
  const database = await createTestDatabase();
  const settings = [
    '-v',
    'AUTOCOMMIT=off',
    '-v',
    'ON_ERROR_ROLLBACK=on',
    '-v',
    'DBNAME=1',
    '-v',
    'FETCH_COUNT=1',
  ];
  expect(await runPsql(database, sql, settings)).toMatchObject({ code: 0 });
  expect(await database.query('SELECT x FROM a')).toEqual([{ x: [2, 3] }]);
});

test('code that brings its own connection reaches no server, and is told why', async () => {
  let connections = 0;
  const elsewhere = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  atEnd(async () => void elsewhere.close());
  const address = elsewhere.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const own = (url: string) => `const { Sequelize: Own } = require('sequelize');
    const own = new Own(${url}, { logging: false }); await own.query('CREATE TABLE mine ()'); await own.close();`;
  const project = await writeProject({
    ...CREATE_A,
    '2-elsewhere.js': revision(own(`'postgres://u:p@127.0.0.1:${port}/dev'`)),
    '3-same.js': revision(
      own(`(({ host, port, database, username, password }) =>
        'postgres://' + username + ':' + password + '@' + host + ':' + port + '/' + database)(sequelize.config)`),
    ),
    '4-b.sql': 'CREATE TABLE b ();',
  });
  for (const applied of [['1-a.sql'], ['1-a.sql', '2-elsewhere.js']]) {
    expect(await lastOf(captureProject(twin(), project, { applied }))).toMatchObject({
      phase: 'failed',
      revision: '2-elsewhere.js',
      error: { message: expect.stringMatching(/is not reached while SQL is captured/) },
    });
  }
  await project.remove('2-elsewhere.js');
  expect(await lastOf(captureProject(twin(), project, { applied: ['1-a.sql'] }))).toMatchObject({
    phase: 'failed',
    revision: '3-same.js',
    error: { message: expect.stringMatching(/may only use the queryInterface/) },
  });
  const replayed = await captureToEnd(twin(), project, { applied: ['1-a.sql', '3-same.js'] });
  expect(replayed.steps.map(({ name }) => name)).toEqual(['4-b.sql']);
  expect(connections).toBe(0);
});

async function lastOf(snapshots: AsyncIterable<CaptureSnapshot>): Promise<CaptureSnapshot | null> {
  let last: CaptureSnapshot | null = null;
  for await (const snapshot of snapshots) last = snapshot;
  return last;
}

async function untilRecorded(database: TestDatabase, name: string): Promise<void> {
  while (!(await fetchRecorded(database)).includes(name))
    await new Promise((resolve) => setTimeout(resolve, 50));
}
