/** What is foretold of ending a session, and what then happens, in random scenes of real sessions. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseTarget } from '../connection/parseTarget';
import { openSession, type Session } from '../connection/session';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { atEnd } from '../testing/endings';
import { type LockScene, openLockScene, type SceneSession, type SentStatement } from '../testing/lockScene';
import type { TestPostgres } from '../testing/testServers';
import { waitUntil } from '../testing/waitUntil';
import type { LockParty } from './freeing';
import { LOCK_MODES } from './lockModes';
import { nextForRows, predictFreed } from './predictFreed';
import { fetchRowHolders } from './rowHolders';
import type { LockSnapshot } from './snapshot';

const RUNS = Number(process.env.LOCKSTEP_LOCK_RUNS ?? 12);
const SESSIONS = 12;

/** One table for locks on tables, one for locks on rows: a statement then waits once at most. */
const SQL = `CREATE TABLE one (); CREATE TABLE two ();
  CREATE TABLE rows (id int PRIMARY KEY, body int); INSERT INTO rows SELECT n, 0 FROM generate_series(1, 3) n`;

const lockTable = fc
  .record({ table: fc.constantFrom('one', 'two'), mode: fc.constantFrom(...LOCK_MODES) })
  .map(({ table, mode }) => `LOCK TABLE ${table} IN ${mode} MODE`);
const row = fc.integer({ min: 1, max: 3 });
const lockRow = fc
  .record({ id: row, mode: fc.constantFrom('KEY SHARE', 'SHARE', 'NO KEY UPDATE', 'UPDATE') })
  .map(({ id, mode }) => `SELECT FROM rows WHERE id = ${id} FOR ${mode}`);
const changeRow = fc.oneof(
  row.map((id) => `UPDATE rows SET body = body + 1 WHERE id = ${id}`),
  row.map((id) => `DELETE FROM rows WHERE id = ${id}`),
);
const advisory = fc
  .record({ key: fc.integer({ min: 1, max: 2 }), shared: fc.constantFrom('', '_shared') })
  .map(({ key, shared }) => `SELECT pg_advisory_lock${shared}(${key})`);

const action = fc.record({
  session: fc.nat(SESSIONS - 1),
  sql: fc.oneof(
    { weight: 3, arbitrary: lockTable },
    { weight: 3, arbitrary: lockRow },
    { weight: 2, arbitrary: changeRow },
    { weight: 1, arbitrary: advisory },
    { weight: 1, arbitrary: fc.constant('PREPARE') },
  ),
});
const story = fc.record({
  actions: fc.array(action, { minLength: 8, maxLength: 30 }),
  ended: fc.nat(1000),
});

describe.each<TestPostgres>(['18', '15'])('on PostgreSQL %s', (postgres) => {
  let database: TestDatabase;
  let scene: LockScene;
  let watch: Session;

  const said = { certain: 0, open: 0 };

  beforeAll(async () => {
    database = await createTestDatabase({ postgres });
    await database.query(SQL);
    scene = await openLockScene(database);
    watch = await openSession(parseTarget({ url: database.url }), { kind: 'watch', name: 'lockstep locks' });
    atEnd(() => watch.close());
  });

  test(
    'those go on of whom it was said, and no others',
    async () => {
      let counted = 0;
      Object.assign(said, { certain: 0, open: 0 });
      await fc.assert(
        fc.asyncProperty(story, async ({ actions, ended }) => {
          try {
            counted += await play(actions, ended);
          } finally {
            await scene.clear();
            await rollbackPrepared();
          }
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
      expect(counted).toBeGreaterThan(RUNS / 2);
      expect(said.open).toBeLessThanOrEqual(said.certain * 0.2 + 3);
    },
    RUNS * 10_000,
  );

  /** Answers with how many waited for the one that was ended. */
  async function play(actions: readonly { session: number; sql: string }[], ended: number): Promise<number> {
    const sent = await act(actions);
    const waiting = [...sent].filter(([, statement]) => statement.now() === null);
    const snapshot = await scene.sample();
    const parties = partiesOf(snapshot);
    const party = parties[ended % parties.length];
    if (!party) return 0;
    const holders = await fetchRowHolders(watch, nextForRows(snapshot, party));
    const { means, byCancel, byEnd } = predictFreed(snapshot, party, holders);
    const { goOn, mayGoOn } = means === 'cancel' ? byCancel : byEnd;
    const [predicted, possible] = [goOn.map(scene.nameOf).sort(), mayGoOn.map(scene.nameOf)];
    said.certain += goOn.length;
    said.open += mayGoOn.length;
    const others = waiting.filter(([session]) => !('pid' in party && party.pid === session.pid));
    await end(party, means === 'cancel');
    await waitUntil(
      () => predicted.every((name) => others.some(([s, sent]) => s.name === name && sent.now())),
      2000,
    ).catch(() => undefined);
    // Long enough for one who was not meant to go on.
    await new Promise((resolve) => setTimeout(resolve, 60));
    const went = others.filter(([, sent]) => sent.now() !== null).map(([{ name }]) => name);
    const graph = await scene.graph(snapshot);
    const certain = went.filter((name) => !possible.includes(name)).sort();
    expect(certain, `ended ${labelOf(party)} of ${graph.join('; ')}`).toEqual(predicted);
    return byEnd.goOn.length + byEnd.stillWait.length;
  }

  function labelOf(party: LockParty): string {
    return 'pid' in party ? scene.nameOf(party.pid) : party.gid;
  }

  /** Sessions whose statement waits at the end. */
  async function act(actions: readonly { session: number; sql: string }[]) {
    const sessions = new Map<number, SceneSession>();
    const waiting = new Map<SceneSession, SentStatement>();
    for (const { session: number, sql } of actions) {
      const session = sessions.get(number) ?? (await begin(number));
      sessions.set(number, session);
      if (waiting.has(session)) continue;
      const sent = await session.send(sql === 'PREPARE' ? prepareSql(session) : sql);
      if (sent.now() === null) waiting.set(session, sent);
      else if (sql === 'PREPARE') await session.send('BEGIN; LOCK TABLE rows IN ROW EXCLUSIVE MODE');
    }
    return waiting;
  }

  async function begin(number: number): Promise<SceneSession> {
    const session = await scene.open(`S${number}`);
    await session.run("SET deadlock_timeout = '600s'", 'BEGIN', 'LOCK TABLE rows IN ROW EXCLUSIVE MODE');
    return session;
  }

  let prepared = 0;
  function prepareSql({ name }: SceneSession): string {
    prepared += 1;
    return `PREPARE TRANSACTION '${database.name} ${name} ${prepared}'`;
  }

  /** Those whom others of this database wait for. */
  function partiesOf({ edges, sessions }: LockSnapshot): readonly LockParty[] {
    const here = edges.filter(({ blocked }) => scene.nameOf(blocked).startsWith('S'));
    const parties = new Map<string, LockParty>();
    for (const { blocker, gid } of here) {
      const session = sessions.find(({ pid }) => pid === blocker);
      if (gid !== null) parties.set(gid, { gid });
      else if (session?.backendStart)
        parties.set(String(blocker), { pid: blocker, backendStart: session.backendStart });
    }
    return [...parties].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, party]) => party);
  }

  async function end(party: LockParty, byCancel: boolean): Promise<void> {
    if ('gid' in party) return void (await database.query(`ROLLBACK PREPARED '${party.gid}'`));
    await database.query(`SELECT pg_${byCancel ? 'cancel' : 'terminate'}_backend($1)`, [party.pid]);
  }

  async function rollbackPrepared(): Promise<void> {
    const left = await database.query<{ gid: string }>(
      'SELECT gid FROM pg_prepared_xacts WHERE database = current_database()',
    );
    for (const { gid } of left) await database.query(`ROLLBACK PREPARED '${gid}'`);
  }
});
