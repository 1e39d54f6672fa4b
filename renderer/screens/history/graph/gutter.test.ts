import { expect, test } from 'vitest';
import { graphHistories } from './graph.fixtures';
import { layoutGutter } from './gutter';
import { layoutLanes } from './lanes';

test('what leaves a row below arrives above the next, in the same lanes', () => {
  for (const { revisions } of Object.values(graphHistories)) {
    const rows = layoutGutter(layoutLanes(revisions));
    rows.forEach(({ below }, index) => {
      expect(rows[index + 1]?.above ?? []).toEqual(below);
    });
  }
});

test('a merge leads from its row into both lanes, and the branch back at its end', () => {
  const rows = layoutGutter(layoutLanes(graphHistories.merge.revisions));
  expect(rows[1]?.below).toEqual([
    { kind: 'revises', upper: 0, lower: 0 },
    { kind: 'revises', upper: 0, lower: 1 },
  ]);
  expect(rows.at(-1)?.above).toEqual(
    expect.arrayContaining([
      { kind: 'revises', upper: 0, lower: 0 },
      { kind: 'revises', upper: 1, lower: 0 },
    ]),
  );
});
