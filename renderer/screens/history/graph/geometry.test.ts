import { assert, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { bandInSight, bringIntoSight, cardWidth, centred, edgePath, lanePitch, ROW_PITCH } from './geometry';
import { graphHistories } from './graph.fixtures';
import { layoutLanes } from './lanes';

const size = { width: 1_100, height: 700 };

test('the band holds every row in sight', () => {
  const viewport = record({
    y: integer({ min: -200_000, max: 500 }),
    percent: integer({ min: 15, max: 150 }),
  });
  assert(
    property(viewport, ({ y, percent }) => {
      const zoom = percent / 100;
      const { first, last } = bandInSight({ x: 0, y, zoom }, size.height);
      expect(first * ROW_PITCH * zoom + y).toBeLessThanOrEqual(0);
      expect((last + 1) * ROW_PITCH * zoom + y).toBeGreaterThanOrEqual(size.height);
      expect(last - first).toBeLessThan(400);
    }),
  );
});

test('names that can’t be read become dots', () => {
  expect(bandInSight({ x: 0, y: 0, zoom: 1 }, 700).detail).toBe('card');
  expect(bandInSight({ x: 0, y: 0, zoom: 0.3 }, 700).detail).toBe('dot');
});

test('a revision that is brought into sight is in it, and one that is there stays where it is', () => {
  const anywhere = record({
    x: integer({ min: -5_000, max: 5_000 }),
    y: integer({ min: -90_000, max: 5_000 }),
  });
  assert(
    property(integer({ min: 0, max: 6 }), integer({ min: 0, max: 2_000 }), anywhere, (lane, index, at) => {
      const moved = bringIntoSight({ lane, index }, 7, { ...at, zoom: 1 }, size) ?? { ...at, zoom: 1 };
      const left = lane * lanePitch(7) + moved.x;
      const top = index * ROW_PITCH + moved.y;
      expect([left >= 0, left + cardWidth(7) <= size.width]).toEqual([true, true]);
      expect([top >= 0, top + 28 <= size.height]).toEqual([true, true]);
      expect(bringIntoSight({ lane, index }, 7, moved, size)).toBeNull();
    }),
  );
});

test('the first picture begins at the trunk where the revision has room beside it', () => {
  expect(centred({ lane: 0, index: 0 }, 3, size)).toEqual({ x: 24, y: 24, zoom: 1 });
  expect(centred({ lane: 2, index: 0 }, 3, size).x).toBe(24);
  expect(centred({ lane: 6, index: 500 }, 7, size).x).toBeLessThan(0);
});

test('an edge turns below its revision and above its parent, and is cut off at the band', () => {
  const { edges } = layoutLanes(graphHistories.merge.revisions);
  const branch = edges.find(
    ({ from, to }) => from.includes('create-invoices') && to.includes('create-orders'),
  );
  if (!branch) throw new Error('The fixture has no such edge.');
  const whole = edgePath(branch, 400, { first: 0, last: 7, detail: 'card' });
  expect(whole).toBe('M415 244V311q0 5 -5 5H20q-5 0 -5 5V336');
  expect(edgePath(branch, 400, { first: 0, last: 6, detail: 'card' })).toBe('M415 244V336');
});
