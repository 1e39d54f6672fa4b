/** Whatever is created, merged and moved, in whatever order: the files say what was meant. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RevisionFolder, writeRevisionFolder } from '../../testing/revisionFolder';
import { buildGraph } from '../graph/graph';
import { stemOf } from '../graph/names';
import type { Authoring } from './fileChange';
import { planFiles, writeFiles } from './planFiles';

const operation = fc.record({
  kind: fc.constantFrom('revision', 'revision', 'revision', 'merge', 'rebase', 'rebase'),
  format: fc.constantFrom('js', 'mjs', 'ts', 'sql'),
  pick: fc.nat(),
  other: fc.nat(),
});
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** What follows what, by the part of the name that stays when it is renamed. */
type Shape = Map<string, readonly string[]>;

test('any sequence of revision, merge and rebase leaves the graph that was meant', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(operation, { minLength: 2, maxLength: 12 }),
      fc.boolean(),
      async (operations, isPlain) => {
        const place = await writeRevisionFolder({ '20260101000000-a.js': '', '20260102000000-b.sql': '' });
        let shape: Shape = new Map([
          ['a', []],
          ['b', ['a']],
        ]);
        for (const [index, each] of operations.entries()) {
          shape = await apply(
            place,
            shape,
            isPlain && index === 0 ? { ...each, kind: 'revision' } : each,
            index,
          );
          expect(await readShape(place)).toEqual(new Map([...shape].sort()));
        }
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

async function apply(
  place: RevisionFolder,
  shape: Shape,
  { kind, format, pick, other }: Operation,
  index: number,
): Promise<Shape> {
  const heads = headsOf(shape);
  const all = [...shape.keys()];
  const one = heads[pick % heads.length] ?? '';
  const two = heads[(pick + 1 + (other % Math.max(heads.length - 1, 1))) % heads.length] ?? '';
  if (kind === 'revision') {
    const parent = all[other % all.length] ?? '';
    const message = `r${index}`;
    await make(place, { kind, message, format, parents: [await nameOf(place, parent)], splice: true });
    return new Map([...shape, [message, [parent]]]);
  }
  if (heads.length < 2) return shape;
  if (kind === 'merge') {
    const message = `merge m${index}`;
    await make(place, { kind, heads: [await nameOf(place, one), await nameOf(place, two)], message });
    return new Map([...shape, [`merge-m${index}`, [one, two]]]);
  }
  const stays = reach(shape, two);
  const moved = [...reach(shape, one)].filter((name) => !stays.has(name));
  const making = make(place, { kind, head: await nameOf(place, one), onto: await nameOf(place, two) });
  if (moved.some((name) => (shape.get(name)?.length ?? 0) > 1)) {
    await expect(making).rejects.toThrow(/merge/);
    return shape;
  }
  await making;
  const lowest =
    moved.find((name) => !(shape.get(name) ?? []).some((parent) => moved.includes(parent))) ?? '';
  return new Map([...shape, [lowest, [two]]]);
}

async function make(place: RevisionFolder, authoring: Authoring): Promise<void> {
  const input = { applied: new Set<string>(), authoring, now: new Date('2026-03-01T00:00:00Z') };
  const plan = await planFiles({ ...input, project: await place.project() });
  await writeFiles({ ...input, project: await place.project(), planId: plan.id });
  const graph = buildGraph((await place.project()).revisions);
  expect(graph.problems).toEqual([]);
  expect(graph.heads).toEqual(plan.heads);
  for (const [name, { revises }] of graph.nodes) {
    // What sequelize-cli and Umzug run first, by name, must not come after.
    for (const parent of revises) expect(parent < name).toBe(true);
  }
}

async function readShape(place: RevisionFolder): Promise<Shape> {
  const { nodes } = buildGraph((await place.project()).revisions);
  return new Map([...nodes].map(([name, { revises }]) => [slug(name), revises.map(slug)] as const).sort());
}

async function nameOf(place: RevisionFolder, wanted: string): Promise<string> {
  return (await place.project()).revisions.find(({ name }) => slug(name) === wanted)?.name ?? wanted;
}

function slug(name: string): string {
  return stemOf(name).replace(/^\d+-/, '');
}

function reach(shape: Shape, name: string): Set<string> {
  return new Set([name, ...(shape.get(name) ?? []).flatMap((parent) => [...reach(shape, parent)])]);
}

function headsOf(shape: Shape): readonly string[] {
  const followed = new Set([...shape.values()].flat());
  return [...shape.keys()].filter((name) => !followed.has(name));
}
