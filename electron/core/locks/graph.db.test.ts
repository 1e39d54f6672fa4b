/** Real sessions that wait for each other, and the graph that is seen of each case. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { type LockScene, openLockScene } from '../testing/lockScene';
import { createTestRole } from '../testing/testRole';
import type { TestPostgres } from '../testing/testServers';
import { waitUntil } from '../testing/waitUntil';
import { predictFreed } from './predictFreed';

describe.each<TestPostgres>(['18', '15'])('on PostgreSQL %s', (postgres) => {
  let shop: TestDatabase;
  let scene: LockScene;

  beforeAll(async () => {
    shop = await createTestDatabase({ postgres, template: 'shop' });
    scene = await openLockScene(shop);
  });

  afterEach(() => scene.clear());

  async function expectGraph(edges: readonly string[]) {
    const snapshot = await scene.sample();
    expect(await scene.graph(snapshot)).toEqual(edges.toSorted());
    return snapshot;
  }

  test('a queued ALTER blocks later readers: the reader blocks it hard, it blocks them softly', async () => {
    const [a, b, c] = await Promise.all([scene.open('A'), scene.open('B'), scene.open('C')]);
    await a.run('BEGIN', 'SELECT count(*) FROM orders');
    await b.send('ALTER TABLE orders ADD note text');
    await c.send('SELECT count(*) FROM orders');
    const snapshot = await expectGraph(['B waits for A (hard)', 'C waits for B (soft)']);
    expect(scene.sessionOf(snapshot, 'A')).toMatchObject({
      state: 'idle in transaction',
      queryKind: 'last',
      query: 'SELECT count(*) FROM orders',
      awaits: null,
    });
    expect(scene.sessionOf(snapshot, 'A').holds.map(({ text }) => text)).toContain(
      'holds ACCESS SHARE on orders',
    );
    expect(scene.sessionOf(snapshot, 'B').awaits?.text).toBe(
      'wants ACCESS EXCLUSIVE on orders for ALTER TABLE',
    );
    expect(rootsOf(snapshot)).toEqual([{ who: 'A', victimCount: 2, isDeadlock: false }]);
  });

  test('of a deadlock in the making both wait for each other, and both are roots', async () => {
    const [a, b, c] = await Promise.all([scene.open('A'), scene.open('B'), scene.open('C')]);
    for (const session of [a, b]) await session.run("SET deadlock_timeout = '60s'", 'BEGIN');
    await a.run('UPDATE orders SET status = status WHERE id = 1');
    await b.run('UPDATE orders SET status = status WHERE id = 2');
    await a.send('UPDATE orders SET status = status WHERE id = 2');
    await b.send('UPDATE orders SET status = status WHERE id = 1');
    await c.send('UPDATE orders SET status = status WHERE id = 1');
    const snapshot = await expectGraph([
      'A waits for B (hard)',
      'B waits for A (hard)',
      'C waits for B (hard)',
    ]);
    expect(rootsOf(snapshot).map(({ who, isDeadlock }) => [who, isDeadlock])).toEqual(
      expect.arrayContaining([
        ['A', true],
        ['B', true],
      ]),
    );
  });

  test('one ALTER waits for each of those that hold the table', async () => {
    const [a, b, c, ddl] = await Promise.all([
      scene.open('A'),
      scene.open('B'),
      scene.open('C'),
      scene.open('DDL'),
    ]);
    await a.run('BEGIN', 'SELECT FROM orders');
    await b.run('BEGIN', 'UPDATE orders SET status = status WHERE id = 1');
    await c.run('BEGIN', 'LOCK TABLE orders IN SHARE UPDATE EXCLUSIVE MODE');
    await ddl.send('ALTER TABLE orders ADD note text');
    const snapshot = await expectGraph([
      'DDL waits for A (hard)',
      'DDL waits for B (hard)',
      'DDL waits for C (hard)',
    ]);
    expect(rootsOf(snapshot)).toHaveLength(3);
  });

  test('in a queue for a row the first waits for the holder, the others for the first and those ahead', async () => {
    const holder = await scene.open('H');
    await holder.run('BEGIN', 'UPDATE orders SET status = status WHERE id = 1');
    for (const name of ['W1', 'W2', 'W3', 'W4', 'W5']) {
      const waiter = await scene.open(name);
      await waiter.send('UPDATE orders SET status = status WHERE id = 1');
    }
    const snapshot = await expectGraph([
      'W1 waits for H (hard)',
      'W2 waits for W1 (hard)',
      'W3 waits for W1 (hard)',
      'W3 waits for W2 (soft)',
      'W4 waits for W1 (hard)',
      'W4 waits for W2 (soft)',
      'W4 waits for W3 (soft)',
      'W5 waits for W1 (hard)',
      'W5 waits for W2 (soft)',
      'W5 waits for W3 (soft)',
      'W5 waits for W4 (soft)',
    ]);
    const drawn = snapshot.edges.filter(({ isImplied }) => !isImplied);
    expect(await scene.graph({ ...snapshot, edges: drawn })).toEqual([
      'W1 waits for H (hard)',
      'W2 waits for W1 (hard)',
      'W3 waits for W2 (soft)',
      'W4 waits for W3 (soft)',
      'W5 waits for W4 (soft)',
    ]);
    expect(scene.sessionOf(snapshot, 'W1').awaits?.text).toMatch(
      /^waits for transaction \d+ to end for row \(0,\d+\) of orders, for UPDATE$/,
    );
    expect(scene.sessionOf(snapshot, 'W1').holds[0]?.text).toMatch(/^is next for row \(0,\d+\) of orders$/);
    expect(scene.sessionOf(snapshot, 'W2').awaits?.text).toMatch(
      /^wants EXCLUSIVE on row \(0,\d+\) of orders for UPDATE$/,
    );
  });

  test('of several that share a row the first is waited for, and the next once that one is gone', async () => {
    const [a, b, w] = await Promise.all([scene.open('A'), scene.open('B'), scene.open('W')]);
    await a.run('BEGIN', 'SELECT FROM orders WHERE id = 1 FOR SHARE');
    await b.run('BEGIN', 'SELECT FROM orders WHERE id = 1 FOR SHARE');
    await w.send('UPDATE orders SET status = status WHERE id = 1');
    await expectGraph(['W waits for A (hard)']);
    await a.run('ROLLBACK');
    await waitUntil(async () => (await scene.graph()).includes('W waits for B (hard)'));
  });

  test('who locks within a savepoint is waited for by its session, released or not', async () => {
    const [a, b, w, v] = await Promise.all([
      scene.open('A'),
      scene.open('B'),
      scene.open('W'),
      scene.open('V'),
    ]);
    await a.run('BEGIN', 'SAVEPOINT s', 'SELECT FROM orders WHERE id = 1 FOR UPDATE');
    await b.run('BEGIN', 'SELECT FROM orders WHERE id = 3 FOR UPDATE', 'SAVEPOINT s');
    await b.run('SELECT FROM orders WHERE id = 2 FOR UPDATE', 'RELEASE s');
    await w.send('SELECT FROM orders WHERE id = 1 FOR UPDATE');
    await v.send('SELECT FROM orders WHERE id = 2 FOR UPDATE');
    const snapshot = await expectGraph(['V waits for B (hard)', 'W waits for A (hard)']);
    expect(scene.sessionOf(snapshot, 'A').transactionIds).toHaveLength(2);
    expect(scene.sessionOf(snapshot, 'B').transactionIds).toHaveLength(1);
  });

  test('a prepared transaction is a root of its own, told by its gid', async () => {
    const [p, w] = await Promise.all([scene.open('P'), scene.open('W')]);
    const gid = `paid ${postgres} it's`;
    const quoted = gid.replaceAll("'", "''");
    await p.run('BEGIN', 'UPDATE orders SET status = status WHERE id = 1', `PREPARE TRANSACTION '${quoted}'`);
    await w.send('UPDATE orders SET status = status WHERE id = 1');
    const snapshot = await expectGraph([`W waits for prepared ${gid} (hard)`]);
    expect(snapshot.edges.find(({ blocker }) => blocker === 0)).toMatchObject({ gid, kind: 'hard' });
    expect(snapshot.roots.find((root) => root.gid === gid)).toMatchObject({ pid: 0, victimCount: 1 });
    expect(snapshot.prepared.find((each) => each.gid === gid)).toMatchObject({
      isInThisDatabase: true,
      rollbackSql: `ROLLBACK PREPARED '${quoted}'`,
      holds: expect.arrayContaining([expect.objectContaining({ text: 'holds ROW EXCLUSIVE on orders' })]),
    });
    await shop.query(`ROLLBACK PREPARED '${quoted}'`);
  });

  test('an index built concurrently waits for an old transaction, with its phase and whom it waits for', async () => {
    const [a, index] = await Promise.all([scene.open('A'), scene.open('I')]);
    await a.run('BEGIN', 'UPDATE orders SET status = status WHERE id = 1');
    await index.send('CREATE INDEX CONCURRENTLY by_status ON orders (status)');
    const snapshot = await expectGraph(['I waits for A (hard)']);
    expect(scene.sessionOf(snapshot, 'I')).toMatchObject({
      awaits: { text: `waits for the transaction of pid ${a.pid} to end for CREATE INDEX CONCURRENTLY` },
      progress: {
        command: 'CREATE INDEX CONCURRENTLY',
        phase: 'waiting for writers before build',
        lockersDone: 0,
        lockersTotal: 1,
        currentLockerPid: a.pid,
      },
    });
    const { pid, backendStart } = scene.sessionOf(snapshot, 'I');
    expect(predictFreed(snapshot, { pid, backendStart: backendStart ?? '' })).toMatchObject({
      means: 'cancel',
      why: expect.stringContaining('leaves an INVALID index behind'),
    });
    await scene.clear();
    await shop.query('DROP INDEX by_status');
  });

  test('advisory locks are told with the key that was asked for', async () => {
    const [a, b, c] = await Promise.all([scene.open('A'), scene.open('B'), scene.open('C')]);
    await a.run('SELECT pg_advisory_lock(-42)', 'SELECT pg_advisory_lock(7, -8)');
    await b.send('SELECT pg_advisory_lock(-42)');
    await c.send('SELECT pg_advisory_lock_shared(7, -8)');
    const snapshot = await expectGraph(['B waits for A (hard)', 'C waits for A (hard)']);
    expect(scene.sessionOf(snapshot, 'B').awaits?.target.advisoryKey).toBe('-42');
    expect(scene.sessionOf(snapshot, 'C').awaits?.target.advisoryKey).toBe('(7, -8)');
    expect(scene.sessionOf(snapshot, 'A').holds.map(({ target }) => target.advisoryKey)).toEqual([
      '(7, -8)',
      '-42',
    ]);
  });

  test('parallel workers are one with their leader, who is waited for', async () => {
    const [a, ddl] = await Promise.all([scene.open('A'), scene.open('DDL')]);
    await a.run(
      `SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
       SET min_parallel_table_scan_size = 0; SET parallel_leader_participation = off`,
    );
    await shop.query('ALTER TABLE orders SET (parallel_workers = 2)');
    await a.run('BEGIN', 'SELECT FROM customers');
    // Its workers sleep, too: pg_sleep is parallel safe.
    const sleeping = a.run('SELECT FROM orders WHERE pg_sleep(id) IS NULL').catch(() => undefined);
    await waitUntil(async () =>
      (await scene.sample()).sessions.some(({ pid, workerPids }) => pid === a.pid && workerPids.length > 0),
    );
    await ddl.send('ALTER TABLE orders ADD note text');
    const snapshot = await expectGraph(['DDL waits for A (hard)']);
    expect(
      snapshot.sessions
        .map(({ pid }) => pid)
        .filter((pid) => scene.sessionOf(snapshot, 'A').workerPids.includes(pid)),
    ).toEqual([]);
    expect(rootsOf(snapshot)).toEqual([{ who: 'A', victimCount: 1, isDeadlock: false }]);
    await scene.clear();
    await sleeping;
  });

  test('a deferrable transaction waits for a serializable one that writes', async () => {
    const [a, d] = await Promise.all([scene.open('A'), scene.open('D')]);
    await a.run('BEGIN ISOLATION LEVEL SERIALIZABLE', 'UPDATE orders SET status = status WHERE id = 1');
    await d.run('BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE');
    await d.send('SELECT count(*) FROM orders');
    const snapshot = await expectGraph(['D waits for A (hard)']);
    expect(scene.sessionOf(snapshot, 'D').waitedMs).not.toBeNull();
  });

  test('a foreign key locks the row that it refers to, and who deletes that row waits', async () => {
    const [a, w] = await Promise.all([scene.open('A'), scene.open('W')]);
    await a.run('BEGIN', 'INSERT INTO orders (customer_id) VALUES (3)');
    await w.send('DELETE FROM customers WHERE id = 3');
    const snapshot = await expectGraph(['W waits for A (hard)']);
    expect(scene.sessionOf(snapshot, 'W').awaits?.text).toMatch(/for row \(0,3\) of customers, for DELETE$/);
  });

  test('a role without pg_monitor sees the same graph, and is told what it does not see', async () => {
    const role = await createTestRole(shop);
    const poor = await openLockScene(shop, role.url);
    const [a, b, c] = await Promise.all([poor.open('A'), poor.open('B'), poor.open('C')]);
    await a.run('BEGIN', 'SELECT count(*) FROM orders');
    await b.send('ALTER TABLE orders ADD note text');
    await c.send('SELECT count(*) FROM orders');
    const snapshot = await poor.sample();
    expect(await poor.graph(snapshot)).toEqual(['B waits for A (hard)', 'C waits for B (soft)']);
    expect(poor.sessionOf(snapshot, 'B')).toMatchObject({
      isHidden: true,
      query: null,
      state: null,
      kind: 'unknown',
      backendStart: null,
      awaits: { text: 'wants ACCESS EXCLUSIVE on orders' },
      waitedMs: expect.any(Number),
    });
    expect(snapshot.hidden?.grantSql).toBe(`GRANT pg_monitor TO "${role.name}";`);
    await poor.clear();
  });

  test('a role with its own way to write times and numbers sees the same', async () => {
    const role = await createTestRole(shop);
    await shop.query(`ALTER ROLE ${role.name} SET DateStyle = 'German';
      ALTER ROLE ${role.name} SET extra_float_digits = -15; ALTER ROLE ${role.name} SET search_path = ''`);
    const german = await openLockScene(shop, role.url);
    const [a, b, c] = await Promise.all([german.open('A'), german.open('B'), german.open('C')]);
    await a.run('BEGIN', 'SELECT count(*) FROM orders');
    await b.send('ALTER TABLE orders ADD note text');
    await c.send('SELECT count(*) FROM orders');
    const snapshot = await german.sample();
    expect(Math.abs(Date.parse(snapshot.takenAt) - Date.now())).toBeLessThan(60_000);
    expect(await german.graph(snapshot)).toEqual(['B waits for A (hard)', 'C waits for B (soft)']);
    await german.clear();
  });

  test('a statement that PostgreSQL keeps a part of is told from one that is whole, in any alphabet', async () => {
    const [whole, cut, wide] = await Promise.all([
      scene.open('whole'),
      scene.open('cut'),
      scene.open('wide'),
    ]);
    const longest = (fill: string, bytes: number) => {
      const [head, tail] = ["SELECT count(*), '", "' FROM orders"];
      const room = bytes - Buffer.byteLength(head + tail);
      return `${head}${fill.repeat(Math.floor(room / Buffer.byteLength(fill)))}${tail}`;
    };
    await whole.run('BEGIN', longest('x', 1019));
    await cut.run('BEGIN', longest('x', 1025));
    await wide.run('BEGIN', longest('€', 1100));
    const snapshot = await scene.sample();
    const isCut = (name: string) => scene.sessionOf(snapshot, name).isQueryCut;
    expect(['whole', 'cut', 'wide'].map(isCut)).toEqual([false, true, true]);
    expect(scene.sessionOf(snapshot, 'whole').query).toMatch(/FROM orders$/);
    expect(scene.sessionOf(snapshot, 'cut').query).not.toMatch(/FROM orders$/);
  });

  function rootsOf({ roots }: Awaited<ReturnType<typeof expectGraph>>) {
    return roots
      .map(({ pid, victimCount, isDeadlock }) => ({ who: scene.nameOf(pid), victimCount, isDeadlock }))
      .filter(({ who }) => !/^\d+$/.test(who));
  }
});
