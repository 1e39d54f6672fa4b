/**
 * What the suggestions are worth: a warehouse in the manner of TPC-H without its secondary indexes runs its workload,
 * is given what Lockstep suggests for it, and is measured again; against the indexes that its owner had made. Where
 * Debian's PostgreSQL 15 is there with hypopg (`apt install postgresql-15-hypopg`), against one index for each column
 * that hypopg finds used, too. Fails beyond the bars. `npm run bench:advice [-- --orders 150000 --rounds 3]`.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseTarget } from '../../electron/core/connection/parseTarget';
import { openSession, type Session } from '../../electron/core/connection/session';
import type { Suggestion } from '../../electron/core/indexes/suggestion';
import { adviseTarget } from '../../electron/core/indexes/workload/adviseTarget';
import { suggestIndexes } from '../../electron/core/indexes/workload/suggestIndexes';
import type { WorkloadAdvice } from '../../electron/core/indexes/workload/workloadInput';
import { startDebianServer } from '../../electron/core/testing/debianServer';
import { createWarehouse } from '../../electron/core/testing/warehouse/createWarehouse';
import { warehouseQueries, warehouseRun } from '../../electron/core/testing/warehouse/queries';
import { startLocalServer } from '../../electron/core/twin/localServer';
import { withPlanTwin } from '../../electron/core/twin/planner/planTwin';
import { createTwin } from '../../electron/core/twin/twinKeeper';
import { temporaryFolder } from '../temporaryFolder';
import { adviseByHypopg } from './hypopgAdvice';
import { judge, print } from './report';

const { values } = parseArgs({
  options: { orders: { type: 'string', default: '150000' }, rounds: { type: 'string', default: '3' } },
});
const ROUNDS = Number(values.rounds);
const AT_MOST = { owner: 1.1, hypopg: 1, roundSeconds: 30 };

const SECONDARY = `SELECT 'DROP INDEX ' || i.indexrelid::regclass AS sql FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE c.relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)`;

const PAIRED: Readonly<Record<string, readonly string[]>> = {
  orders: ['o_custkey', 'o_orderstatus', 'o_totalprice', 'o_orderdate', 'o_orderpriority', 'o_clerk'],
  lineitem: [
    'l_partkey',
    'l_suppkey',
    'l_quantity',
    'l_shipdate',
    'l_commitdate',
    'l_receiptdate',
    'l_shipmode',
  ],
};

/** A place that databases can be made in. */
interface Place {
  url(database: string): string;
}

const folder = await temporaryFolder('advice');
const twin = createTwin({ folder: join(folder, 'twin') });
try {
  await againstOwner();
  await againstHypopg();
} finally {
  await twin.stop();
  await rm(folder, { recursive: true, force: true });
}

async function againstOwner(): Promise<void> {
  const settings = { fsync: 'off', autovacuum: 'off', max_parallel_workers_per_gather: '0' };
  const server = await startLocalServer({ binaries: '18', folder: join(folder, 'server'), settings });
  try {
    await createDatabases(server, ['owner', 'advised']);
    const bare = await countBare(server, 'advised');
    const { suggestions } = await advise(server.url('advised'));
    await timeRound(server.url('advised'));
    await apply(
      server,
      'advised',
      suggestions.map(({ sql }) => sql ?? ''),
    );
    const [owner, advised] = await measureInTurn(server, ['owner', 'advised']);
    tell({ bare, owner, advised });
    judge('advised over the owner’s', (advised ?? 0) / (owner ?? 1), { atMost: AT_MOST.owner });
  } finally {
    await server.stop();
  }
}

async function againstHypopg(): Promise<void> {
  const server = await startDebianServer(join(folder, 'debian'));
  if (!server) {
    print('without hypopg: Debian’s PostgreSQL 15 or its hypopg is not installed');
    return;
  }
  try {
    await createDatabases(server, ['hypopg', 'advised']);
    await countBare(server, 'hypopg');
    const bare = await countBare(server, 'advised');
    const singles = await adviseByHypopg(server.url('hypopg'), warehouseRun());
    const { suggestions } = await advise(server.url('advised'));
    await apply(server, 'hypopg', singles);
    await apply(
      server,
      'advised',
      suggestions.map(({ sql }) => sql ?? ''),
    );
    const [hypopg, advised] = await measureInTurn(server, ['hypopg', 'advised']);
    print(`PostgreSQL 15; ${singles.length} indexes of one column by hypopg`);
    tell({ bare, hypopg, advised });
    judge('advised over hypopg’s', (advised ?? 0) / (hypopg ?? 1), { atMost: AT_MOST.hypopg });
  } finally {
    await server.stop();
  }
}

/** Loaded once: the others are copies. */
async function createDatabases(place: Place, [first = '', ...others]: readonly string[]): Promise<void> {
  await withSession(place.url('postgres'), (session) => session.query(`CREATE DATABASE ${first}`));
  await createWarehouse(place.url(first), Number(values.orders));
  for (const name of others) {
    await withSession(place.url('postgres'), (session) =>
      session.query(`CREATE DATABASE ${name} TEMPLATE ${first}`),
    );
  }
}

/** Drops the secondary indexes, and lets the workload be counted without them. */
async function countBare(place: Place, database: string): Promise<number> {
  return withSession(place.url(database), async (session) => {
    for (const { sql } of await session.query<{ sql: string }>(SECONDARY)) await session.query(sql);
    await session.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    await runWorkload(session);
    await session.query('SELECT pg_stat_statements_reset()');
    return runWorkload(session);
  });
}

async function advise(url: string): Promise<WorkloadAdvice> {
  const signal = new AbortController().signal;
  let begun = performance.now();
  for await (const snapshot of adviseTarget({ twin, credentials: parseTarget({ url }), signal })) {
    if (snapshot.phase === 'reading') begun = performance.now();
    if (snapshot.phase === 'failed') throw new Error(snapshot.error.message);
    if (snapshot.phase !== 'done') continue;
    const { planned, notPlanned, tried, suggestions, totalMs, expectedMs } = snapshot.advice;
    print(
      `${planned} statements planned, ${notPlanned.length} not, ${tried} indexes tried, ${suggestions.length} suggested`,
    );
    for (const { reason, text } of notPlanned) print(`  not planned: ${reason}: ${text.slice(0, 60)}`);
    for (const each of suggestions) print(`  ${describe(each)}`);
    judge('seconds of the round', (performance.now() - begun) / 1000, { atMost: AT_MOST.roundSeconds });
    print(`  expected ${totalMs.toFixed(0)} ms -> ${expectedMs.toFixed(0)} ms`);
    return snapshot.advice;
  }
  throw new Error('There is no workload.');
}

/** Two hundred statements: those of the workload, and others on its tables. */
async function timeRound(url: string): Promise<void> {
  const texts = [...warehouseQueries.map(({ sql }) => sql), ...pairedQueries()].slice(0, 200);
  const statements = texts.map((text, index) => ({ queryId: String(index), text, calls: 100, meanMs: 10 }));
  const begun = performance.now();
  await withPlanTwin(twin, parseTarget({ url }).target, async (planning) => {
    const input = { planning, statements, writes: [], signal: new AbortController().signal };
    for await (const snapshot of suggestIndexes(input)) {
      if (snapshot.phase === 'failed') throw new Error(snapshot.error.message);
      if (snapshot.phase !== 'done') continue;
      const { planned, tried, suggestions, isCutShort } = snapshot.advice;
      const cut = isCutShort ? ', cut short' : '';
      print(`${planned} statements, ${tried} indexes tried, ${suggestions.length} suggested${cut}`);
    }
  });
  judge('seconds of that round', (performance.now() - begun) / 1000, { atMost: AT_MOST.roundSeconds });
}

function pairedQueries(): readonly string[] {
  return Object.entries(PAIRED).flatMap(([table, columns]) =>
    columns.flatMap((one) =>
      columns
        .filter((other) => other !== one)
        .flatMap((other) => [
          `SELECT * FROM ${table} WHERE ${one} = $1 AND ${other} > $2`,
          `SELECT count(*) FROM ${table} WHERE ${one} = $1 GROUP BY ${other}`,
        ]),
    ),
  );
}

function describe({ sql, savingMs, sizeBytes, helps }: Suggestion): string {
  const megabytes = ((sizeBytes ?? 0) / 1e6).toFixed(1);
  return `${(savingMs ?? 0).toFixed(0).padStart(6)} ms ${megabytes.padStart(6)} MB  ${sql} (${helps.length})`;
}

async function apply(place: Place, database: string, statements: readonly string[]): Promise<void> {
  await withSession(place.url(database), async (session) => {
    await session.query('SET statement_timeout = 0');
    for (const sql of statements) await session.query(sql);
    await session.query('VACUUM ANALYZE');
  });
}

/** Least of some rounds, in turn, so that what else the machine does meets them alike. */
async function measureInTurn(place: Place, databases: readonly string[]): Promise<readonly number[]> {
  const least = databases.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, database] of databases.entries()) {
      const ms = await withSession(place.url(database), runWorkload);
      // The first one fills the buffers.
      if (round > 0) least[index] = Math.min(least[index] ?? ms, ms);
    }
  }
  return least;
}

async function runWorkload(session: Session): Promise<number> {
  const begun = performance.now();
  for (const sql of warehouseRun()) await session.query(sql);
  return performance.now() - begun;
}

function tell(times: Readonly<Record<string, number | undefined>>): void {
  for (const [name, ms] of Object.entries(times))
    print(`  ${name.padEnd(10)} ${(ms ?? 0).toFixed(0).padStart(8)} ms`);
}

async function withSession<T>(url: string, use: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(parseTarget({ url }), { kind: 'run', name: 'lockstep bench' });
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}
