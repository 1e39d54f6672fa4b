/** Locked rows as they are found, by what is installed and permitted. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { OpenConnection } from '../../connection/connections';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { type LockScene, openLockScene } from '../../testing/lockScene';
import { openTestConnection } from '../../testing/testConnection';
import { createTestRole } from '../../testing/testRole';
import type { TestPostgres } from '../../testing/testServers';
import { waitUntil } from '../../testing/waitUntil';
import { fetchAwaitedRow } from './awaitedRow';
import { fetchLockableTables } from './lockableTables.sql';
import type { LockedRow, LockedRowsSnapshot } from './lockedRows';
import type { ScanAsked } from './scan';
import { scanLockedRows } from './scanLockedRows';
import { tryLock } from './tryLock';

const ORDERS = { schema: 'public', name: 'orders' };

describe.each<TestPostgres>(['18', '15'])('on PostgreSQL %s', (postgres) => {
  let shop: TestDatabase;
  let scene: LockScene;
  let connection: OpenConnection;

  beforeAll(async () => {
    shop = await createTestDatabase({ postgres, template: 'shop' });
    await shop.query('ALTER TABLE customers ADD UNIQUE (name)');
    scene = await openLockScene(shop);
    connection = await openTestConnection(shop.url);
  });
  afterEach(async () => {
    await scene.clear();
    await shop.query('DROP EXTENSION IF EXISTS pgrowlocks; DROP EXTENSION IF EXISTS pageinspect');
  });

  /** `1: A FOR SHARE exact, waited for by W`. */
  const tell = ({ rows }: LockedRowsSnapshot) => rows.map(tellRow);
  const tellRow = ({ key, lockers, waiters }: LockedRow) => {
    const who = lockers
      .map(({ pid, gid, mode, sure }) => `${gid ?? scene.nameOf(pid ?? 0)} ${mode} ${sure}`)
      .sort();
    const waited = waiters.length > 0 ? `, waited for by ${waiters.map(scene.nameOf)}` : '';
    return `${Object.values(key)}: ${who.join(' + ')}${waited}`;
  };

  async function lockAll() {
    const [a, b, w] = await Promise.all([scene.open('A'), scene.open('B'), scene.open('W')]);
    await a.run(
      'BEGIN',
      'SELECT FROM orders WHERE id = 1 FOR SHARE',
      'SELECT FROM orders WHERE id = 2 FOR UPDATE',
      'UPDATE orders SET status = status WHERE id = 3',
    );
    await b.run('BEGIN', 'SELECT FROM orders WHERE id = 1 FOR KEY SHARE', 'DELETE FROM orders WHERE id = 4');
    await w.send('SELECT FROM orders WHERE id = 2 FOR UPDATE');
  }

  test('without an extension the holders are known, and the modes of those that share', async () => {
    await lockAll();
    const snapshot = await scan(connection, { table: ORDERS });
    expect(snapshot).toMatchObject({ phase: 'done', tier: 'plain', rowCount: 4, keyColumns: ['id'] });
    expect(snapshot.tierHint).toMatch(/CREATE EXTENSION pgrowlocks/);
    expect(tell(snapshot)).toEqual([
      '1: A FOR SHARE exact + B FOR KEY SHARE exact',
      '2: A null holder, waited for by W',
      '3: A null holder',
      '4: B null holder',
    ]);
  });

  test('with pageinspect each mode is exact', async () => {
    await shop.query('CREATE EXTENSION pageinspect');
    await lockAll();
    const snapshot = await scan(connection, { table: ORDERS });
    expect(snapshot).toMatchObject({ tier: 'pageinspect', tierHint: null });
    expect(tell(snapshot)).toEqual([
      '1: A FOR SHARE exact + B FOR KEY SHARE exact',
      '2: A FOR UPDATE exact, waited for by W',
      '3: A updated exact',
      '4: B deleted exact',
    ]);
  });

  test('with pgrowlocks each mode is as exact as it says it', async () => {
    await shop.query('CREATE EXTENSION pgrowlocks');
    await lockAll();
    const snapshot = await scan(connection, { table: ORDERS });
    expect(snapshot.tier).toBe('pgrowlocks');
    expect(tell(snapshot)).toEqual([
      '1: A FOR SHARE exact + B FOR KEY SHARE exact',
      '2: A FOR UPDATE exact, waited for by W',
      '3: A updated exact',
      '4: B changed exact',
    ]);
  });

  test('a role that may not read the table is told the rows that are waited for, and by whom they are held', async () => {
    const role = await createTestRole(shop);
    await lockAll();
    const snapshot = await scan(await openTestConnection(role.url), { table: ORDERS });
    expect(snapshot).toMatchObject({ phase: 'done', tier: 'waiters' });
    expect(snapshot.tierHint).toContain('GRANT SELECT ON "public"."orders"');
    expect(snapshot.rows).toMatchObject([{ ctid: '(0,2)' }]);
    expect(snapshot.rows[0]?.key).toEqual({});
    expect(tell(snapshot)).toEqual([': A null waiter, waited for by W']);
  });

  test('a role that may scan tables but not read them is told all that is locked, by its place', async () => {
    const role = await createTestRole(shop);
    await shop.query(`CREATE EXTENSION pgrowlocks; GRANT pg_stat_scan_tables TO ${role.name}`);
    await lockAll();
    const snapshot = await scan(await openTestConnection(role.url), { table: ORDERS });
    expect(snapshot).toMatchObject({ phase: 'done', tier: 'pgrowlocks', isComplete: true, rowCount: 4 });
    expect(snapshot.tierHint).toContain(
      `GRANT SELECT ON "public"."orders" TO "${role.name}" shows their keys`,
    );
    expect(snapshot.rows.map(({ ctid }) => ctid)).toEqual(['(0,1)', '(0,2)', '(0,3)', '(0,4)']);
    expect(tell(snapshot)).toEqual([
      ': A FOR SHARE exact + B FOR KEY SHARE exact',
      ': A FOR UPDATE exact, waited for by W',
      ': A updated exact',
      ': B changed exact',
    ]);
  });

  test('a role that may not read the schema, or whose rows policies choose, is not told that nothing is locked', async () => {
    const role = await createTestRole(shop);
    const asRole = await openTestConnection(role.url);
    await shop.query(`CREATE SCHEMA hidden; CREATE TABLE hidden.notes (id int); CREATE TABLE owned (id int, owner text);
      GRANT SELECT ON hidden.notes, owned TO ${role.name}; INSERT INTO owned VALUES (1, 'other');
      ALTER TABLE owned ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON owned USING (owner = current_user)`);
    const a = await scene.open('A');
    await a.run('BEGIN', 'SELECT FROM owned FOR UPDATE');
    expect(await scan(asRole, { table: { schema: 'hidden', name: 'notes' } })).toMatchObject({
      rows: [],
      isComplete: false,
      tierHint: expect.stringContaining(`GRANT USAGE ON SCHEMA "hidden" TO "${role.name}" shows`),
    });
    expect(await scan(asRole, { table: { schema: 'public', name: 'owned' } })).toMatchObject({
      rows: [],
      isComplete: false,
      tierHint: expect.stringContaining('Row security'),
    });
    expect(await scan(connection, { table: { schema: 'public', name: 'owned' } })).toMatchObject({
      rowCount: 1,
      isComplete: true,
    });
    await scene.clear();
    await shop.query('DROP SCHEMA hidden CASCADE; DROP TABLE owned');
  });

  test('of a long value only its beginning is read', async () => {
    await shop.query(
      "CREATE TABLE documents AS SELECT repeat('é', length) AS body FROM unnest('{500, 900000}'::int[]) length",
    );
    const a = await scene.open('A');
    await a.run('BEGIN', 'SELECT FROM documents FOR UPDATE');
    const table = { schema: 'public', name: 'documents' };
    const { rows } = await scan(connection, { table, columns: ['body'] });
    expect(rows.map(({ values }) => values.body)).toEqual(['é'.repeat(500), `${'é'.repeat(500)}…`]);
    await scene.clear();
    await shop.query('DROP TABLE documents');
  });

  test('a part of the primary key, other columns, and what was locked long ago', async () => {
    const old = await scene.open('Old');
    await old.run(
      'BEGIN',
      'SELECT FROM orders FOR SHARE',
      'ROLLBACK',
      'BEGIN',
      'SELECT FROM orders FOR UPDATE',
      'COMMIT',
    );
    await lockAll();
    const snapshot = await scan(connection, {
      table: ORDERS,
      columns: ['status'],
      where: [
        { column: 'id', operator: '>=', value: '3' },
        { column: 'id', operator: '<', value: '4' },
      ],
    });
    expect(snapshot.rows).toMatchObject([{ key: { id: '3' }, values: { status: 'pending' } }]);
    await expect(
      scan(connection, { table: ORDERS, where: [{ column: 'status', operator: '=', value: 'x' }] }),
    ).resolves.toMatchObject({
      phase: 'stopped',
      error: { kind: 'bad-input', hint: 'Its columns are id.' },
    });
    await expect(scan(connection, { table: ORDERS, columns: ['nothing'] })).rejects.toThrow(
      'has no column nothing',
    );
  });

  test('a prepared transaction and a released savepoint lock rows, too', async () => {
    const [p, s] = await Promise.all([scene.open('P'), scene.open('S')]);
    await p.run(
      'BEGIN',
      'SELECT FROM orders WHERE id = 1 FOR UPDATE',
      `PREPARE TRANSACTION 'rows ${postgres}'`,
    );
    await s.run(
      'BEGIN',
      'SELECT FROM customers FOR KEY SHARE',
      'SAVEPOINT s',
      'SELECT FROM orders WHERE id = 2 FOR UPDATE',
      'RELEASE s',
    );
    const snapshot = await scan(connection, { table: ORDERS });
    await shop.query(`ROLLBACK PREPARED 'rows ${postgres}'`);
    expect(tell(snapshot)).toEqual([`1: rows ${postgres} null holder`, '2: 0 null approximate']);
  });

  test('a table under ACCESS EXCLUSIVE is told with who holds it, soon', async () => {
    const a = await scene.open('A');
    await a.run('BEGIN', 'LOCK TABLE orders');
    const begun = performance.now();
    const snapshot = await scan(connection, { table: ORDERS });
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(snapshot).toMatchObject({
      phase: 'stopped',
      error: {
        kind: 'lock-timeout',
        blockers: [{ pid: a.pid }],
        message: expect.stringContaining('orders is locked by'),
      },
    });
  });

  test('a table that is only waited for under ACCESS EXCLUSIVE, or locked by a prepared transaction, is told so', async () => {
    const [a, b] = await Promise.all([scene.open('A'), scene.open('B')]);
    await a.run('BEGIN', 'SELECT FROM orders');
    await b.send('ALTER TABLE orders ADD note text');
    expect((await scan(connection, { table: ORDERS })).error).toMatchObject({
      message: `The table orders can’t be had before pid ${b.pid} (B), which waits for a lock on it.`,
      blockers: [{ pid: b.pid }],
    });
    await scene.clear();
    const p = await scene.open('P');
    await p.run('BEGIN', 'LOCK TABLE orders', `PREPARE TRANSACTION 'all ${postgres}'`);
    const { error } = await scan(connection, { table: ORDERS });
    await shop.query(`ROLLBACK PREPARED 'all ${postgres}'`);
    expect(error).toMatchObject({
      message: `The table orders is locked by the prepared transaction all ${postgres}.`,
      blockers: [{ pid: 0, user: 'postgres' }],
    });
  });

  test('the row that a session waits for is told without reading the table', async () => {
    await lockAll();
    const waiter = (await scene.sample()).sessions.find(({ pid }) => scene.nameOf(pid) === 'W');
    const awaited = await fetchAwaitedRow(connection.watch, waiter?.pid ?? 0);
    expect(awaited).toMatchObject({
      schema: 'public',
      table: 'orders',
      row: { ctid: '(0,2)', key: { id: '2' } },
    });
    expect(awaited && tellRow(awaited.row)).toBe('2: A null holder, waited for by W');
    expect(await fetchAwaitedRow(connection.watch, 1)).toBeNull();
  });

  test('trying tells who holds a row, released savepoints included, and keeps nothing', async () => {
    const [a, s] = await Promise.all([scene.open('A'), scene.open('S')]);
    await a.run('BEGIN', 'SELECT FROM orders WHERE id = 1 FOR KEY SHARE');
    await s.run('BEGIN', 'SAVEPOINT s', 'SELECT FROM orders WHERE id = 2 FOR UPDATE', 'RELEASE s');
    const tried = await tryLock(connection, { table: ORDERS, ctids: ['(0,1)', '(0,2)', '(0,3)', '(9,9)'] });
    expect(tried).toEqual([
      { ctid: '(0,1)', outcome: 'locked', holders: [a.pid] },
      { ctid: '(0,2)', outcome: 'locked', holders: [s.pid] },
      { ctid: '(0,3)', outcome: 'free', holders: [] },
      { ctid: '(9,9)', outcome: 'gone', holders: [] },
    ]);
    expect(await tellLocked()).toEqual([]);
  });

  test('behind the one who waits for a row is told who holds it', async () => {
    const [a, w, v] = await Promise.all([scene.open('A'), scene.open('W'), scene.open('V')]);
    await a.run('BEGIN', 'SELECT FROM orders WHERE id = 1 FOR UPDATE');
    await w.send('SELECT FROM orders WHERE id = 1 FOR UPDATE');
    await v.send('SELECT FROM orders WHERE id = 1 FOR UPDATE');
    expect(await tryLock(connection, { table: ORDERS, ctids: ['(0,1)'] })).toEqual([
      { ctid: '(0,1)', outcome: 'locked', holders: [a.pid] },
    ]);
  });

  test('nothing is tried on production without its name, nor where nothing may be written', async () => {
    const production = { ...connection, profile: { ...connection.profile, role: 'production' as const } };
    await expect(tryLock(production, { table: ORDERS, ctids: ['(0,1)'] })).rejects.toThrow(shop.name);
    const readOnly = { ...connection, facts: { ...connection.facts, isReadOnly: true } };
    await expect(tryLock(readOnly, { table: ORDERS, ctids: ['(0,1)'] })).rejects.toThrow('accepts no writes');
  });

  test('tables with waiters come first', async () => {
    await lockAll();
    const { tables, tableCount } = await fetchLockableTables(connection.watch);
    expect(tableCount).toBe(4);
    expect(tables[0]).toMatchObject({
      name: 'orders',
      waiterCount: 1,
      lockerCount: 3,
      keyColumns: ['id'],
      lockedBy: null,
    });
    expect((await fetchLockableTables(connection.watch, 'ITEMS')).tables.map(({ name }) => name)).toEqual([
      'order_items',
    ]);
  });

  test('a scan that is stopped ends what it runs within 300 ms', async () => {
    await shop.query(
      `CREATE TABLE IF NOT EXISTS wide AS SELECT n AS id, repeat('x', 500) AS body FROM generate_series(1, 100000) n`,
    );
    const stop = new AbortController();
    const seen: LockedRowsSnapshot[] = [];
    const scanning = (async () => {
      for await (const snapshot of scanLockedRows(
        connection,
        { table: { schema: 'public', name: 'wide' }, pauseMs: 100 },
        stop.signal,
      )) {
        seen.push(snapshot);
        if (snapshot.donePages > 0) stop.abort();
      }
    })();
    await waitUntil(() => stop.signal.aborted);
    const begun = performance.now();
    await waitUntil(async () => (await busy()) === 0);
    expect(performance.now() - begun).toBeLessThan(300);
    await scanning;
    expect(seen.at(-1)?.phase).toBe('scanning');
  });

  async function tellLocked() {
    await scene.clear();
    return tell(await scan(connection, { table: ORDERS }));
  }

  async function busy(): Promise<number> {
    const rows = await connection.watch.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'lockstep rows' AND state = 'active'",
    );
    return rows.length;
  }
});

/** The last of what is told. */
async function scan(connection: OpenConnection, asked: ScanAsked): Promise<LockedRowsSnapshot> {
  let last: LockedRowsSnapshot | null = null;
  for await (const snapshot of scanLockedRows(connection, asked, new AbortController().signal))
    last = snapshot;
  if (!last) throw new Error('Nothing was told.');
  return last;
}
