import { expect, test } from 'vitest';
import type { StatedPlace } from '../../project/project';
import { revisionFile } from '../../testing/revisionFile';
import { buildGraph } from './graph';
import { chooseStamp } from './targets';
import { ancestorsOf, tipsOf } from './walk';

type Stated = Readonly<Record<string, Partial<StatedPlace>>>;

const graphOf = (stated: Stated) =>
  buildGraph(Object.entries(stated).map(([name, place]) => revisionFile(`${name}.js`, place)));

const FORK = graphOf({
  a1: { revises: [] },
  b1: { revises: ['a1'], branch: 'left' },
  b2: { revises: ['b1'] },
  c1: { revises: ['a1'], branch: 'right' },
  c2: { revises: ['c1'] },
});
const MERGE = graphOf({
  a1: { revises: [] },
  b1: { revises: ['a1'], branch: 'left' },
  c1: { revises: ['a1'] },
  m1: { revises: ['b1', 'c1'] },
});
const ROOTS = graphOf({
  p1: { revises: [] },
  q1: { revises: [], branch: 'queue' },
  q2: { revises: ['q1'] },
});
const DEPENDS = graphOf({
  x1: { revises: [] },
  x2: { revises: ['x1'] },
  y1: { revises: [], branch: 'why' },
  y2: { revises: ['y1'], dependsOn: ['x1'] },
});

function stamped(graph: typeof FORK, heads: string, targets: string, purge = false): string {
  const applied = ancestorsOf(graph, heads === '' ? [] : heads.split(' ').map((name) => `${name}.js`));
  const after = chooseStamp(graph, applied, targets.split(' '), purge);
  expect(ancestorsOf(graph, after)).toEqual(after);
  return tipsOf(graph, after).join(' ').replaceAll('.js', '');
}

test.each([
  ['base takes everything away', FORK, 'b2 c2', 'base', ''],
  ['base of a branch goes back on that line alone', FORK, 'b2 c2', 'left@base', 'c2'],
  ['base of all branches is base', FORK, 'b2 c2', 'left@base right@base', ''],
  ['base of a branch and a place on another are both meant', FORK, 'b2 c2', 'left@base c1', 'c1'],
  ['steps from a name that end at base go back on its line alone', FORK, 'b2 c2', 'b1-2', 'c2'],
  ['steps on a branch that end at base go back on its line alone', ROOTS, 'p1 q2', 'queue@-2', 'p1'],
  ['steps that end on the way are a place', ROOTS, 'p1 q2', 'queue@-1', 'p1 q1'],
  ['base of one side below a merge leaves the other', MERGE, 'm1', 'left@base', 'c1'],
  ['a line does not take along what it depends on', DEPENDS, 'x2 y2', 'why@base', 'x2'],
  ['what depends on a line goes with it', DEPENDS, 'x2 y2', 'x1-1', 'y1'],
  ['a place behind leaves other lines', DEPENDS, 'x2 y2', 'y1', 'x2 y1'],
  ['several places may lie behind', FORK, 'b2 c2', 'b1 c1', 'b1 c1'],
  ['one may lie behind and one be there', FORK, 'b2 c2', 'b1 c2', 'b1 c2'],
  ['several may lie behind a merge', MERGE, 'm1', 'b1 c1', 'b1 c1'],
  ['heads keeps those that are there', FORK, 'b1 c2', 'heads', 'b2 c2'],
  ['what is named twice counts once', FORK, 'c1', 'heads b2', 'b2 c2'],
  ['heads that depend on one another do not overlap', DEPENDS, '', 'heads', 'x2 y2'],
])('%s', (_, graph, heads, targets, after) => {
  expect(stamped(graph, heads, targets)).toBe(after);
});

test('a purge keeps nothing but the targets and what they need', () => {
  expect(stamped(DEPENDS, 'x2 y2', 'y1', true)).toBe('y1');
  expect(stamped(FORK, 'b2 c2', 'left@base', true)).toBe('');
});

test.each([
  [FORK, 'b1 b2', /b2\.js overlaps/],
  [FORK, 'b1 heads', /b2\.js, c2\.js overlaps/],
  [DEPENDS, 'x1 y2', /y2\.js overlaps/],
  [FORK, 'b1-3', /beyond base: 2 steps/],
  [FORK, 'base-1', /beyond base: 0 steps/],
  [FORK, 'heads-1', /several revisions/],
])('a stamp that can’t be meant is refused: %#', (graph, targets, message) => {
  expect(() => stamped(graph, '', targets)).toThrow(message);
});
