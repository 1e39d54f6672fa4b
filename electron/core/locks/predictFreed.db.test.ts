/** What is foretold of ending a session, and what then happens, in random scenes of real sessions. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseTarget } from '../connection/parseTarget';
import { openSession, type Session } from '../connection/session';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { atEnd } from '../testing/endings';
import { type LockScene, openLockScene } from '../testing/lockScene';
import {
  clearLocks,
  type LockAction,
  lockActions,
  playLocks,
  RANDOM_LOCKS_SQL,
  type WaitingSession,
} from '../testing/randomLocks';
import type { TestPostgres } from '../testing/testServers';
import { waitUntil } from '../testing/waitUntil';
import type { LockParty } from './freeing';
import { nextForRows, predictFreed } from './predictFreed';
import { fetchRowHolders } from './rowHolders';
import type { LockSnapshot } from './snapshot';

/** 200 before a release. */
const RUNS = Number(process.env.LOCKSTEP_LOCK_RUNS ?? 12);

describe.each<TestPostgres>(['18', '15'])('on PostgreSQL %s', (postgres) => {
  let database: TestDatabase;
  let scene: LockScene;
  let watch: Session;
  const said = { certain: 0, open: 0, waiting: 0 };

  beforeAll(async () => {
    database = await createTestDatabase({ postgres });
    await database.query(RANDOM_LOCKS_SQL);
    scene = await openLockScene(database);
    watch = await openSession(parseTarget({ url: database.url }), { kind: 'watch', name: 'lockstep locks' });
    atEnd(() => watch.close());
  });

  test(
    'those go on of whom it was said, and no others',
    async () => {
      await fc.assert(
        fc.asyncProperty(lockActions, fc.nat(1000), async (actions, chosen) => {
          await play(actions, chosen).finally(() => clearLocks(scene));
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
      // Scenes in which nobody waits, or of which nothing is certain, would show nothing.
      expect(said.waiting).toBeGreaterThan(RUNS / 2);
      expect(said.open).toBeLessThanOrEqual(said.certain * 0.2 + 3);
    },
    RUNS * 10_000,
  );

  async function play(actions: readonly LockAction[], chosen: number): Promise<void> {
    const waiting = await playLocks(scene, actions);
    const snapshot = await scene.sample();
    const parties = partiesOf(snapshot);
    const party = parties[chosen % parties.length];
    if (!party) return;
    const holders = await fetchRowHolders(watch, nextForRows(snapshot, party));
    const { means, byCancel, byEnd } = predictFreed(snapshot, party, holders);
    const { goOn, mayGoOn, stillWait } = means === 'cancel' ? byCancel : byEnd;
    said.certain += goOn.length;
    said.open += mayGoOn.length;
    said.waiting += goOn.length + mayGoOn.length + stillWait.length;
    const isIt = ({ session }: WaitingSession) => 'pid' in party && party.pid === session.pid;
    await end(party, means === 'cancel');
    const own = waiting.find(isIt);
    await waitUntil(() => !own || own.sent.now());
    await scene.settled();
    const went = waiting
      .filter((each) => !isIt(each) && each.sent.now())
      .map(({ session }) => session.pid)
      .filter((pid) => !mayGoOn.includes(pid));
    const who = 'pid' in party ? scene.nameOf(party.pid) : party.gid;
    const told = `ended ${who} of ${(await scene.graph(snapshot)).join('; ')}`;
    expect(went.map(scene.nameOf).sort(), told).toEqual(goOn.map(scene.nameOf).sort());
  }

  /** Those whom others of this scene wait for. */
  function partiesOf({ edges, sessions }: LockSnapshot): readonly LockParty[] {
    const parties = new Map<string, LockParty>();
    for (const { blocked, blocker, gid } of edges) {
      if (!scene.nameOf(blocked).startsWith('S')) continue;
      const backendStart = sessions.find(({ pid }) => pid === blocker)?.backendStart;
      if (gid !== null) parties.set(gid, { gid });
      else if (backendStart) parties.set(String(blocker), { pid: blocker, backendStart });
    }
    return [...parties].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, party]) => party);
  }

  async function end(party: LockParty, byCancel: boolean): Promise<void> {
    if ('gid' in party) return void (await database.query(`ROLLBACK PREPARED '${party.gid}'`));
    const sql = byCancel ? 'SELECT pg_cancel_backend($1)' : 'SELECT pg_terminate_backend($1, 5000)';
    await database.query(sql, [party.pid]);
  }
});
