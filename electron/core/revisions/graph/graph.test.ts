import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StatedPlace } from '../../project/project';
import { revisionFile } from '../../testing/revisionFile';
import { buildGraph, type RevisionGraph } from './graph';
import { chooseDowngrade, chooseStamp, chooseUpgrade } from './targets';
import { ancestorsOf, descendantsOf, headsOf, readPosition } from './walk';

type Stated = Readonly<Record<string, Partial<StatedPlace>>>;

const graphOf = (stated: Stated) =>
  buildGraph(Object.entries(stated).map(([name, place]) => revisionFile(name, place)));
const linksOf = ({ nodes }: RevisionGraph) =>
  Object.fromEntries([...nodes.values()].map(({ name, revises }) => [name, revises]));

test('files that state nothing are a line in order of code units', () => {
  const graph = graphOf({ 'b.js': {}, 'C.js': {}, 'a.sql': {}, 'é.ts': {} });
  expect(graph.order).toEqual(['C.js', 'a.sql', 'b.js', 'é.ts']);
  expect(linksOf(graph)).toEqual({ 'C.js': [], 'a.sql': ['C.js'], 'b.js': ['a.sql'], 'é.ts': ['b.js'] });
  expect(graph).toMatchObject({ heads: ['é.ts'], bases: ['C.js'], branchPoints: [], problems: [] });
});

test('a side branch does not capture the line, and after its merge the line goes on from there', () => {
  const graph = graphOf({
    '1.js': {},
    '2.js': {},
    '3-side.js': { revises: ['1'] },
    '4.js': {},
    '5-merge.js': { revises: ['3-side', '4'] },
    '6.js': {},
  });
  expect(linksOf(graph)).toMatchObject({ '4.js': ['2.js'], '6.js': ['5-merge.js'] });
  expect(graph.heads).toEqual(['6.js']);
  expect(graph.branchPoints).toEqual(['1.js']);
});

test('a labelled branch that follows the tip does not become the line', () => {
  const graph = graphOf({ '1.js': {}, '2.js': { revises: ['1'], branch: 'fax' }, '3.js': {} });
  expect(linksOf(graph)).toMatchObject({ '3.js': ['1.js'] });
  expect(graph.heads).toEqual(['2.js', '3.js']);
});

test('names are found with other extensions, so that a .js that became .ts keeps its place', () => {
  const graph = graphOf({ '1.ts': {}, '2.js': { revises: ['1.js'], dependsOn: ['1'] } });
  expect(graph.nodes.get('2.js')).toMatchObject({ revises: ['1.ts'], dependsOn: ['1.ts'] });
  expect(readPosition(graph, ['1.js', '0-gone.js'])).toEqual({
    applied: new Set(['1.ts']),
    ledgerNames: new Map([['1.ts', '1.js']]),
    missing: ['0-gone.js'],
  });
});

test('a label is on its branch down to the fork, and on everything after it', () => {
  const graph = graphOf({
    '1.js': {},
    '2-a.js': { revises: ['1'] },
    '3-a.js': { revises: ['2-a'], branch: 'fax' },
    '4-a.js': { revises: ['3-a'] },
    '5-b.js': { revises: ['1'], branch: 'mail' },
    '6-merge.js': { revises: ['4-a', '5-b'] },
  });
  const labels = [...graph.nodes.values()].map(({ name, branches }) => [name, ...branches]);
  expect(labels).toEqual([
    ['1.js'],
    ['2-a.js', 'fax'],
    ['3-a.js', 'fax'],
    ['4-a.js', 'fax'],
    ['5-b.js', 'mail'],
    ['6-merge.js', 'fax', 'mail'],
  ]);
});

test.each<[string, Stated, readonly string[], RegExp]>([
  [
    'cycle',
    { '1.js': { revises: ['2'] }, '2.js': { revises: ['1'] } },
    ['1.js', '2.js'],
    /1\.js → 2\.js → 1\.js/,
  ],
  ['cycle', { '1.js': { revises: ['1'] } }, ['1.js'], /follows itself/],
  ['cycle', { '1.js': { dependsOn: ['2'] }, '2.js': { dependsOn: ['1'] } }, ['1.js', '2.js'], /circle/],
  ['cycle', { '1.js': { revises: ['1'], dependsOn: ['1'] } }, ['1.js'], /follows itself/],
  ['unknown-parent', { '1.js': { revises: ['0'] } }, ['1.js'], /1\.js refers to 0/],
  ['unknown-parent', { '1.js': { dependsOn: ['0'] } }, ['1.js'], /1\.js refers to 0/],
  ['two-files', { '1.js': {}, '1.ts': {} }, ['1.js', '1.ts'], /1\.js, 1\.ts/],
  ['two-files', { 'A.js': {}, 'a.js': {} }, ['A.js', 'a.js'], /one revision/],
  ['two-files', { 'e\u0301.js': {}, 'é.sql': {} }, ['e\u0301.js', 'é.sql'], /one revision/],
  ['unreadable', { '1.js': { problems: ['Line 2: revises is computed.'] } }, ['1.js'], /1\.js: Line 2/],
  [
    'duplicate-branch',
    { '1.js': { branch: 'x' }, '2.js': { branch: 'x' } },
    ['1.js', '2.js'],
    /“x” is given by 1\.js and 2\.js/,
  ],
])('%s is recognised in %j', (kind, stated, names, message) => {
  const { problems, order } = graphOf(stated);
  expect(problems).toEqual([
    { kind, names, message: expect.stringMatching(message), hint: expect.any(String) },
  ]);
  expect([...order].sort()).toEqual(Object.keys(stated).sort());
});

/** Every revision's parents and dependencies are among those before it; some say nothing. */
const random = fc
  .array(fc.record({ kind: fc.nat(9), first: fc.nat(), second: fc.nat(), depends: fc.nat() }), {
    minLength: 1,
    maxLength: 200,
  })
  .map((picks) =>
    buildGraph(
      picks.map(({ kind, first, second, depends }, index) => {
        const name = (at: number) => `${String(at).padStart(4, '0')}.js`;
        const earlier = (pick: number) => name(pick % index);
        const revises =
          index === 0 || kind === 0
            ? []
            : kind < 3
              ? null
              : kind < 5
                ? [...new Set([earlier(first), earlier(second)])]
                : [name(index - 1 - (first % Math.min(index, 3)))];
        const dependsOn = index > 0 && kind === 7 ? [earlier(depends)] : [];
        return revisionFile(name(index), { revises, dependsOn });
      }),
    ),
  );

test('parents and dependencies come first, and every link is there from both sides', () => {
  fc.assert(
    fc.property(random, (graph) => {
      const at = new Map(graph.order.map((name, index) => [name, index]));
      for (const { name, revises, dependsOn, children, dependents } of graph.nodes.values()) {
        const index = at.get(name) ?? -1;
        for (const above of [...revises, ...dependsOn]) expect(at.get(above)).toBeLessThan(index);
        for (const child of children) expect(graph.nodes.get(child)?.revises).toContain(name);
        for (const each of dependents) expect(graph.nodes.get(each)?.dependsOn).toContain(name);
        for (const parent of revises) expect(graph.nodes.get(parent)?.children).toContain(name);
      }
      expect(graph.heads).toEqual(headsOf(graph, new Set(graph.order)));
    }),
  );
});

const verbs = fc.array(fc.record({ verb: fc.nat(3), pick: fc.nat() }), { maxLength: 12 });

test('whatever is upgraded, downgraded and stamped, what is applied has all that it needs', () => {
  fc.assert(
    fc.property(random, verbs, (graph, chosen) => {
      let applied: ReadonlySet<string> = new Set();
      for (const { verb, pick } of chosen) {
        const name = graph.order[pick % graph.order.length] ?? '';
        if (verb === 0) applied = new Set([...applied, ...chooseUpgrade(graph, applied, name)]);
        if (verb === 1 && applied.has(name)) {
          const undone = new Set(chooseDowngrade(graph, applied, name));
          applied = new Set([...applied].filter((each) => !undone.has(each)));
          expect(applied.has(name)).toBe(true);
        }
        if (verb === 2) applied = chooseStamp(graph, applied, [name], false);
        if (verb === 3) applied = chooseStamp(graph, applied, [name], true);
        expect(ancestorsOf(graph, applied)).toEqual(applied);
        if (verb === 0 || verb === 2) expect(applied.has(name)).toBe(true);
        if (verb === 3) expect(applied).toEqual(ancestorsOf(graph, [name]));
        const heads = headsOf(graph, applied);
        const below = heads.flatMap((head) => graph.nodes.get(head)?.children ?? []);
        expect(below.filter((child) => applied.has(child))).toEqual([]);
      }
      const all = chooseUpgrade(graph, applied, 'heads');
      expect(new Set([...applied, ...all])).toEqual(new Set(graph.order));
      expect(chooseDowngrade(graph, new Set(graph.order), 'base')).toEqual([...graph.order].reverse());
    }),
    { numRuns: 200 },
  );
});

test('what an upgrade runs comes after what it needs, and a downgrade undoes the other way round', () => {
  fc.assert(
    fc.property(random, fc.nat(), (graph, pick) => {
      const name = graph.order[pick % graph.order.length] ?? '';
      const up = chooseUpgrade(graph, new Set(), name);
      expect(new Set(up)).toEqual(ancestorsOf(graph, [name]));
      const down = chooseDowngrade(graph, new Set(graph.order), name);
      const after = descendantsOf(graph, graph.nodes.get(name)?.children ?? []);
      expect(new Set(down)).toEqual(after);
      expect([...down].reverse()).toEqual(graph.order.filter((each) => after.has(each)));
    }),
  );
});
