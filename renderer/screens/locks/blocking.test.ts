import { expect, test } from 'vitest';
import { queuedRow, snapshotOf } from '../../gallery/exampleLocks';
import { session } from '../../gallery/exampleSessions';
import { blockingOf, steadyOrder } from './blocking';

const edge = (blocked: number, blocker: number, kind: 'hard' | 'soft' = 'hard', isImplied = false) => ({
  blocked,
  blocker,
  gid: null,
  kind,
  isImplied,
});
const sessions = [1, 2, 3, 4, 5].map((pid) => session({ pid }));
const keys = (of: ReturnType<typeof blockingOf>) => of.parties.map(({ key }) => key);

test('each party is drawn once, after the one that it is under', () => {
  const diamond = snapshotOf({ sessions, edges: [edge(2, 1), edge(3, 1), edge(4, 2), edge(4, 3)] });
  expect(keys(blockingOf(diamond))).toEqual(['1', '2', '4', '3']);
  expect(blockingOf(diamond).edges).toHaveLength(4);
});

test('what is implied is not drawn', () => {
  const chain = snapshotOf({ sessions, edges: [edge(2, 1), edge(3, 2, 'soft'), edge(3, 1, 'soft', true)] });
  expect(blockingOf(chain).edges.map(({ blocked, blocker }) => [blocker, blocked])).toEqual([
    ['1', '2'],
    ['2', '3'],
  ]);
});

test('roots keep the order in which they were shown, and new ones come last', () => {
  const two = snapshotOf({ sessions, edges: [edge(2, 1), edge(4, 3)] });
  expect(blockingOf(two, ['3', '1']).roots).toEqual(['3', '1']);
  expect(blockingOf(two, ['9', '3']).roots).toEqual(['3', '1']);
  expect(steadyOrder(['c', 'a'], ['a', 'b', 'c'])).toEqual(['c', 'a', 'b']);
});

test('a deadlock in the making is drawn as well', () => {
  const root = { gid: null, victimCount: 2, victimWaitMs: 1, isDeadlock: true };
  const cycle = snapshotOf({
    sessions,
    edges: [edge(1, 2), edge(2, 1)],
    roots: [
      { ...root, pid: 1 },
      { ...root, pid: 2 },
    ],
  });
  expect(keys(blockingOf(cycle))).toEqual(['1', '2']);
  expect(keys(blockingOf({ ...cycle, roots: [] }))).toEqual(['1', '2']);
});

test('a queue of thousands is walked without a stack of calls', () => {
  const blocking = blockingOf(queuedRow(5_000));
  expect(blocking.parties).toHaveLength(5_001);
  expect(blocking.edges.filter(({ isQueue }) => isQueue)).toHaveLength(4_998);
});

test('who is beyond the cap is there by name', () => {
  const capped = snapshotOf({ sessions: sessions.slice(0, 1), edges: [edge(1, 77)] });
  expect(blockingOf(capped).parties[0]).toEqual({ kind: 'absent', key: '77' });
});
