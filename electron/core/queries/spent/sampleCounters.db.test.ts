/** The counters of a real server, read again and again while a statement runs, and none does. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { openSession } from '../../connection/session';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import { startOwnServer } from '../../testing/ownServer';
import { fetchWorkload } from '../fetchWorkload';
import { createSampling, type TimeSpent } from './sampleCounters';

const EVERY_MS = 150;
const SLOW = 'SELECT pg_sleep(0.05)';

async function open(postgres: '18' | '15') {
  // All counters of a server begin anew in here, which others on it would take for an error of theirs.
  const database = await startOwnServer(postgres);
  await database.query('CREATE EXTENSION pg_stat_statements');
  await database.query(SLOW);
  const watch = await openSession(parseTarget({ url: database.url }), {
    ...{ kind: 'watch', name: 'lockstep watch' },
  });
  atEnd(() => watch.close());
  const workload = await fetchWorkload(watch);
  if (workload.state !== 'ready') throw new Error(workload.message);
  const queryId = workload.statements.find(({ text }) => text.includes('pg_sleep'))?.queryId ?? '';
  return { database, watch, workload, queryId };
}

test.each(['18', '15'] as const)(
  'what a statement takes on PostgreSQL %s is known from the second reading on, over a reset of its counters',
  async (postgres) => {
    const { database, watch, workload, queryId } = await open(postgres);
    const stop = new AbortController();
    const sampling = createSampling(EVERY_MS);
    sampling.add(workload);
    const seen: TimeSpent[] = [];
    for await (const spent of sampling.watch(
      async () => watch,
      () => [queryId, '-1'],
      stop.signal,
    )) {
      seen.push(spent);
      if (seen.length === 2) await database.query(SLOW);
      if (seen.length === 4) await database.query('SELECT pg_stat_statements_reset()');
      if (seen.length === 5) await database.query(SLOW);
      if (seen.length === 8) stop.abort();
    }
    expect(seen[0]).toMatchObject({ readAt: [workload.takenAt], statements: [], costMs: null });
    const last = seen.at(-1);
    expect(last?.failure).toBeNull();
    expect(last?.costMs).toBeGreaterThan(0);
    const intervals = last?.statements.find((each) => each.queryId === queryId)?.msPerSecond ?? [];
    expect(intervals).toHaveLength((last?.readAt.length ?? 0) - 1);
    const busy = intervals.filter((ms) => (ms ?? 0) > 0);
    expect(busy).toHaveLength(2);
    for (const ms of busy) expect(ms).toBeGreaterThan(50);
    expect(Math.min(...intervals.map((ms) => ms ?? 0))).toBe(0);
  },
);

test('however many look, the counters are read once for all of them, and not at all when nobody does', async () => {
  const { database, watch, queryId } = await open('18');
  const stop = new AbortController();
  const sampling = createSampling(300);
  const look = async () => {
    let pushed = 0;
    for await (const _ of sampling.watch(
      async () => watch,
      () => [queryId],
      stop.signal,
    ))
      pushed++;
    return pushed;
  };
  const begun = performance.now();
  const looking = [look(), look(), look()];
  await sleep(1500);
  stop.abort();
  expect(Math.min(...(await Promise.all(looking)))).toBeGreaterThan(2);
  const readings = async () => {
    const rows = await database.query<{ calls: number }>(
      `SELECT sum(calls)::int AS calls FROM pg_stat_statements WHERE query LIKE '%clock_timestamp%json_build_array%'
        AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return rows[0]?.calls ?? 0;
  };
  const afterwards = await readings();
  expect(afterwards).toBeLessThan(2 + (performance.now() - begun) / 270);
  await sleep(700);
  expect(await readings()).toBe(afterwards);
});

test('where nothing is counted, watching ends at once', async () => {
  const { url } = await createTestDatabase();
  const watch = await openSession(parseTarget({ url }), { kind: 'watch', name: 'lockstep watch' });
  const { signal } = new AbortController();
  for await (const _ of createSampling().watch(
    async () => watch,
    () => [],
    signal,
  ))
    throw new Error('read');
  await watch.close();
});
