import { expect, test } from 'vitest';
import { bringIntoSight, CARD_HEIGHT, drawEdges, isInSight, sightOf, sizeOf } from './geometry';

const window = { width: 1_000, height: 300 };
const places = new Map([
  ['a', { column: 0, row: 0 }],
  ['b', { column: 1, row: 0 }],
  ['c', { column: 0, row: 1 }],
  ['far', { column: 0, row: 400 }],
  ['farther', { column: 0, row: 401 }],
]);
const edge = (blocker: string, blocked: string) =>
  ({ blocker, blocked, kind: 'hard', isQueue: false }) as const;

test('what is in sight is rendered, and what is far is not', () => {
  const sight = sightOf({ x: 0, y: 0, zoom: 1 }, window);
  expect(isInSight({ column: 3, row: 4 }, sight)).toBe(true);
  expect(isInSight({ column: 0, row: 40 }, sight)).toBe(false);
});

test('only edges that touch what is in sight are drawn', () => {
  const sight = sightOf({ x: 0, y: 0, zoom: 1 }, window);
  const edges = [edge('a', 'b'), edge('a', 'far'), edge('far', 'farther'), edge('a', 'nowhere')];
  expect(drawEdges(edges, places, sight, 'b').map(({ key, isSelected }) => [key, isSelected])).toEqual([
    ['a b', true],
    ['a far', false],
  ]);
});

test('who stands right below is reached straight down', () => {
  const [down] = drawEdges([edge('a', 'c')], places, sightOf({ x: 0, y: 0, zoom: 1 }, window), null);
  expect(down?.line).toMatch(new RegExp(`^M\\d+ ${CARD_HEIGHT}V`));
});

test('what is in sight already doesn’t move the window, and what is not comes in', () => {
  const at = { x: 16, y: 16, zoom: 1 };
  expect(bringIntoSight({ column: 1, row: 1 }, at, window)).toBeNull();
  const moved = bringIntoSight({ column: 0, row: 400 }, at, window);
  expect(moved && bringIntoSight({ column: 0, row: 400 }, moved, window)).toBeNull();
});

test('the graph is as large as its farthest card', () => {
  expect(sizeOf(new Map([['a', { column: 0, row: 0 }]]))).toEqual({ width: 240, height: CARD_HEIGHT });
});
