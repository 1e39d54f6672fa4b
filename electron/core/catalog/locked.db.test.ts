/** Reading beside a lock that nothing gets past: soon over, complete besides, and gone without a trace. */
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseTarget } from '../connection/parseTarget';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { holdLock, queueLock } from '../testing/holdLock';
import type { TestPostgres } from '../testing/testServers';
import { waitUntil } from '../testing/waitUntil';
import type { Catalog } from './catalog';
import { diffCatalogs } from './diff/diffCatalogs';
import { fetchCatalog } from './fetchCatalog';

const SQL = `
  CREATE TABLE free (id int PRIMARY KEY, body text DEFAULT 'x', CHECK (id > 0));
  CREATE VIEW free_view AS SELECT id FROM free;
  CREATE FUNCTION react() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TABLE busy (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code text DEFAULT 'a' || 'b' NOT NULL, span int4range,
    double int GENERATED ALWAYS AS (id * 2) STORED, CONSTRAINT positive CHECK (id > 0),
    CONSTRAINT apart EXCLUDE USING gist (span WITH &&));
  CREATE INDEX partly ON busy (lower(code)) WHERE id > 10;
  CREATE STATISTICS both_of ON id, code FROM busy;
  CREATE TRIGGER reacts BEFORE UPDATE ON busy FOR EACH ROW WHEN (OLD.code <> NEW.code) EXECUTE FUNCTION react();
  CREATE POLICY own ON busy USING (code = current_user);
  CREATE RULE nothing AS ON DELETE TO busy WHERE OLD.id = 1 DO INSTEAD NOTHING;
  CREATE VIEW over_busy AS SELECT id, code FROM busy;
  CREATE VIEW over_view AS SELECT id FROM over_busy;
  CREATE MATERIALIZED VIEW kept AS SELECT count(*) FROM busy;
  CREATE FUNCTION count_busy() RETURNS bigint RETURN (SELECT count(*) FROM busy);
  CREATE FUNCTION all_busy() RETURNS SETOF busy LANGUAGE sql AS 'SELECT * FROM busy';
  CREATE VIEW over_function AS SELECT f.code FROM all_busy() f;
  CREATE TABLE refers (id int REFERENCES busy, held busy, CHECK ((held).id > 0));
  CREATE POLICY of_busy ON free USING (id IN (SELECT b.id FROM busy b));
  CREATE RULE tells AS ON UPDATE TO free DO ALSO DELETE FROM busy WHERE busy.id = OLD.id`;

const PASSING = `CREATE TABLE passing (id int PRIMARY KEY, code text DEFAULT 'x' UNIQUE, CHECK (id > 0));
  CREATE INDEX passing_partly ON passing (lower(code)) WHERE id > 0; CREATE VIEW passing_view AS SELECT * FROM passing;
  CREATE STATISTICS passing_both ON id, code FROM passing; CREATE POLICY passing_own ON passing USING (id > 0);
  CREATE FUNCTION passing_by() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TRIGGER passing_on AFTER INSERT ON passing FOR EACH ROW EXECUTE FUNCTION passing_by()`;

const NEED_BUSY = [
  'constraint apart on public.busy',
  'constraint busy_pkey on public.busy',
  'constraint positive on public.busy',
  'constraint refers_held_check on public.refers',
  'function public.count_busy()',
  'index public.partly',
  'policy of_busy on public.free',
  'policy own on public.busy',
  'rule nothing on public.busy',
  'rule tells on public.free',
  'statistics public.both_of',
  'table public.busy',
  'trigger reacts on public.busy',
  'view public.kept',
  'view public.over_busy',
  'view public.over_function',
];

describe.each<TestPostgres>(['18', '15'])('on PostgreSQL %s', (postgres) => {
  let database: TestDatabase;
  let unlocked: Catalog;

  beforeAll(async () => {
    database = await createTestDatabase({ postgres });
    await database.query(SQL);
    unlocked = await read(database);
  });

  test('what needs a locked table is marked with who holds it, the rest is complete', async () => {
    const holder = await holdLock(database.url, 'LOCK TABLE busy IN ACCESS EXCLUSIVE MODE');
    const locked = await readInTime(database);
    expect(marksOf(locked)).toEqual(NEED_BUSY.map((id) => [id, holder.pid]));
    expectOthersAlike(locked, unlocked);
    await holder.release();
    expect(await read(database)).toEqual(unlocked);
  });

  test('a lock that only waits behind a reader counts the same, for whoever waits', async () => {
    const reader = await holdLock(database.url, 'SELECT FROM busy');
    const waiter = await queueLock(database.url, 'LOCK TABLE busy IN ACCESS EXCLUSIVE MODE');
    await waitUntil(() => isWaiting(database, waiter.pid));
    const locked = await readInTime(database);
    expect(marksOf(locked)).toEqual(NEED_BUSY.map((id) => [id, waiter.pid]));
    expectOthersAlike(locked, unlocked);
    await waiter.release();
    await reader.release();
  });

  test('nothing that is locked counts as changed, either way round', async () => {
    const holder = await holdLock(database.url, 'LOCK TABLE busy IN ACCESS EXCLUSIVE MODE');
    const locked = await readInTime(database);
    expect(diffCatalogs(unlocked, locked)).toMatchObject({ changes: [], refused: [], unknown: NEED_BUSY });
    expect(diffCatalogs(locked, unlocked)).toMatchObject({ changes: [], refused: [], unknown: NEED_BUSY });
    await holder.release();
  });

  test('of two locks each marks what needs its own table', async () => {
    const busy = await holdLock(database.url, 'LOCK TABLE busy IN ACCESS EXCLUSIVE MODE');
    const free = await holdLock(database.url, 'LOCK TABLE free IN ACCESS EXCLUSIVE MODE');
    const marks = new Map(marksOf(await readInTime(database)));
    expect(marks.get('view public.over_busy')).toBe(busy.pid);
    expect(marks.get('view public.free_view')).toBe(free.pid);
    await busy.release();
    await free.release();
  });

  test('a prepared transaction, which has no session, is 0', async () => {
    await database.query("BEGIN; LOCK TABLE busy IN ACCESS EXCLUSIVE MODE; PREPARE TRANSACTION 'waits'");
    const marks = marksOf(await readInTime(database));
    await database.query("ROLLBACK PREPARED 'waits'");
    expect(marks).toEqual(NEED_BUSY.map((id) => [id, 0]));
  });

  test('a lock on a partitioned table leaves its partitions as they are', async () => {
    const parted = await createTestDatabase({ postgres });
    await parted.query(`CREATE TABLE whole (id int, day date DEFAULT now(), CHECK (id > 0)) PARTITION BY RANGE (day);
      CREATE INDEX by_id ON whole (id) WHERE id > 5;
      CREATE TABLE part PARTITION OF whole FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`);
    const before = await read(parted);
    const holder = await holdLock(parted.url, 'LOCK TABLE ONLY whole IN ACCESS EXCLUSIVE MODE');
    const locked = await readInTime(parted);
    const marked = ['constraint whole_id_check on public.whole', 'index public.by_id', 'table public.whole'];
    expect(marksOf(locked)).toEqual(marked.map((id) => [id, holder.pid]));
    expect(diffCatalogs(before, locked)).toMatchObject({ changes: [], refused: [], unknown: marked });
    await holder.release();
  });

  test('a lock that is taken while it reads makes it wait for its lock_timeout at most, and read again', async () => {
    const taken = until(10, (turn) =>
      readInTime(database).then((catalog) => expectMarkedOrWhole(catalog, turn)),
    );
    while (!taken.isOver()) {
      const held = (0.05 + Math.random() * 0.3).toFixed(3);
      await database.query(
        `BEGIN; LOCK TABLE busy IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(${held}); COMMIT`,
      );
      await delay(Math.random() * 60);
    }
    await taken.done;
  });

  test('what is made and dropped while it reads is there as a whole or not at all', async () => {
    const passing = await createTestDatabase({ postgres, template: 'shop' });
    const without = (await read(passing)).objects;
    await passing.query(PASSING);
    const within = (await read(passing)).objects;
    const taken = until(20, async () =>
      expect([without, within].map(idsOf)).toContainEqual(idsOf((await read(passing)).objects)),
    );
    while (!taken.isOver()) {
      await passing.query('DROP TABLE passing CASCADE; DROP FUNCTION passing_by');
      await delay(100 + Math.random() * 300);
      await passing.query(PASSING);
      await delay(100 + Math.random() * 300);
    }
    await taken.done;
  });

  function expectMarkedOrWhole(catalog: Catalog, turn: number): void {
    const marks = marksOf(catalog).map(([id]) => id);
    expect([[], NEED_BUSY], `reading ${turn}`).toContainEqual(marks);
    expectOthersAlike(catalog, unlocked);
  }
});

function read({ url }: TestDatabase): Promise<Catalog> {
  return fetchCatalog(parseTarget({ url }));
}

/** Within two seconds, and leaving no session, so no transaction and no lock, behind. */
async function readInTime(database: TestDatabase): Promise<Catalog> {
  const begun = performance.now();
  const catalog = await read(database);
  expect(performance.now() - begun).toBeLessThan(2000);
  await waitUntil(async () => (await sessionsOf(database)) === 0);
  return catalog;
}

async function sessionsOf({ query, name }: TestDatabase): Promise<number> {
  const rows = await query(
    "SELECT FROM pg_stat_activity WHERE datname = $1 AND application_name = 'lockstep catalog'",
    [name],
  );
  return rows.length;
}

async function isWaiting({ query }: TestDatabase, pid: number): Promise<boolean> {
  return (await query('SELECT FROM pg_locks WHERE pid = $1 AND NOT granted', [pid])).length > 0;
}

function marksOf({ objects }: Catalog): readonly (readonly [string, number])[] {
  return objects.flatMap(({ id, lockedBy }) => (lockedBy === undefined ? [] : [[id, lockedBy] as const]));
}

function expectOthersAlike(locked: Catalog, unlocked: Catalog): void {
  const isFree = ({ id }: { readonly id: string }) => !NEED_BUSY.includes(id);
  expect(locked.objects.filter(isFree)).toEqual(unlocked.objects.filter(isFree));
  expect(locked.objects.map(({ id }) => id)).toEqual(unlocked.objects.map(({ id }) => id));
}

function idsOf(objects: Catalog['objects']): readonly string[] {
  return objects.map(({ id }) => id);
}

/** Does it a number of times, one after another, beside what the test does meanwhile. */
function until(times: number, act: (turn: number) => Promise<void>) {
  let isOver = false;
  const run = async () => {
    for (let turn = 1; turn <= times; turn++) await act(turn);
  };
  const done = run().finally(() => {
    isOver = true;
  });
  // It is awaited later.
  done.catch(() => undefined);
  return { done, isOver: () => isOver };
}
