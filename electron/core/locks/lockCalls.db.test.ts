/** Watching, recording, and ending what blocks, as a front door asks for it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { OpenConnection } from '../connection/connections';
import { CoreError } from '../errors';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { atEnd } from '../testing/endings';
import { type LockScene, openLockScene, type SceneSession } from '../testing/lockScene';
import { openTestConnection } from '../testing/testConnection';
import { createTestRole } from '../testing/testRole';
import type { TestPostgres } from '../testing/testServers';
import { waitUntil } from '../testing/waitUntil';
import { createLockCalls, type LockKeeper } from './lockCalls';
import { sendSignal } from './signal/signals.sql';
import type { LockWatch } from './snapshot';

const ON = { connectionId: 'test' };

describe.each<TestPostgres>(['18', '15'])('on PostgreSQL %s', (postgres) => {
  let shop: TestDatabase;
  let scene: LockScene;
  let home: string;
  let connection: OpenConnection;
  let locks: LockKeeper;

  beforeAll(async () => {
    shop = await createTestDatabase({ postgres, template: 'shop' });
    scene = await openLockScene(shop);
    home = await mkdtemp(join(tmpdir(), 'lockstep-locks-'));
    atEnd(() => rm(home, { recursive: true, force: true }));
    connection = await openTestConnection(shop.url);
    locks = openCalls(connection);
  });
  afterEach(() => scene.clear());

  function openCalls(on: OpenConnection): LockKeeper {
    const calls = createLockCalls({ use: async () => on, home });
    atEnd(() => calls.close());
    return calls;
  }

  async function blocked(): Promise<{
    readonly a: SceneSession;
    readonly b: SceneSession;
    readonly start: string;
  }> {
    const [a, b] = await Promise.all([scene.open('A'), scene.open('B')]);
    await a.run('BEGIN', 'SELECT FROM orders WHERE id = 1 FOR UPDATE');
    await b.send('SELECT FROM orders WHERE id = 1 FOR UPDATE');
    return { a, b, start: await startOf(a.pid) };
  }

  async function startOf(pid: number): Promise<string> {
    const [row] = await shop.query<{ start: string }>(
      'SELECT backend_start::text AS start FROM pg_stat_activity WHERE pid = $1',
      [pid],
    );
    return row?.start ?? '';
  }

  /** Until `enough` says so. */
  async function watch(calls: LockKeeper, enough: (seen: readonly LockWatch[]) => unknown, everyMs = 500) {
    const seen: LockWatch[] = [];
    const stop = new AbortController();
    for await (const each of calls.watch({ ...ON, everyMs }, stop.signal)) {
      seen.push(each);
      if (await enough(seen)) break;
    }
    stop.abort();
    return seen;
  }

  async function ourSessions(): Promise<number> {
    const rows = await shop.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name IN ('lockstep locks', 'lockstep interrupt')`,
    );
    return rows.length;
  }

  test('all who watch share one sampling, which ends with the last of them', async () => {
    const seen = await Promise.all([1, 2, 3].map(() => watch(locks, ({ length }) => length >= 3)));
    for (const each of seen) expect(each.at(-1)).toMatchObject({ failure: null, everyMs: 500 });
    const times = seen.map((each) => each.at(-1)?.snapshot?.takenAt);
    expect(new Set(times).size).toBe(1);
    expect(seen[0]?.[0]?.snapshot?.settings.map(({ name }) => name)).toContain('deadlock_timeout');
    await waitUntil(async () => (await ourSessions()) === 0);
  });

  test('a failed sample is a state that keeps the last good one, and the next has another session', async () => {
    let isBroken = false;
    const calls = createLockCalls({
      home,
      use: async () => {
        if (isBroken) throw new CoreError({ kind: 'connection-lost', message: 'Gone.' });
        return connection;
      },
    });
    const seen = await watch(calls, async (all) => {
      if (all.length === 1) {
        isBroken = true;
        await shop.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'lockstep locks'`);
      }
      if (all.at(-1)?.failure) isBroken = false;
      return all.length > 1 && !all.at(-1)?.failure;
    });
    await calls.close();
    expect(seen[1]).toMatchObject({
      failure: { error: { kind: 'connection-lost' } },
      snapshot: seen[0]?.snapshot,
    });
    expect(seen.at(-1)).toMatchObject({ failure: null });
  });

  test('what was watched while somebody waited is recorded, and told as a file', async () => {
    const { a, b } = await blocked();
    await watch(locks, ({ length }) => length >= 2);
    const { points, keptBytes } = await locks.recorded(ON);
    const point = await waitUntil(() => points.at(-1));
    expect(point).toMatchObject({ waitingCount: expect.any(Number), rootCount: expect.any(Number) });
    expect(keptBytes).toBeGreaterThanOrEqual(0);
    const sample = await locks.sample({ ...ON, id: point.id });
    expect(sample.edges).toContainEqual(
      expect.objectContaining({ blocked: b.pid, blocker: a.pid, kind: 'hard' }),
    );
    const then = { from: point.takenAt, to: point.takenAt };
    const markdown = await locks.exportIncident({ ...ON, ...then, format: 'markdown' });
    expect(markdown.fileName).toMatch(/^locks-.*\.md$/);
    expect(markdown.text).toMatch(new RegExp(`^${a.pid} \\(A, .*\\n    └─ hard  ${b.pid} \\(B, `, 'm'));
    const json = JSON.parse((await locks.exportIncident({ ...ON, ...then, format: 'json' })).text);
    expect(json.samples.at(-1).edges).toEqual(sample.edges);
    await expect(locks.sample({ ...ON, id: 9999 })).rejects.toThrow('not kept any more');
  });

  test('ending a session that is idle in a transaction needs terminate, and frees who waits', async () => {
    const { a, b, start } = await blocked();
    const of = { pid: a.pid, backendStart: start };
    expect(await locks.freeing({ ...ON, of })).toMatchObject({
      means: 'terminate',
      byCancel: { goOn: [], stillWait: [{ pid: b.pid, waitsFor: [a.pid] }] },
      byEnd: { goOn: [b.pid], stillWait: [] },
    });
    expect(await locks.cancel({ ...ON, ...of })).toMatchObject({ outcome: 'still-there', wentOn: [] });
    expect(await locks.terminate({ ...ON, ...of })).toMatchObject({ outcome: 'gone', wentOn: [b.pid] });
    expect(await locks.terminate({ ...ON, ...of })).toMatchObject({ outcome: 'was-gone' });
    const lines = (await readFile(join(home, 'signals.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each));
    for (const { at } of lines) expect(new Date(at).toISOString()).toBe(at);
    expect(
      lines.filter(({ pid }) => pid === a.pid).map(({ action, outcome }) => `${action} ${outcome}`),
    ).toEqual([
      'cancel asked',
      'cancel still-there',
      'terminate asked',
      'terminate gone',
      'terminate asked',
      'terminate was-gone',
    ]);
    expect(lines[0]).toMatchObject({
      by: expect.stringContaining('@'),
      database: shop.name,
      backendStart: start,
    });
  });

  test('a statement that waits is cancelled, and its session stays', async () => {
    const { b } = await blocked();
    const victim = { pid: b.pid, backendStart: await startOf(b.pid) };
    expect(await locks.cancel({ ...ON, ...victim })).toMatchObject({ outcome: 'cancelled' });
    expect(await startOf(b.pid)).toBe(victim.backendStart);
  });

  test('nobody who has got the pid of another is signalled, in a thousand tries', async () => {
    const { a, b } = await blocked();
    const interrupt = connection.watch;
    for (let turn = 0; turn < 500; turn++) {
      const backendStart = new Date(Date.UTC(2026, 0, 1) + turn * 1000).toISOString();
      expect(await sendSignal(interrupt, 'terminate', { pid: a.pid, backendStart })).toBeNull();
      expect(await sendSignal(interrupt, 'cancel', { pid: b.pid, backendStart })).toBeNull();
    }
    expect((await scene.graph()).length).toBe(1);
  });

  test('a prepared transaction is rolled back by its gid', async () => {
    const [p, b] = await Promise.all([scene.open('P'), scene.open('B')]);
    const gid = `calls ${postgres}`;
    await p.run('BEGIN', 'SELECT FROM orders WHERE id = 2 FOR UPDATE', `PREPARE TRANSACTION '${gid}'`);
    await b.send('SELECT FROM orders WHERE id = 2 FOR UPDATE');
    expect(await locks.freeing({ ...ON, of: { gid } })).toMatchObject({
      means: 'rollback-prepared',
      byEnd: { goOn: [b.pid] },
    });
    expect(await locks.rollbackPrepared({ ...ON, gid })).toMatchObject({ outcome: 'gone', wentOn: [b.pid] });
    expect(await locks.rollbackPrepared({ ...ON, gid })).toMatchObject({ outcome: 'was-gone' });
  });

  test('production asks for the database’s name, and a server that takes no writes rolls back nothing', async () => {
    const { a, start } = await blocked();
    const victim = { ...ON, pid: a.pid, backendStart: start };
    const production = openCalls({ ...connection, profile: { ...connection.profile, role: 'production' } });
    await expect(production.terminate(victim)).rejects.toThrow(`type the database’s name, ${shop.name}`);
    const readOnly = openCalls({ ...connection, facts: { ...connection.facts, isReadOnly: true } });
    await expect(readOnly.rollbackPrepared({ ...ON, gid: 'x' })).rejects.toThrow('accepts no writes');
    expect(await readOnly.cancel(victim), 'a standby’s sessions can be ended').toMatchObject({
      grantSql: null,
    });
    expect(await startOf(a.pid)).toBe(start);
    expect(await production.terminate({ ...victim, databaseName: shop.name })).toMatchObject({
      outcome: 'gone',
    });
  });

  test('where no session is left to open, it is still told whom it frees, and done', async () => {
    const [role, worker] = await Promise.all([createTestRole(shop), createTestRole(shop)]);
    await shop.query(`GRANT pg_monitor, pg_signal_backend TO ${role.name};
      ALTER ROLE ${role.name} CONNECTION LIMIT 3; GRANT SELECT, UPDATE ON orders TO ${worker.name}`);
    const calls = openCalls(await openTestConnection(role.url));
    const [a, b] = await Promise.all([scene.open('A', worker.url), scene.open('B', worker.url)]);
    await a.run('BEGIN', 'SELECT FROM orders WHERE id = 1 FOR UPDATE');
    await b.send('SELECT FROM orders WHERE id = 1 FOR UPDATE');
    const party = { pid: a.pid, backendStart: await startOf(a.pid) };
    await watch(
      calls,
      async () => {
        // Until the latest sample is too old for a forecast.
        await delay(1600);
        expect(await calls.freeing({ ...ON, of: party })).toMatchObject({ byEnd: { goOn: [b.pid] } });
        expect(await calls.terminate({ ...ON, ...party })).toMatchObject({
          outcome: 'gone',
          wentOn: [b.pid],
        });
        return true;
      },
      30_000,
    );
  });

  test('what a role may not do is told with what would permit it', async () => {
    const [mine, others] = await Promise.all([createTestRole(shop), createTestRole(shop)]);
    await shop.query(`GRANT pg_read_all_stats TO ${mine.name}`);
    const calls = openCalls(await openTestConnection(mine.url));
    const [superuser, other] = await Promise.all([scene.open('Super'), scene.open('Other', others.url)]);
    const victim = async ({ pid }: SceneSession) => ({ ...ON, pid, backendStart: await startOf(pid) });
    expect(await calls.terminate(await victim(other))).toMatchObject({
      outcome: 'not-permitted',
      grantSql: `GRANT pg_signal_backend TO "${mine.name}";`,
    });
    expect(await calls.terminate(await victim(superuser))).toMatchObject({
      outcome: 'not-permitted',
      grantSql: null,
    });
    await shop.query(`GRANT pg_signal_backend TO ${mine.name}`);
    expect(await calls.terminate(await victim(other))).toMatchObject({ outcome: 'gone' });
  });
});
