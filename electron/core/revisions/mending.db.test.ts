/** A file that changed since it ran, and a run that was cut off: seen, shown, and put right. */
import { expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { fetchColumn, fetchLogged, fetchRecorded, fetchTables } from '../testing/databaseFacts';
import {
  fetchRow,
  revision,
  runProject,
  type TestProject,
  withPlace,
  writeProject,
} from '../testing/testProject';
import { createTestRole } from '../testing/testRole';
import { acceptChange } from './acceptChange';
import { fetchLeftovers, runRepair } from './leftovers';
import { fetchDifference, fetchRevisionLog } from './revisionLog';

const BEFORE = 'CREATE TABLE a (id int);\n';
const AFTER = 'CREATE TABLE a (id int, note text);\n';
const NAME = '1-a.sql';

async function openChanged() {
  const database = await createTestDatabase();
  const project = await writeProject({ [NAME]: BEFORE });
  await runProject(database, project);
  await project.write({ [NAME]: AFTER });
  return { database, project };
}

const difference = (database: TestDatabase, project: TestProject) =>
  withPlace(database, project, (place) => fetchDifference(place, NAME));
const accept = (database: TestDatabase, project: TestProject, checksum: string) =>
  withPlace(database, project, (place) =>
    acceptChange(place, { name: NAME, checksum, reason: 'note was there already', runBy: 'ada@host' }),
  );

test('a changed file shows the text that ran beside the one that is there', async () => {
  const { database, project } = await openChanged();
  expect((await fetchRow(database, project, NAME)).state).toBe('changed');
  expect(await difference(database, project)).toMatchObject({ name: NAME, before: BEFORE, after: AFTER });
});

test('an accepted change counts as applied, with who and why, until the file changes again', async () => {
  const { database, project } = await openChanged();
  const { afterChecksum } = await difference(database, project);
  await accept(database, project, afterChecksum);
  expect(await fetchRow(database, project, NAME)).toMatchObject({
    state: 'applied',
    durationMs: expect.any(Number),
  });
  const [latest] = await withPlace(database, project, (place) => fetchRevisionLog(place, NAME));
  expect(latest).toMatchObject({ outcome: 'accepted', runBy: 'ada@host', note: 'note was there already' });
  await expect(accept(database, project, afterChecksum)).rejects.toThrow(
    /not an applied revision whose file has changed/,
  );
  await project.write({ [NAME]: BEFORE });
  expect((await fetchRow(database, project, NAME)).state).toBe('changed');
  expect(await difference(database, project)).toMatchObject({ before: AFTER, after: BEFORE });
});

test('what was not looked at is not accepted', async () => {
  const { database, project } = await openChanged();
  const { afterChecksum } = await difference(database, project);
  await project.write({ [NAME]: `${AFTER}-- more\n` });
  await expect(accept(database, project, afterChecksum)).rejects.toMatchObject({
    info: { kind: 'files-changed' },
  });
  expect(await fetchLogged(database)).toEqual([`${NAME} up done own`]);
});

test('a revision that another tool applied has no earlier text, which is said', async () => {
  const { database, project } = await openChanged();
  await database.query('DELETE FROM lockstep_log');
  expect(await difference(database, project)).toMatchObject({
    before: null,
    beforeChecksum: null,
    after: AFTER,
  });
  expect(await withPlace(database, project, (place) => fetchRevisionLog(place, NAME))).toEqual([]);
});

const BUILDS = revision(
  `await query('CREATE TABLE t (id int)');
   await query('INSERT INTO t VALUES (1), (1)');
   await query('CREATE UNIQUE INDEX CONCURRENTLY t_id ON t (id)');`,
  `await query('DROP TABLE t');`,
  'module.exports.lockstep = { transaction: false };',
);

async function openInterrupted() {
  const database = await createTestDatabase();
  const project = await writeProject({ '1-t.js': BUILDS });
  expect((await runProject(database, project)).failure).not.toBeNull();
  expect((await fetchRow(database, project, '1-t.js')).state).toBe('interrupted');
  return { database, project };
}

const INVALID = 'SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid';
const leftovers = (database: TestDatabase, project: TestProject) =>
  withPlace(database, project, (place) => fetchLeftovers(place, '1-t.js'));
const repair = (database: TestDatabase, project: TestProject, planId: string, as: 'pending' | 'applied') =>
  withPlace(database, project, (place) =>
    runRepair(place, { name: '1-t.js', planId, as, runBy: 'ada@host' }),
  );

test('a cut-off build is shown with what mends it, and mended it pends again', async () => {
  const { database, project } = await openInterrupted();
  const found = await leftovers(database, project);
  expect(found.leftovers).toMatchObject([
    { kind: 'invalid-index', table: 't', name: 't_id', sql: 'DROP INDEX CONCURRENTLY "public"."t_id";' },
  ]);
  expect(await fetchColumn(database, INVALID)).toEqual(['t_id']);
  await repair(database, project, found.id, 'pending');
  expect(await fetchColumn(database, INVALID)).toEqual([]);
  expect((await fetchRow(database, project, '1-t.js')).state).toBe('pending');
  await database.query('DROP TABLE t');
  await project.write({ '1-t.js': BUILDS.replace('(1), (1)', '(1), (2)') });
  expect((await runProject(database, project)).failure).toBeNull();
  expect(await fetchTables(database)).toEqual(['t']);
});

test('what a cut-off revision did may be enough: it counts as applied then', async () => {
  const { database, project } = await openInterrupted();
  await repair(database, project, (await leftovers(database, project)).id, 'applied');
  expect(await fetchRecorded(database)).toEqual(['1-t.js']);
  expect((await fetchRow(database, project, '1-t.js')).state).toBe('applied');
  const [latest] = await withPlace(database, project, (place) => fetchRevisionLog(place, '1-t.js'));
  expect(latest).toMatchObject({ outcome: 'repaired', note: expect.stringMatching(/applied\nDROP INDEX/) });
});

test('what a file was called when it ran is what a repair and an acceptance are about', async () => {
  const database = await createTestDatabase();
  const tail = 'module.exports.lockstep = { transaction: false };';
  const text = revision('', `await query('CREATE TABLE half ()'); await query('SELECT nonsense');`, tail);
  const project = await writeProject({ '1-t.js': text, '2-u.js': revision('') });
  await runProject(database, project);
  for (const name of ['1-t.js', '2-u.js']) await project.remove(name);
  await project.write({ '1-t.cjs': text, '2-u.cjs': revision('/* more */') });
  const { afterChecksum } = await withPlace(database, project, (place) => fetchDifference(place, '2-u.cjs'));
  await withPlace(database, project, (place) =>
    acceptChange(place, { name: '2-u.cjs', checksum: afterChecksum, reason: 'a comment', runBy: 'ada@host' }),
  );
  expect(await fetchRow(database, project, '2-u.cjs')).toMatchObject({
    ...{ state: 'applied', ledgerName: '2-u.js' },
    ...{ appliedAt: expect.any(String), durationMs: expect.any(Number) },
  });
  await runProject(database, project, { direction: 'down', target: 'base' });
  expect(await fetchRow(database, project, '1-t.cjs')).toMatchObject({ state: 'interrupted' });
  for (const as of ['applied', 'pending'] as const) {
    await withPlace(database, project, async (place) => {
      const { id } = await fetchLeftovers(place, '1-t.cjs');
      await runRepair(place, { name: '1-t.cjs', planId: id, as, runBy: 'ada@host' });
    });
    expect(await fetchRecorded(database)).toEqual(as === 'applied' ? ['1-t.js'] : []);
    if (as === 'applied') await runProject(database, project, { direction: 'down', target: 'base' });
  }
});

test('only what was shown is run', async () => {
  const { database, project } = await openInterrupted();
  const { id } = await leftovers(database, project);
  await database.query('DROP INDEX t_id');
  await expect(repair(database, project, id, 'pending')).rejects.toMatchObject({
    info: { kind: 'files-changed' },
  });
  expect((await fetchRow(database, project, '1-t.js')).state).toBe('interrupted');
});

test('a revision stays cut off when what it left can’t be dropped', async () => {
  const { database, project } = await openInterrupted();
  const role = await createTestRole(database);
  await database.query(
    `GRANT SELECT, INSERT, UPDATE, DELETE ON "SequelizeMeta", lockstep_log TO ${role.name}`,
  );
  const refused = withPlace(role, project, async (place) => {
    const { id } = await fetchLeftovers(place, '1-t.js');
    await runRepair(place, { name: '1-t.js', planId: id, as: 'applied', runBy: 'ada@host' });
  });
  await expect(refused).rejects.toThrow(/must be owner of index t_id/);
  expect((await fetchRow(database, project, '1-t.js')).state).toBe('interrupted');
  expect(await fetchRecorded(database)).toEqual([]);
});

test('_ccnew and _ccold of a reindex are told apart, and an index behind a constraint is built again', async () => {
  const { database, project } = await openInterrupted();
  await database.query(`CREATE TABLE u (id int PRIMARY KEY); CREATE INDEX u_id_ccnew ON u (id); CREATE INDEX u_id_ccold1 ON u (id);
    UPDATE pg_index SET indisvalid = false WHERE indrelid = 'u'::regclass`);
  expect(
    (await leftovers(database, project)).leftovers.map(({ name, kind, sql }) => [
      name,
      kind,
      sql.split(' ')[0],
    ]),
  ).toEqual([
    ['t_id', 'invalid-index', 'DROP'],
    ['u_id_ccnew', 'ccnew', 'DROP'],
    ['u_id_ccold1', 'ccold', 'DROP'],
    ['u_pkey', 'invalid-index', 'REINDEX'],
  ]);
});

test('what was not cut off has nothing to repair', async () => {
  const { database, project } = await openChanged();
  const asked = withPlace(database, project, (place) => fetchLeftovers(place, NAME));
  await expect(asked).rejects.toThrow(/was not cut off/);
});
