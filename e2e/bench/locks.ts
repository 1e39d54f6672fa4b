/**
 * What looking at locks costs: 550 sessions that queue for one row, sampled once a second (a sample's time, the
 * processor time of our backend on the server, from /proc, so on Linux alone); 50,000 locks (longest freeze, memory);
 * the locked rows among 3,000,000 against pgrowlocks in interleaved rounds; and the first of them in a heap the size
 * of 100,000,000 rows, which is sparse: pages of real rows, then zero pages by truncate while the server is stopped.
 * Prints figures beside their bars; fails beyond them. `npm run bench:locks [-- --seconds 20 --rounds 5]`.
 */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pg from 'pg';
import type { OpenConnection } from '../../electron/core/connection/connections';
import { parseTarget } from '../../electron/core/connection/parseTarget';
import { fetchServerFacts } from '../../electron/core/connection/serverFacts.sql';
import { openSession } from '../../electron/core/connection/session';
import { createLockCalls } from '../../electron/core/locks/lockCalls';
import { createRowSessions, type RowSessions } from '../../electron/core/locks/rows/rowSessions';
import type { ScanAsked } from '../../electron/core/locks/rows/scan';
import { scanLockedRows } from '../../electron/core/locks/rows/scanLockedRows';
import { createSampling } from '../../electron/core/locks/sample/sampleLocks';
import { type LocalServer, startLocalServer } from '../../electron/core/twin/localServer';
import { temporaryFolder } from '../temporaryFolder';
import { atAnyEnd } from './atAnyEnd';
import { growHeap } from './growHeap';
import { judge, print } from './report';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '20' }, rounds: { type: 'string', default: '5' } },
});
const SECONDS = Number(values.seconds);
const ROUNDS = Number(values.rounds);
const WAITERS = 550;
const LOCKS = { sessions: 10, tables: 5000 };
const ROWS = 3_000_000;
const HUGE_ROWS = 100_000_000;
const AT_MOST = {
  sampleMs: 150,
  corePercent: 1,
  freezeMs: 250,
  heapGrowth: 1.5,
  overPgrowlocks: 1,
  firstMs: 300,
};

/** PostgreSQL's own. Reading pg_locks walks through the whole table, which eight times the room makes eight times as long. */
const AS_IT_COMES = '64';
const ROOM_FOR_MANY_LOCKS = { max_locks_per_transaction: '512' };

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const folder = await temporaryFolder('bench');
const clients: pg.Client[] = [];
let starting = startServer();
atAnyEnd(async () => {
  await (await starting).stop();
  await rm(folder, { recursive: true, force: true });
});
let server = await starting;
try {
  await benchQueue();
  await closeClients();
  await restartServer(ROOM_FOR_MANY_LOCKS);
  await benchManyLocks();
  await closeClients();
  await benchRows();
  await closeClients();
  await benchHugeHeap();
} finally {
  await closeClients();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function restartServer(more?: Readonly<Record<string, string>>, meanwhile = async () => {}) {
  await server.stop();
  await meanwhile();
  starting = startServer(more);
  server = await starting;
}

function startServer(more: Readonly<Record<string, string>> = {}): Promise<LocalServer> {
  const settings = { max_connections: '700', shared_buffers: '512MB', fsync: 'off', autovacuum: 'off' };
  return startLocalServer({
    binaries: '18',
    folder: join(folder, 'server'),
    settings: { ...settings, max_locks_per_transaction: AS_IT_COMES, ...more },
  });
}

async function benchQueue(): Promise<void> {
  const holder = await connect();
  await holder.query('CREATE TABLE queue (id int PRIMARY KEY, body int); INSERT INTO queue VALUES (1, 0)');
  await holder.query('BEGIN');
  await holder.query('UPDATE queue SET body = 1');
  for (let count = 0; count < WAITERS; count++) {
    const waiter = await connect();
    await waiter.query('BEGIN');
    // It waits until the bench is over.
    waiter.query('UPDATE queue SET body = body + 1').catch(() => undefined);
  }
  await untilWaiting(holder, WAITERS);
  const watch = await openSession(parseTarget({ url: url() }), {
    kind: 'watch',
    name: 'bench',
    settings: { jit: 'off' },
  });
  const take = createSampling(watch);
  const times: number[] = [];
  for (let turn = 0; turn < 30; turn++) {
    const begun = performance.now();
    const { waitingCount, edges } = await take();
    times.push(performance.now() - begun);
    if (waitingCount !== WAITERS || edges.length < WAITERS) throw new Error('The sample is not complete.');
  }
  await watch.close();
  print(`${WAITERS} sessions queue for one row`);
  judge('a sample at the median, ms', median(times), { atMost: AT_MOST.sampleMs });
  judge('percent of one core of the server at a sample a second', (await measureShare()) * 100, {
    atMost: AT_MOST.corePercent,
  });
  print(
    `    of which pg_locks takes anybody who counts its rows: ${((await measureFloor()) * 100).toFixed(2)}`,
  );
}

/** What no look at locks can do without, as often. */
async function measureFloor(): Promise<number> {
  const client = await connect();
  const [{ pid } = { pid: 0 }] = (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows;
  const count = { name: 'count', text: 'SELECT count(*) FROM pg_catalog.pg_locks' };
  await client.query(count);
  const begun = { atMs: performance.now(), cpuMs: cpuOf(pid) };
  for (let turn = 0; turn < SECONDS / 2; turn++) {
    await sleep(1000);
    await client.query(count);
  }
  const share = (cpuOf(pid) - begun.cpuMs) / (performance.now() - begun.atMs);
  await client.end();
  return share;
}

/** Over the given seconds of watching as the screen does it. */
async function measureShare(): Promise<number> {
  const calls = createLockCalls({ use: openConnection, home: folder });
  const stop = new AbortController();
  const about = { pid: 0, begunAt: 0, cpuMs: 0 };
  let share = Number.NaN;
  for await (const { snapshot } of calls.watch({ connectionId: 'bench', everyMs: 1000 }, stop.signal)) {
    if (!snapshot) continue;
    // The first samples plan their statements.
    if (about.pid === 0)
      Object.assign(about, { pid: await pidOf('lockstep locks'), begunAt: performance.now() });
    if (about.cpuMs === 0) about.cpuMs = cpuOf(about.pid);
    const passedMs = performance.now() - about.begunAt;
    share = (cpuOf(about.pid) - about.cpuMs) / passedMs;
    if (passedMs > SECONDS * 1000) break;
  }
  await calls.close();
  return share;
}

async function benchManyLocks(): Promise<void> {
  const maker = await connect();
  for (let from = 0; from < LOCKS.tables; from += 500) {
    await maker.query(`DO $$ BEGIN FOR n IN ${from + 1}..${from + 500} LOOP
      EXECUTE format('CREATE TABLE many_%s (id int)', n); END LOOP; END $$`);
  }
  for (let count = 0; count < LOCKS.sessions; count++) {
    const holder = await connect();
    await holder.query('BEGIN');
    await holder.query(`DO $$ BEGIN FOR n IN 1..${LOCKS.tables} LOOP
      EXECUTE format('LOCK TABLE many_%s IN ACCESS SHARE MODE', n); END LOOP; END $$`);
  }
  const calls = createLockCalls({ use: openConnection, home: folder });
  const stop = new AbortController();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const heaps: number[] = [];
  let lockCount = 0;
  const costs: number[] = [];
  const begunAt = performance.now();
  for await (const { snapshot } of calls.watch({ connectionId: 'bench', everyMs: 1000 }, stop.signal)) {
    delay.enable();
    collectGarbage();
    heaps.push(process.memoryUsage().heapUsed);
    lockCount = snapshot?.lockCount ?? 0;
    costs.push(snapshot?.costMs ?? Number.NaN);
    if (performance.now() - begunAt > Math.max(SECONDS * 1000, 5000)) break;
  }
  delay.disable();
  await calls.close();
  print(`${lockCount} locks, ${heaps.length} samples of ${median(costs).toFixed(0)} ms at the median`);
  judge('longest time in which nothing else ran, ms', delay.max / 1e6, { atMost: AT_MOST.freezeMs });
  const third = Math.ceil(heaps.length / 3);
  const growth = Math.min(...heaps.slice(-third)) / Math.min(...heaps.slice(0, third));
  judge('least memory of the last third over that of the first', growth, { atMost: AT_MOST.heapGrowth });
}

async function benchRows(): Promise<void> {
  const client = await connect();
  await client.query('CREATE EXTENSION pgrowlocks');
  await createLockable(client, 'large', ROWS);
  await lockSome(client, 'large', [1, 2, ROWS / 2, ROWS / 2 + 1, ROWS - 1, ROWS]);
  const reader = await connect();
  const connection = await openConnection();
  // Of both the session is there before.
  const rowSessions = createRowSessions();
  const scan = (asked: Partial<ScanAsked>) => () =>
    countRows(connection, { table: { schema: 'public', name: 'large' }, ...asked }, rowSessions);
  const runs = {
    pgrowlocks: async () => (await reader.query("SELECT * FROM pgrowlocks('large')")).rows.length,
    one: scan({}),
    two: scan({ parallel: true }),
  };
  const times: Record<keyof typeof runs, number[]> = { pgrowlocks: [], one: [], two: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of Object.keys(runs) as (keyof typeof runs)[]) {
      const begun = performance.now();
      const count = await runs[name]();
      times[name].push(performance.now() - begun);
      if (count !== 6) throw new Error(`${name} has found ${count} rows.`);
    }
  }
  await Promise.all([connection.watch.close(), rowSessions.close()]);
  print(`the locked rows of ${ROWS.toLocaleString('en')}, ${ROUNDS} rounds, median and least in ms`);
  for (const [name, each] of Object.entries(times)) {
    print(
      `  ${name.padEnd(12)}${median(each).toFixed(0).padStart(6)}${Math.min(...each)
        .toFixed(0)
        .padStart(6)}`,
    );
  }
  print(`  with one session over pgrowlocks: ${(median(times.one) / median(times.pgrowlocks)).toFixed(2)}`);
  judge('with two sessions over pgrowlocks', median(times.two) / median(times.pgrowlocks), {
    atMost: AT_MOST.overPgrowlocks,
  });
}

async function benchHugeHeap(): Promise<void> {
  const client = await connect();
  await createLockable(client, 'huge', 10_000);
  const { rows } = await client.query<{ path: string; pages: number }>(
    "SELECT current_setting('data_directory') || '/' || pg_relation_filepath('huge') AS path, relpages AS pages FROM pg_class WHERE relname = 'huge'",
  );
  const [heap] = rows;
  if (!heap) throw new Error('There is no heap.');
  await client.query('CHECKPOINT');
  await closeClients();
  const pages = Math.round((heap.pages / 10_000) * HUGE_ROWS);
  await restartServer({}, () => growHeap(heap.path, pages));
  await lockSome(await connect(), 'huge', [1, 2, 5000]);
  const connection = await openConnection();
  const stop = new AbortController();
  const begun = performance.now();
  let firstMs = Number.NaN;
  for await (const snapshot of scanLockedRows(
    connection,
    { table: { schema: 'public', name: 'huge' } },
    stop.signal,
  )) {
    if (snapshot.rowCount === 0 && snapshot.phase === 'scanning') continue;
    firstMs = performance.now() - begun;
    if (snapshot.totalPages !== pages) throw new Error(`${snapshot.totalPages} pages are not ${pages}.`);
    break;
  }
  await connection.watch.close();
  print(`a heap of ${pages.toLocaleString('en')} pages, as of ${HUGE_ROWS.toLocaleString('en')} rows`);
  judge('first locked rows, ms', firstMs, { atMost: AT_MOST.firstMs });
}

async function createLockable(client: pg.Client, table: string, rows: number): Promise<void> {
  await client.query(`CREATE TABLE ${table} (id int PRIMARY KEY, body int, note text);
    INSERT INTO ${table} SELECT n, 0, repeat('x', 20) FROM generate_series(1, ${rows}) n`);
  await client.query(`VACUUM ANALYZE ${table}`);
}

async function lockSome(client: pg.Client, table: string, ids: readonly number[]): Promise<void> {
  await client.query('BEGIN');
  const { rowCount } = await client.query(`SELECT FROM ${table} WHERE id = ANY ($1) FOR UPDATE`, [ids]);
  if (rowCount !== ids.length) throw new Error(`${rowCount} rows were locked.`);
}

async function countRows(
  connection: OpenConnection,
  asked: ScanAsked,
  rowSessions: RowSessions,
): Promise<number> {
  let count = 0;
  const { signal } = new AbortController();
  for await (const { rowCount, error } of scanLockedRows(connection, asked, signal, rowSessions)) {
    if (error) throw new Error(error.message);
    count = rowCount;
  }
  return count;
}

async function openConnection(): Promise<OpenConnection> {
  const credentials = parseTarget({ url: url() });
  const watch = await openSession(credentials, { kind: 'watch', name: 'lockstep watch' });
  const profile = { id: 'bench', name: 'bench', role: 'development' as const, ...credentials.target };
  return { profile, credentials, watch, facts: await fetchServerFacts(watch) };
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url() });
  client.on('error', () => undefined);
  await client.connect();
  clients.push(client);
  return client;
}

async function closeClients(): Promise<void> {
  // Those that wait for a lock don't listen.
  for (const client of clients.splice(0)) client.connection.stream.destroy();
  const last = new pg.Client({ connectionString: url() });
  await last.connect();
  await last.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename IS NOT NULL',
  );
  await last.end();
}

async function untilWaiting(client: pg.Client, count: number): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted',
    );
    if (rows[0]?.count === count) return;
    await sleep(50);
  }
}

async function pidOf(application: string): Promise<number> {
  const client = await connect();
  const { rows } = await client.query<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity WHERE application_name = $1',
    [application],
  );
  return rows[0]?.pid ?? 0;
}

/**
 * Milliseconds on a processor, as the scheduler counts them: /proc/PID/stat counts whom each tick finds at work, which
 * for what itself begins at a tick is anything. https://docs.kernel.org/scheduler/sched-stats.html
 */
function cpuOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function url(): string {
  return server.url('postgres');
}
