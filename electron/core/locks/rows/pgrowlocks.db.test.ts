/** Locked rows are those that pgrowlocks tells, in random scenes of real sessions. */
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { OpenConnection } from '../../connection/connections';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { type LockScene, openLockScene } from '../../testing/lockScene';
import { openTestConnection } from '../../testing/testConnection';
import type { TestPostgres } from '../../testing/testServers';
import type { LockedRowsSnapshot } from './lockedRows';
import { fetchRunning } from './lockers.sql';
import { readLockers } from './readLockers';
import { parsePgrowlocksMode } from './rowModes';
import { fetchHeldInPages } from './rowQueries.sql';
import { scanLockedRows } from './scanLockedRows';
import { fetchTableFacts } from './tableFacts.sql';

/** 100 before a release. */
const RUNS = Number(process.env.LOCKSTEP_LOCK_RUNS ?? 12);
const CUSTOMERS = { schema: 'public', name: 'customers' };

describe.each<TestPostgres>(['18', '15'])('on PostgreSQL %s', (postgres) => {
  let shop: TestDatabase;
  let scene: LockScene;
  let connection: OpenConnection;
  /** Rows that several lock, by ctid. */
  let groups: ReadonlySet<string> = new Set();

  beforeAll(async () => {
    shop = await createTestDatabase({ postgres, template: 'shop' });
    await shop.query('ALTER TABLE customers ADD UNIQUE (name)');
    await shop.query('CREATE EXTENSION pgrowlocks; CREATE EXTENSION pageinspect');
    scene = await openLockScene(shop);
    connection = await openTestConnection(shop.url);
  });
  afterEach(() => scene.clear());

  test(
    'locked rows are those of pgrowlocks, with their lockers and modes',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 25 }), async (statements) => {
          try {
            await play(statements);
            const ours = await scan();
            expect(ours.phase).toBe('done');
            const theirs = await fetchTheirs();
            expect(comparable(ours)).toEqual(theirs);
            expect(await fetchPlain()).toEqual(withoutUnknownModes(theirs));
          } finally {
            await scene.clear();
          }
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
    },
    RUNS * 5000,
  );

  async function play(statements: readonly { readonly session: number; readonly sql: string }[]) {
    const sessions = new Map<number, Awaited<ReturnType<LockScene['open']>>>();
    const waiting = new Set<number>();
    for (const { session, sql } of statements) {
      const known = sessions.get(session) ?? (await scene.open(`S${session}`));
      if (!sessions.has(session)) await known.run("SET deadlock_timeout = '600s'", 'BEGIN');
      sessions.set(session, known);
      if (waiting.has(session)) continue;
      const sent = await known.send(sql);
      if (sent.now() === null) waiting.add(session);
    }
    // Whom a COMMIT let go may lock its row a moment later, between what we look at and what pgrowlocks does.
    await scene.settled();
  }

  /** By ctid the pids with their modes; of members that have ended pgrowlocks still tells, as pid 0. */
  async function fetchTheirs() {
    const rows = await shop.query<{ ctid: string; multi: boolean; pids: number[]; modes: string[] }>(
      `SELECT locked_row::text AS ctid, multi, pids, modes FROM pgrowlocks('customers')`,
    );
    groups = new Set(rows.filter(({ multi }) => multi).map(({ ctid }) => ctid));
    return Object.fromEntries(
      rows
        .map(
          ({ ctid, pids, modes }) =>
            [ctid, pids.map((pid, place) => `${pid} ${modeOf(modes[place] ?? '')}`).sort()] as const,
        )
        .map(([ctid, lockers]) => [ctid, lockers.filter((each) => !each.startsWith('0 '))] as const)
        .filter(([, lockers]) => lockers.length > 0),
    );
  }

  /** By SQL alone: of those that lock a row alone the mode is not known. */
  async function fetchPlain() {
    const table = await fetchTableFacts(connection.watch, CUSTOMERS);
    const running = await fetchRunning(connection.watch);
    const held = await fetchHeldInPages(connection.watch, table, [], running, { from: 0, to: 100 });
    return Object.fromEntries(
      held.map((each) => {
        const lockers = readLockers(each, running);
        const isGroup = each.members !== null;
        return [each.ctid, lockers.map(({ pid, mode }) => `${pid} ${isGroup ? mode : null}`).sort()];
      }),
    );
  }

  function withoutUnknownModes(theirs: Readonly<Record<string, readonly string[]>>) {
    return Object.fromEntries(
      Object.entries(theirs).map(([ctid, lockers]) => [
        ctid,
        groups.has(ctid) ? lockers : lockers.map((each) => each.replace(/ .*/, ' null')),
      ]),
    );
  }

  function modeOf(mode: string): string {
    return parsePgrowlocksMode(mode) ?? mode;
  }

  /** pgrowlocks has one word for a new key and for a deleted row. */
  function comparable({ rows }: LockedRowsSnapshot) {
    return Object.fromEntries(
      rows.map(({ ctid, lockers }) => [
        ctid,
        lockers
          .map(({ pid, mode }) => `${pid} ${mode === 'deleted' || mode === 'key updated' ? 'changed' : mode}`)
          .sort(),
      ]),
    );
  }

  /** The last of what is told. */
  async function scan(): Promise<LockedRowsSnapshot> {
    let last: LockedRowsSnapshot | null = null;
    const { signal } = new AbortController();
    for await (const snapshot of scanLockedRows(connection, { table: CUSTOMERS }, signal)) last = snapshot;
    if (!last) throw new Error('Nothing was told.');
    return last;
  }
});

const row = fc.integer({ min: 1, max: 3 });
const statement = fc.record({
  session: fc.nat(4),
  sql: fc.oneof(
    fc
      .record({ id: row, mode: fc.constantFrom('KEY SHARE', 'SHARE', 'NO KEY UPDATE', 'UPDATE') })
      .map(({ id, mode }) => `SELECT FROM customers WHERE id = ${id} FOR ${mode}`),
    row.map((id) => `UPDATE customers SET email = email WHERE id = ${id}`),
    row.map((id) => `UPDATE customers SET name = name || '+' WHERE id = ${id}`),
    row.map((id) => `INSERT INTO orders (customer_id) VALUES (${id})`),
    fc.constant('COMMIT; BEGIN'),
    fc.constant('ROLLBACK; BEGIN'),
  ),
});
