import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RevisionFile } from '../../project/project';
import { revisionFile } from '../../testing/revisionFile';
import { buildGraph, type RevisionGraph } from './graph';

type Links = ReadonlyMap<string, readonly string[]>;

const NAMES = Array.from({ length: 9 }, (_, index) => `${index + 1}.js`);
const reference = fc.constantFrom(...NAMES, ...NAMES.map((name) => name.replace('.js', '')), 'gone');
const place = fc.record({
  revises: fc.option(fc.array(reference, { maxLength: 2 }), { freq: 2 }),
  dependsOn: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.array(reference, { maxLength: 2 })),
  branch: fc.option(fc.constantFrom('fax', 'mail'), { freq: 4 }),
});
const files = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), place), { selector: ([name]) => name, minLength: 1 })
  .map((picked) => picked.map(([name, stated]) => revisionFile(name, stated)));

const isName = (name: string, to: string) => name === to || name === `${to}.js`;

function statedLinks(picked: readonly RevisionFile[]): Links {
  const names = picked.map(({ name }) => name);
  return new Map(
    picked.map(({ name, stated }) => {
      const references = [...(stated.revises ?? []), ...stated.dependsOn];
      return [name, names.filter((each) => references.some((to) => isName(each, to)))];
    }),
  );
}

function allLinks(picked: readonly RevisionFile[], graph: RevisionGraph): Links {
  const stated = statedLinks(picked);
  const followed = (file: RevisionFile) =>
    file.stated.revises === null ? (graph.nodes.get(file.name)?.revises ?? []) : [];
  return new Map(picked.map((file) => [file.name, [...(stated.get(file.name) ?? []), ...followed(file)]]));
}

function leadsTo(links: Links, from: string, to: string, seen = new Set<string>()): boolean {
  return (links.get(from) ?? []).some((next) => {
    if (next === to) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return leadsTo(links, next, to, seen);
  });
}

const onCycles = (links: Links) => [...links.keys()].filter((name) => leadsTo(links, name, name)).sort();
const cyclesOf = ({ problems }: RevisionGraph) =>
  problems.filter(({ kind }) => kind === 'cycle').map(({ names }) => names);

test('a cycle is named where the files state one and nowhere else, and each name in it is on it', () => {
  fc.assert(
    fc.property(files, (picked) => {
      const graph = buildGraph(picked);
      const stated = statedLinks(picked);
      const real = onCycles(stated);
      expect(onCycles(allLinks(picked, graph)).length > 0).toBe(real.length > 0);
      const cycles = cyclesOf(graph);
      expect(cycles.length > 0).toBe(real.length > 0);
      expect(new Set(cycles.map(String)).size).toBe(cycles.length);
      for (const names of cycles) {
        for (const [index, name] of names.entries()) {
          expect(stated.get(name)).toContain(names[(index + 1) % names.length]);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test('without a cycle every link that is stated is there, and all that a revision needs comes before it', () => {
  fc.assert(
    fc.property(files, (picked) => {
      const graph = buildGraph(picked);
      fc.pre(cyclesOf(graph).length === 0);
      const at = (name: string) => graph.order.indexOf(name);
      for (const [name, above] of allLinks(picked, graph)) {
        const { revises = [], dependsOn = [] } = graph.nodes.get(name) ?? {};
        expect(new Set([...revises, ...dependsOn])).toEqual(new Set(above));
        for (const each of above) expect(at(each)).toBeLessThan(at(name));
      }
    }),
    { numRuns: 1000 },
  );
});

/** As the rule reads where no file states that it comes after a later one. */
function trunkByName(picked: readonly RevisionFile[]): Record<string, string | null> {
  const parents: Record<string, string | null> = {};
  let tip: string | null = null;
  for (const { name, stated } of [...picked].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const follows = picked.filter((each) => stated.revises?.some((to) => isName(each.name, to)));
    if (stated.revises === null) parents[name] = tip;
    const goesOn = tip === null ? follows.length === 0 : follows.some((each) => each.name === tip);
    if (stated.revises === null || (goesOn && stated.branch === null)) tip = name;
  }
  return parents;
}

test('where no file refers to a later one, those that state nothing follow the trunk by name', () => {
  const backward = files.map((picked) =>
    picked.map((file) => {
      const isEarlier = (to: string) => `${to.replace('.js', '')}.js` < file.name;
      const revises = file.stated.revises?.filter(isEarlier) ?? null;
      return revisionFile(file.name, {
        ...file.stated,
        revises,
        dependsOn: file.stated.dependsOn.filter(isEarlier),
      });
    }),
  );
  fc.assert(
    fc.property(backward, (picked) => {
      const { nodes } = buildGraph(picked);
      for (const [name, tip] of Object.entries(trunkByName(picked))) {
        expect(nodes.get(name)?.revises).toEqual(tip === null ? [] : [tip]);
      }
    }),
    { numRuns: 1000 },
  );
});

test.each<[string, Readonly<Record<string, Partial<RevisionFile['stated']>>>, Record<string, string[]>]>([
  [
    'the first file follows the last one',
    { '1.js': { revises: ['2'] }, '2.js': {}, '3.js': {} },
    { '1.js': ['2.js'], '2.js': [], '3.js': ['1.js'] },
  ],
  [
    'a merge on the trunk joins what has a later name',
    { '1.js': {}, '2.js': { revises: ['1', '3'] }, '3.js': {}, '4.js': {} },
    { '2.js': ['1.js', '3.js'], '3.js': ['1.js'], '4.js': ['2.js'] },
  ],
  [
    'what states nothing depends on a later one',
    { '1.js': {}, '2.js': { dependsOn: ['4'] }, '3.js': {}, '4.js': {}, '5.js': {} },
    { '2.js': ['4.js'], '3.js': ['1.js'], '4.js': ['3.js'], '5.js': ['2.js'] },
  ],
  [
    'a side branch that sorts early leaves the trunk alone',
    { '1.js': {}, '2.js': { revises: ['4'], branch: 'fax' }, '3.js': {}, '4.js': {}, '5.js': {} },
    { '2.js': ['4.js'], '3.js': ['1.js'], '4.js': ['3.js'], '5.js': ['4.js'] },
  ],
])('no cycle where %s', (_, stated, parents) => {
  const graph = buildGraph(Object.entries(stated).map(([name, each]) => revisionFile(name, each)));
  expect(graph.problems).toEqual([]);
  const follows = Object.keys(parents).map((name) => [name, graph.nodes.get(name)?.revises]);
  expect(Object.fromEntries(follows)).toEqual(parents);
});
