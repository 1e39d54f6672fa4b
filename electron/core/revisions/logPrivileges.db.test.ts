/** Roles that may do part of it, and logs that an early version made. */
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/createTestDatabase';
import { fetchColumn, fetchLogged, fetchRecorded } from '../testing/databaseFacts';
import { holdLock } from '../testing/holdLock';
import {
  fetchRow,
  fetchTestHistory,
  runProject,
  type TestProject,
  type Where,
  withPlace,
  writeProject,
} from '../testing/testProject';
import { createTestRole } from '../testing/testRole';
import { acceptChange } from './acceptChange';
import { ensureLedger } from './ensureLedger';
import { fetchDifference, fetchRevisionLog } from './revisionLog';
import { planStamp, runStamp } from './stamp';

const FILES = { '1-a.sql': 'CREATE TABLE a (id int);\n', '2-b.sql': 'SELECT 1;\n', '3-c.sql': 'SELECT 1;\n' };
const LEDGER = '"SequelizeMeta"';

/** The first is applied and logged; the role may read and write the ledger, and `log` of the log. */
async function openFor(log: string, files: Readonly<Record<string, string>> = FILES) {
  const [database, project] = [await createTestDatabase(), await writeProject(files)];
  await runProject(database, project, { target: '1-a' });
  const role = await createTestRole(database);
  await database.query(`GRANT SELECT, INSERT, DELETE ON ${LEDGER} TO ${role.name}; GRANT ${log} ON lockstep_log TO ${role.name};
    GRANT CREATE ON SCHEMA public TO ${role.name}; ALTER TABLE a OWNER TO ${role.name}`);
  return { database, project, role };
}

const stamp = (where: Where, project: TestProject, targets: readonly string[]) =>
  withPlace(where, project, async (place) => {
    const asked = { targets, purge: false };
    const { id } = await planStamp(place, asked);
    return runStamp(place, { ...asked, planId: id, runBy: 'ada@host' });
  });

const accept = (where: Where, project: TestProject) =>
  withPlace(where, project, async (place) => {
    const { afterChecksum } = await fetchDifference(place, '1-a.sql');
    const reason = 'a comment only';
    await acceptChange(place, { name: '1-a.sql', checksum: afterChecksum, reason, runBy: 'ada@host' });
  });

test('a role that may read the log and not write it sees who, when and what has changed', async () => {
  const { database, project, role } = await openFor('SELECT');
  await project.write({ '1-a.sql': `-- more\n${FILES['1-a.sql']}` });
  const grantSql = `GRANT INSERT, UPDATE ON "public"."lockstep_log" TO "${role.name}";`;
  expect((await fetchTestHistory(role, project)).log).toEqual({ kind: 'read-only', grantSql });
  expect(await fetchRow(role, project, '1-a.sql')).toMatchObject({
    state: 'changed',
    appliedAt: expect.any(String),
    durationMs: expect.any(Number),
  });
  const [difference, records] = await withPlace(role, project, (place) =>
    Promise.all([fetchDifference(place, '1-a.sql'), fetchRevisionLog(place, '1-a.sql')]),
  );
  expect(difference.before).toBe(FILES['1-a.sql']);
  expect(records).toMatchObject([{ outcome: 'done' }]);
  await expect(accept(role, project)).rejects.toMatchObject({ info: { kind: 'not-permitted', grantSql } });
  expect(await fetchLogged(database)).toEqual(['1-a.sql up done own']);
});

test.each([
  ['INSERT', 'unreadable', 'SELECT, UPDATE'],
  ['UPDATE', 'unreadable', 'SELECT, INSERT'],
  ['INSERT, UPDATE', 'unreadable', 'SELECT'],
  ['SELECT, INSERT', 'read-only', 'UPDATE'],
  ['SELECT, UPDATE', 'read-only', 'INSERT'],
])(
  'a role with %s on the log finds it %s, runs without it and is told what is missing',
  async (granted, kind, missing) => {
    const build = 'CREATE INDEX CONCURRENTLY a_id ON a (id);\n';
    const { database, project, role } = await openFor(granted, { ...FILES, '2-b.sql': build });
    const grantSql = `GRANT ${missing} ON "public"."lockstep_log" TO "${role.name}";`;
    expect((await fetchTestHistory(role, project)).log).toEqual({ kind, grantSql });
    expect(await runProject(role, project, { target: '2-b' })).toMatchObject({
      failure: null,
      warnings: [expect.stringContaining(grantSql)],
    });
    expect(await fetchRecorded(database)).toEqual(['1-a.sql', '2-b.sql']);
    await database.query(grantSql);
    expect(await runProject(role, project)).toMatchObject({ failure: null, warnings: [] });
    expect(await fetchLogged(database)).toEqual(['1-a.sql up done own', '3-c.sql up done own']);
  },
);

test('a log that an early version made is completed by its owner, and still written by others', async () => {
  const { database, project, role } = await openFor('SELECT, INSERT, UPDATE');
  await database.query('ALTER TABLE lockstep_log DROP COLUMN note');
  expect((await runProject(role, project, { target: '2-b' })).failure).toBeNull();
  await stamp(role, project, ['3-c']);
  expect(await fetchLogged(database)).toEqual([
    '1-a.sql up done own',
    '2-b.sql up done own',
    '3-c.sql up stamped own',
  ]);
  await project.write({ '1-a.sql': `-- more\n${FILES['1-a.sql']}` });
  await expect(accept(role, project)).rejects.toMatchObject({
    info: {
      kind: 'not-permitted',
      grantSql: 'ALTER TABLE "public"."lockstep_log" ADD COLUMN IF NOT EXISTS note text;',
    },
  });
  await accept(database, project);
  expect(await fetchColumn(database, 'SELECT note FROM lockstep_log ORDER BY id DESC LIMIT 1')).toEqual([
    'a comment only',
  ]);
});

test('a log that can’t be completed, because somebody reads it, stops no run', async () => {
  const { database, project } = await openFor('SELECT');
  await database.query('ALTER TABLE lockstep_log DROP COLUMN note');
  const reader = await holdLock(database.url, 'SELECT FROM lockstep_log');
  expect(await runProject(database, project, { target: '2-b' })).toMatchObject({
    failure: null,
    warnings: [],
  });
  expect(await fetchLogged(database)).toEqual(['1-a.sql up done own', '2-b.sql up done own']);
  await reader.release();
});

test('a stamp that can’t be logged says so before it is made', async () => {
  const { project, role } = await openFor('SELECT');
  const { notes } = await withPlace(role, project, (place) =>
    planStamp(place, { targets: ['2-b'], purge: false }),
  );
  expect(notes.join()).toContain('GRANT INSERT, UPDATE ON "public"."lockstep_log"');
});

test('what a role may not do with the ledger is told with the GRANT', async () => {
  const { database, project, role } = await openFor('SELECT, INSERT, UPDATE');
  const refusedWith = (grantSql: string) => ({ info: { kind: 'not-permitted', grantSql } });
  const to = `TO "${role.name}";`;
  await database.query(`REVOKE DELETE ON ${LEDGER} FROM ${role.name}`);
  await expect(stamp(role, project, ['base'])).rejects.toMatchObject(
    refusedWith(`GRANT DELETE ON "public"."SequelizeMeta" ${to}`),
  );
  await database.query(`REVOKE SELECT ON ${LEDGER} FROM ${role.name}`);
  await expect(fetchTestHistory(role, project)).rejects.toMatchObject(
    refusedWith(`GRANT SELECT ON "public"."SequelizeMeta" ${to}`),
  );
  await database.query('CREATE SCHEMA meta; CREATE TABLE meta.applied (name text PRIMARY KEY)');
  const elsewhere = { ...project, reading: { ledger: { table: 'applied', schema: 'meta' } } };
  await expect(fetchTestHistory(role, elsewhere)).rejects.toMatchObject(
    refusedWith(`GRANT USAGE ON SCHEMA "meta" ${to}`),
  );
  const nowhere = { ...project, reading: { ledger: { table: 'applied', schema: 'none' } } };
  await expect(withPlace(role, nowhere, (place) => ensureLedger(place))).rejects.toMatchObject(
    refusedWith(`CREATE SCHEMA "none" AUTHORIZATION "${role.name}";`),
  );
  expect(await fetchRecorded(database)).toEqual(['1-a.sql']);
});

test('who keeps a stamp from being written is named, and nothing is', async () => {
  const { database, project } = await openFor('SELECT');
  const holder = await holdLock(database.url, `LOCK TABLE ${LEDGER} IN SHARE MODE`);
  await expect(stamp(database, project, ['head'])).rejects.toMatchObject({
    info: { kind: 'lock-timeout', blockers: [{ pid: holder.pid }] },
  });
  await holder.release();
  expect(await fetchRecorded(database)).toEqual(['1-a.sql']);
});
