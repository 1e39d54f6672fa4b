/**
 * What the scripts are for: run by psql on a copy, they leave the catalog, the rows and the ledger that a run of the
 * same revisions leaves, and the rollback leaves what was there before.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { readProject } from '../../project/readProject';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { fetchRecorded, fetchTables } from '../../testing/databaseFacts';
import { describeSchema } from '../../testing/describeSchema';
import { atEnd } from '../../testing/endings';
import { runPsql } from '../../testing/psql';
import {
  revision,
  runProject,
  type TestProject,
  testProjectAt,
  testRunner,
  writeProject,
} from '../../testing/testProject';
import { createTwin, type Twin } from '../../twin/twinKeeper';
import type { Direction } from '../plan';
import { captureHandOff } from './captureHandOff';
import type { CaptureSnapshot, HandOff } from './handOff';

let twin: Twin;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-twin-'));
  twin = createTwin({ folder });
  atEnd(async () => {
    await twin.stop();
    await rm(folder, { recursive: true, force: true });
  });
});

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const DEMO = testProjectAt(at('../../../../migrations'), '.');
const realProject = (name: string) => testProjectAt(at(`../../testing/projects/${name}`));

test.each([
  ['demo', DEMO],
  ['transactions', realProject('transactions')],
  ['raw', realProject('raw')],
  ['concurrently', realProject('concurrently')],
])(
  'the script of %s does what its upgrade does, and its rollback takes that back',
  async (_name, project) => {
    const [ours, theirs] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const { sql, rollbackSql } = await handOff(project, 'up', 'head', []);
    expect((await runProject(ours, project)).failure).toBeNull();
    expect(await runPsql(theirs, sql)).toMatchObject({ code: 0 });
    expect(await describe(theirs)).toEqual(await describe(ours));

    expect((await runProject(ours, project, { direction: 'down', target: 'base' })).failure).toBeNull();
    expect(await runPsql(theirs, rollbackSql ?? '')).toMatchObject({ code: 0 });
    expect(await describe(theirs)).toEqual(await describe(ours));
  },
  90_000,
);

const AWKWARD = {
  '1-notes.js': revision(
    `await query('CREATE TABLE notes (id serial PRIMARY KEY, body text, extra jsonb, tags text[], raw bytea)');`,
    `await query('DROP TABLE notes');`,
  ),
  '2-values.js': revision(
    `await query('INSERT INTO notes (body, extra, tags, raw) VALUES ($1, $2, $3, $4)', {
       bind: ["it's $1 \\\\ :'HOST' :USER", JSON.stringify({ a: "b'c" }), ['x,y', 'z"'], Buffer.from([0, 39, 255])],
     });
     await queryInterface.bulkInsert('notes', [{ body: 'ünï ✓ \\n :DBNAME' }, { body: null }]);
     await query("SELECT set_config('shop.actor', 'me', true)");
     await query("INSERT INTO notes (body) VALUES (current_setting('shop.actor'))");`,
    `await query('TRUNCATE notes');`,
  ),
  '3-dollar.sql':
    'DO $do$ BEGIN EXECUTE \'CREATE TABLE "we""ird" (a int)\'; END $do$;\nSELECT \'\\\\g\' AS x;\n',
  '3-dollar.down.sql': 'DROP TABLE "we""ird";\n',
};

test('bind parameters, quotes, backslashes and what psql would take for its own come through', async () => {
  const project = await writeProject(AWKWARD);
  const [ours, theirs] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const { sql } = await handOff(project, 'up', 'head', []);
  expect((await runProject(ours, project)).failure).toBeNull();
  expect(await runPsql(theirs, sql)).toMatchObject({ code: 0 });
  const rows = (database: TestDatabase) =>
    database.query(`SELECT id, body, extra, tags, encode(raw, 'hex') AS raw FROM notes ORDER BY id`);
  expect(await rows(theirs)).toEqual(await rows(ours));
  expect(await describe(theirs)).toEqual(await describe(ours));
});

test('a script is for one state of the database, and says so on another without running anything', async () => {
  const project = await writeProject(AWKWARD);
  const database = await createTestDatabase();
  const { sql } = await handOff(project, 'up', '2-values', ['1-notes.js']);
  const refused = await runPsql(database, sql);
  expect(refused.code).toBe(3);
  expect(refused.output).toMatch(/1-notes\.js must be in .* and is not. Nothing was run/);
  expect(await fetchTables(database)).toEqual([]);
  await runProject(database, project, { target: '1-notes' });
  expect(await runPsql(database, sql)).toMatchObject({ code: 0 });
  expect(await fetchRecorded(database)).toEqual(['1-notes.js', '2-values.js']);
  expect((await runPsql(database, sql)).output).toMatch(/2-values\.js must not be in/);
});

test('a range says itself where it begins, and a downgrade goes the other way', async () => {
  const project = await writeProject(AWKWARD);
  const up = await handOff(project, 'up', '1-notes:3-dollar', []);
  expect(up.steps.map(({ name }) => name)).toEqual(['2-values.js', '3-dollar.sql']);
  expect(up).toMatchObject({ from: ['1-notes.js'], to: ['3-dollar.sql'] });
  const down = await handOff(project, 'down', '3-dollar:1-notes', []);
  expect(down.steps.map(({ name }) => name)).toEqual(['3-dollar.sql', '2-values.js']);
  expect(down).toMatchObject({ from: ['3-dollar.sql'], to: ['1-notes.js'] });
});

test('a revision that fails is named', async () => {
  const project = await writeProject({
    '1-a.sql': 'CREATE TABLE a (id int);',
    '2-bad.sql': 'CREATE TABLE b (id wrong);',
  });
  const last = (await snapshots(project, 'up', 'head', [])).at(-1);
  expect(last).toMatchObject({
    phase: 'failed',
    revision: '2-bad.sql',
    error: { kind: 'sql-failed', message: expect.stringMatching(/wrong/) },
  });
});

test('a capture that nobody wants any more ends', async () => {
  const project = await writeProject({ '1-slow.sql': 'SELECT pg_sleep(60);' });
  const stop = new AbortController();
  const begun = performance.now();
  for await (const snapshot of capture(project, 'up', 'head', [], stop.signal)) {
    if (snapshot.phase === 'capturing') stop.abort();
  }
  expect(performance.now() - begun).toBeLessThan(20_000);
});

async function describe(database: TestDatabase) {
  const schema = (await describeSchema(database)).filter((line) => !line.includes('lockstep_log'));
  return { schema, ledger: await fetchRecorded(database) };
}

async function handOff(
  project: TestProject,
  direction: Direction,
  target: string,
  applied: readonly string[],
): Promise<HandOff> {
  const last = (await snapshots(project, direction, target, applied)).at(-1);
  if (last?.phase === 'done') return last.handOff;
  throw new Error(JSON.stringify(last));
}

async function snapshots(
  project: TestProject,
  direction: Direction,
  target: string,
  applied: readonly string[],
): Promise<readonly CaptureSnapshot[]> {
  const all: CaptureSnapshot[] = [];
  const { signal } = new AbortController();
  for await (const snapshot of capture(project, direction, target, applied, signal)) all.push(snapshot);
  return all;
}

async function* capture(
  { folder, reading }: TestProject,
  direction: Direction,
  target: string,
  applied: readonly string[],
  signal: AbortSignal,
) {
  yield* captureHandOff({
    project: await readProject(folder, reading),
    isTrusted: true,
    direction,
    target,
    applied,
    spawnRunner: testRunner,
    twin,
    lockTimeoutMs: 3000,
    signal,
  });
}
