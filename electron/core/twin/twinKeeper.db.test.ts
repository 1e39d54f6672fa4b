import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Credentials } from '../connection/parseTarget';
import { openSession } from '../connection/session';
import { atEnd } from '../testing/endings';
import { GUEST } from './guest';
import type { Scratch } from './scratchDatabase';
import { createTwin, type Twin } from './twinKeeper';

let folder: string;
let twin: Twin;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lockstep-twin-'));
  twin = createTwin({ folder });
  atEnd(async () => {
    await twin.stop();
    await rm(folder, { recursive: true, force: true });
  });
});

const never = new AbortController().signal;

test('a scratch database is there for as long as it is used, and then it and its roles are gone', async () => {
  const seen = await twin.withScratchDatabase(async ({ superuser }) => {
    await query(superuser, 'CREATE ROLE shop_owner; CREATE TABLE a (); ALTER TABLE a OWNER TO shop_owner');
    return listObjects({ superuser });
  }, never);
  expect(seen).toEqual({ databases: 1, roles: ['shop_owner'] });
  expect(await twin.withScratchDatabase(listObjects, never)).toEqual({ databases: 1, roles: [] });
});

test('a use that fails leaves nothing behind', async () => {
  const failing = twin.withScratchDatabase(async ({ superuser }) => {
    await query(superuser, 'CREATE ROLE half_done');
    throw new Error('it failed');
  }, never);
  await expect(failing).rejects.toThrow('it failed');
  expect(await twin.withScratchDatabase(listObjects, never)).toEqual({ databases: 1, roles: [] });
});

test('what a process that died has left is dropped by the next one', async () => {
  await twin.withScratchDatabase(async ({ superuser: { target, password } }) => {
    const credentials = { target: { ...target, database: 'postgres' }, password };
    await query(credentials, 'CREATE DATABASE scratch_0123456789ab');
    await query(credentials, 'CREATE ROLE left_behind');
  }, never);
  expect(await twin.withScratchDatabase(listObjects, never)).toEqual({ databases: 1, roles: [] });
});

test('two uses take turns, also when they come from two keepers of one cluster', async () => {
  const other = createTwin({ folder });
  atEnd(() => other.stop());
  let inside = 0;
  const use = async () => {
    inside++;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return inside--;
  };
  const both = [twin.withScratchDatabase(use, never), other.withScratchDatabase(use, never)];
  expect(await Promise.all(both)).toEqual([1, 1]);
});

test('waiting for one’s turn can be given up', async () => {
  const stop = new AbortController();
  await twin.withScratchDatabase(async () => {
    const waiting = twin.withScratchDatabase(async () => 'mine', stop.signal);
    setTimeout(() => stop.abort(), 50);
    await expect(waiting).rejects.toThrow(/abort/i);
  }, never);
});

test('stopping aborts what is in use and waits for it', async () => {
  const own = await mkdtemp(join(tmpdir(), 'lockstep-twin-'));
  atEnd(() => rm(own, { recursive: true, force: true }));
  const stopped = createTwin({ folder: own });
  const events: string[] = [];
  let begun: () => void = () => undefined;
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const using = stopped.withScratchDatabase(async (_scratch, signal) => {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
      begun();
    });
    events.push('ended');
  }, never);
  await isBegun;
  await stopped.stop();
  events.push('stopped');
  await using;
  expect(events).toEqual(['ended', 'stopped']);
  await expect(stopped.withScratchDatabase(async () => 'late', never)).rejects.toThrow();
});

test.each([
  ["COPY (SELECT 1) TO PROGRAM 'true'", 'permission denied'],
  ["SELECT pg_read_file('/etc/hostname')", 'permission denied'],
  ['CREATE ROLE its_own', 'permission denied'],
  ["ALTER SYSTEM SET archive_command = 'true'", 'permission denied'],
  ["CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'libc', 'getpid'", 'permission denied'],
  ['ALTER ROLE CURRENT_USER RESET event_triggers', 'permission denied'],
  ['SET event_triggers = on', 'permission denied'],
])('the guest of a scratch database is not let: %s', async (sql, refusal) => {
  const trying = twin.withScratchDatabase(({ guest }) => query(guest, sql), never);
  await expect(trying).rejects.toThrow(refusal);
});

test('what a guest has changed of itself is forgotten by the next use', async () => {
  await twin.withScratchDatabase(
    ({ guest }) =>
      query(guest, `ALTER ROLE CURRENT_USER SET search_path = nowhere; ALTER ROLE CURRENT_USER PASSWORD 'x'`),
    never,
  );
  const path = await twin.withScratchDatabase(({ guest }) => query(guest, 'SHOW search_path'), never);
  expect(path).toEqual([{ search_path: '"$user", public' }]);
});

async function listObjects({ superuser }: Pick<Scratch, 'superuser'>) {
  const [row] = await query<{ databases: number; roles: readonly string[] }>(
    superuser,
    `SELECT (SELECT count(*)::int FROM pg_database WHERE datname LIKE 'scratch%') AS databases,
       (SELECT coalesce(json_agg(rolname), '[]') FROM pg_roles WHERE oid >= 16384 AND rolname <> '${GUEST}') AS roles`,
  );
  return row;
}

async function query<Row extends object>(credentials: Credentials, sql: string): Promise<readonly Row[]> {
  const session = await openSession(credentials, { kind: 'run', name: 'lockstep test' });
  try {
    return await session.query<Row>(sql);
  } finally {
    await session.close();
  }
}
