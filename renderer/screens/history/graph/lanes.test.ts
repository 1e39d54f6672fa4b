import { array, assert, boolean, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import type { RevisionRow } from '../../../../electron/contract/revisions';
import { revision } from '../../../gallery/examples';
import { graphHistories } from './graph.fixtures';
import { type LaneEdge, type LaneLayout, layoutLanes } from './lanes';
import { manyBranchedRows } from './manyBranchedRows.fixtures';

const seed = record({
  parents: array(integer({ min: 1, max: 12 }), { maxLength: 3 }),
  dependsOn: array(integer({ min: 1, max: 12 }), { maxLength: 1 }),
  isStated: boolean(),
  isBranch: boolean(),
});

/** Any graph of up to 60 revisions: each follows some of those that lie up to 12 rows below it. */
const anyRows = array(seed, { maxLength: 60 }).map((seeds): readonly RevisionRow[] =>
  seeds.map(({ parents, dependsOn, isStated, isBranch }, index) => {
    const below = (steps: readonly number[]) =>
      [...new Set(steps.map((step) => index + step))]
        .filter((to) => to < seeds.length)
        .map((to) => `revision-${to}`);
    const label = isBranch ? `label-${index}` : null;
    return revision({
      name: `revision-${index}`,
      revises: below(parents),
      dependsOn: below(dependsOn),
      isStated,
      branch: label,
      branches: label === null ? [] : [label],
    });
  }),
);

const passes = (edge: LaneEdge, row: number) => edge.fromRow < row && row < edge.toRow;
const drawn = ({ edges }: LaneLayout, kind: LaneEdge['kind']) =>
  edges.filter((edge) => edge.kind === kind).map(({ from, to }) => `${from} ${to}`);

test('an edge never runs through a revision that is not at one of its ends', () => {
  assert(
    property(anyRows, (rows) => {
      const { revisions, edges } = layoutLanes(rows);
      for (const edge of edges) {
        for (const { index, lane } of revisions) {
          if (passes(edge, index)) expect(edge.lane).not.toBe(lane);
        }
      }
    }),
  );
});

test('edges share a lane only on their way to the same revision', () => {
  assert(
    property(anyRows, (rows) => {
      const { revisions, edges } = layoutLanes(rows);
      for (const { index } of revisions) {
        const passing = edges.filter((edge) => passes(edge, index));
        const ends = new Set(passing.map(({ lane, to }) => `${lane} ${to}`));
        expect(new Set(passing.map(({ lane }) => lane)).size).toBe(ends.size);
      }
    }),
  );
});

test('every edge is drawn once, from its revision down to its parent', () => {
  assert(
    property(anyRows, (rows) => {
      const layout = layoutLanes(rows);
      const stated = rows.flatMap(({ name, revises }) => revises.map((to) => `${name} ${to}`));
      expect(drawn(layout, 'revises').sort()).toEqual(stated.sort());
      const dependencies = rows.flatMap(({ name, revises, dependsOn }) =>
        dependsOn.filter((to) => !revises.includes(to)).map((to) => `${name} ${to}`),
      );
      expect(drawn(layout, 'dependsOn').sort()).toEqual(dependencies.sort());
    }),
  );
});

test('there are no more lanes than edges and revisions side by side, and one for the trunk', () => {
  assert(
    property(anyRows, (rows) => {
      const { edges, laneCount } = layoutLanes(rows);
      const open = rows.map((_, index) => edges.filter((edge) => passes(edge, index)).length);
      expect(laneCount).toBeLessThanOrEqual(Math.max(0, ...open.map((count) => count + 2)));
    }),
  );
});

test('a line is one lane', () => {
  const { laneCount, edges } = layoutLanes(graphHistories.line.revisions);
  expect(laneCount).toBe(1);
  expect(edges).toHaveLength(graphHistories.line.revisions.length - 1);
});

test('a merged branch has a lane of its own beside the trunk, from the merge down to where it began', () => {
  const { revisions, laneCount } = layoutLanes(graphHistories.merge.revisions);
  const laneOf = (word: string) => revisions.find(({ row }) => row.name.includes(word))?.lane;
  expect(laneCount).toBe(2);
  expect(['add-returns', 'merge', 'weigh-parcels', 'create-orders'].map(laneOf)).toEqual([0, 0, 0, 0]);
  expect(['pay-invoices', 'create-invoices'].map(laneOf)).toEqual([1, 1]);
});

test('a labelled branch keeps its lane', () => {
  const { revisions } = layoutLanes(graphHistories['three roots with labels'].revisions);
  for (const label of ['shop', 'billing', 'warehouse']) {
    const lanes = revisions.filter(({ row }) => row.branches.includes(label)).map(({ lane }) => lane);
    expect(new Set(lanes).size, label).toBe(1);
  }
});

test('a parent that is not among the rows is left out', () => {
  const [first, ...others] = graphHistories.line.revisions;
  const { edges } = layoutLanes(others.toSpliced(3, 1));
  expect(first).toBeDefined();
  expect(edges).toHaveLength(others.length - 3);
});

test('rows are looked at as often as there are rows, not as their square', () => {
  const reads = (count: number) => {
    let all = 0;
    const counted = manyBranchedRows(count).map(
      (row) =>
        new Proxy(row, {
          get: (target, key) => {
            all++;
            return Reflect.get(target, key);
          },
        }),
    );
    layoutLanes(counted);
    return all;
  };
  expect(reads(20_000)).toBeLessThan(11 * reads(2_000));
});
