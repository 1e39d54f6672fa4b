import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LockEdge } from '../../../../electron/contract/locks';
import { chain, queuedRow, snapshotOf } from '../../../gallery/exampleLocks';
import { session } from '../../../gallery/exampleSessions';
import { blockingOf } from '../blocking';
import { NO_PLACES, placeParties } from './placeParties';

const placed = (of: Parameters<typeof blockingOf>[0], before = NO_PLACES) =>
  placeParties(blockingOf(of), before);

test('roots stand left, and who waits a step to the right of whom it waits for', () => {
  expect(Object.fromEntries(placed(chain))).toEqual({
    4711: { column: 0, row: 0 },
    5120: { column: 1, row: 0 },
    5133: { column: 2, row: 0 },
    5140: { column: 2, row: 1 },
  });
});

test('a queue stands in one column', () => {
  const columns = new Set([...placed(queuedRow(300)).values()].map(({ column }) => column));
  expect([...columns]).toEqual([0, 1, 2]);
});

test('without a change the places are the very same', () => {
  const before = placed(chain);
  expect(placed({ ...chain, takenAt: 'later' }, before)).toBe(before);
});

test('who is freed leaves, and nobody else moves', () => {
  const before = placed(chain);
  const edges = chain.edges.filter(({ blocker }) => blocker !== 4711);
  const after = placed({ ...chain, edges, roots: [] }, before);
  expect(after.has('4711')).toBe(false);
  expect(after.get('5120')).toEqual(before.get('5120'));
});

const anyEdge = fc
  .record({
    blocked: fc.integer({ min: 1, max: 12 }),
    blocker: fc.integer({ min: 1, max: 12 }),
    isSoft: fc.boolean(),
  })
  .filter(({ blocked, blocker }) => blocked !== blocker)
  .map(
    ({ blocked, blocker, isSoft }): LockEdge => ({
      blocked,
      blocker,
      gid: null,
      kind: isSoft ? 'soft' : 'hard',
      isImplied: false,
    }),
  );
const anySnapshot = fc
  .array(anyEdge, { maxLength: 20 })
  .map((edges) =>
    snapshotOf({ edges, sessions: Array.from({ length: 12 }, (_, index) => session({ pid: index + 1 })) }),
  );

test('whatever follows upon whatever: all have a place, no two the same one, and who stays doesn’t move', () => {
  fc.assert(
    fc.property(anySnapshot, anySnapshot, (first, second) => {
      const before = placed(first);
      const after = placed(second, before);
      const spots = [...after.values()].map(({ column, row }) => `${column} ${row}`);
      expect(new Set(spots).size).toBe(spots.length);
      expect([...after.keys()].sort()).toEqual(
        blockingOf(second)
          .parties.map(({ key }) => key)
          .sort(),
      );
      for (const [key, place] of after) if (before.has(key)) expect(place).toEqual(before.get(key));
    }),
  );
});
