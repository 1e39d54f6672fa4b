/** What the server runs by itself or for a replica, and what holds xmin without a session. On a server of its own. */
import { Client } from 'pg';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../testing/createTestDatabase';
import { atEnd } from '../testing/endings';
import { type LockScene, openLockScene } from '../testing/lockScene';
import { startOwnServer } from '../testing/ownServer';
import { waitUntil } from '../testing/waitUntil';
import { predictFreed } from './predictFreed';

const SETTINGS = {
  wal_level: 'logical',
  autovacuum_naptime: '1s',
  autovacuum_freeze_max_age: '100000',
  // After this an ordinary autovacuum that is in the way is cancelled.
  deadlock_timeout: '60s',
};

let database: TestDatabase;
let scene: LockScene;

beforeAll(async () => {
  database = await startOwnServer('18', SETTINGS);
  scene = await openLockScene(database);
});
afterEach(() => scene.clear());

/** Its vacuum takes minutes. */
async function createSlowTable(name: string) {
  await database.query(`CREATE TABLE ${name} (id int, filler text) WITH (autovacuum_vacuum_cost_delay = 100,
    autovacuum_vacuum_cost_limit = 1, autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0)`);
  await database.query(`INSERT INTO ${name} SELECT n, repeat('x', 1000) FROM generate_series(1, 5000) n`);
}

/** Its pid, once it is at work on the table. */
async function vacuumOf(table: string): Promise<number> {
  return waitUntil(async () => {
    const [worker] = await database.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE backend_type = 'autovacuum worker' AND query LIKE '%public.${table}%'`,
    );
    return worker?.pid;
  }, 60_000);
}

async function sampleWaitFor(pid: number, table: string) {
  const b = await scene.open('B');
  await b.send(`ALTER TABLE ${table} ADD note text`);
  const snapshot = await scene.sample();
  expect(await scene.graph(snapshot)).toEqual([`B waits for ${pid} (hard)`]);
  const session = snapshot.sessions.find((each) => each.pid === pid);
  const freeing = predictFreed(snapshot, { pid, backendStart: session?.backendStart ?? '' });
  await database.query('SELECT pg_terminate_backend($1)', [pid]);
  return { session, freeing };
}

test('autovacuum in the way of an ALTER TABLE is named as such, and is enough to be cancelled', async () => {
  await createSlowTable('slow');
  await database.query('DELETE FROM slow WHERE id % 2 = 0');
  const { session, freeing } = await sampleWaitFor(await vacuumOf('slow'), 'slow');
  expect(session).toMatchObject({ kind: 'autovacuum', user: null });
  expect(freeing).toMatchObject({ means: 'cancel', why: expect.stringContaining('do again later') });
});

test('one to prevent wraparound is told apart', { timeout: 120_000 }, async () => {
  await createSlowTable('old');
  // An ordinary one would come first.
  await database.query('ALTER TABLE old SET (autovacuum_enabled = off)');
  await database.query(`DO $$ BEGIN FOR n IN 1 .. 110000 LOOP
      BEGIN PERFORM pg_current_xact_id(); UPDATE old SET id = id WHERE false;
        INSERT INTO old VALUES (n); RAISE division_by_zero; EXCEPTION WHEN division_by_zero THEN NULL; END;
    END LOOP; END $$`);
  const { session, freeing } = await sampleWaitFor(await vacuumOf('old'), 'old');
  expect(session?.kind).toBe('autovacuum-to-prevent-wraparound');
  expect(freeing).toMatchObject({ means: 'cancel', why: expect.stringContaining('soon begin again') });
});

test('a replica’s session that holds a lock is a walsender', async () => {
  await database.query('CREATE TABLE copied (id int)');
  const settings = { connectionString: database.url, replication: 'database' };
  const replica = new Client(settings);
  await replica.connect();
  atEnd(() => replica.end());
  await replica.query('BEGIN');
  await replica.query('LOCK TABLE copied');
  const a = await scene.open('A');
  await a.send('SELECT FROM copied');
  const { sessions, roots } = await scene.sample();
  const blocker = sessions.find(({ pid }) => pid === roots[0]?.pid);
  expect(blocker).toMatchObject({ kind: 'walsender', state: 'idle in transaction' });
  await replica.query('ROLLBACK');
});

test('a replication slot that holds xmin is shown with its age', async () => {
  await database.query(`SELECT pg_create_logical_replication_slot('left_behind', 'pgoutput')`);
  await database.query('CREATE TABLE later (id int)');
  // Slots are read every ten seconds only; this one samples for the first time.
  const { slots } = await (await openLockScene(database)).sample();
  expect(slots).toEqual([{ name: 'left_behind', isActive: false, xminAge: expect.any(Number) }]);
  expect(slots[0]?.xminAge).toBeGreaterThanOrEqual(1);
});
