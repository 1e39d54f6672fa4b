/** Edges read from the queues of pg_locks are those of pg_blocking_pids, in random scenes of real sessions. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { openSession, type Session } from '../../connection/session';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import { type LockScene, openLockScene } from '../../testing/lockScene';
import { clearLocks, lockActions, playLocks, RANDOM_LOCKS_SQL } from '../../testing/randomLocks';
import type { TestPostgres } from '../../testing/testServers';
import { findEdges } from './findEdges';
import { fetchLockRows, type LockRow } from './lockRows.sql';

const RUNS = Number(process.env.LOCKSTEP_LOCK_RUNS ?? 12);

describe.each<TestPostgres>(['18', '15'])('on PostgreSQL %s', (postgres) => {
  let scene: LockScene;
  let watch: Session;

  beforeAll(async () => {
    const database = await createTestDatabase({ postgres });
    await database.query(RANDOM_LOCKS_SQL);
    scene = await openLockScene(database);
    watch = await openSession(parseTarget({ url: database.url }), { kind: 'watch', name: 'lockstep locks' });
    atEnd(() => watch.close());
  });

  test(
    'the queue says the same as PostgreSQL itself, and so do the few rows that are fetched of many locks',
    async () => {
      let waits = 0;
      await fc.assert(
        fc.asyncProperty(lockActions, async (actions) => {
          try {
            waits += (await playLocks(scene, actions)).length;
            const rows = await fetchLockRows(watch, { turn: 0, lastCount: 0 });
            const asked = edgesOf(rows);
            expect(edgesOf(rows.map((row) => ({ ...row, blockers: null })))).toEqual(asked);
            expect(edgesOf(await fetchLockRows(watch, { turn: 1, lastCount: 1_000_000 }))).toEqual(asked);
          } finally {
            await clearLocks(scene);
          }
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
      expect(waits).toBeGreaterThan(RUNS);
    },
    RUNS * 10_000,
  );

  function edgesOf(rows: readonly LockRow[]): readonly string[] {
    const { blocking } = findEdges(rows, [], new Map());
    const edges = [...blocking].flatMap(([blocked, blockers]) =>
      [...blockers].map(([blocker, kind]) => `${scene.nameOf(Number(blocked))} ${kind} ${blocker}`),
    );
    return edges.filter((edge) => edge.startsWith('S')).sort();
  }
});
