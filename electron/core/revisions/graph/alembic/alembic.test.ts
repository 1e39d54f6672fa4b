/**
 * What Alembic does with a target, and what we do: answers.json holds what Alembic itself said to the questions
 * in cases.json (askAlembic.py). Where we mean something else, differences.ts says it and why.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readStatedPlace } from '../../../project/metadata/readStatedPlace';
import { revisionFile } from '../../../testing/revisionFile';
import { writeRevisionFolder } from '../../../testing/revisionFolder';
import type { Authoring } from '../../authoring/fileChange';
import { planFiles } from '../../authoring/planFiles';
import { buildGraph, type RevisionGraph } from '../graph';
import { chooseRange } from '../range';
import { chooseDowngrade, chooseNamed, chooseStamp, chooseUpgrade } from '../targets';
import { ancestorsOf, headsOf, tipsOf } from '../walk';
import { DIFFERENCES } from './differences';

const names = z.array(z.string());
const casesFile = z.object({
  graphs: z.record(
    z.string(),
    z.array(z.union([z.tuple([z.string(), names, names]), z.tuple([z.string(), names, names, names])])),
  ),
});
const newRevision = z.strictObject({
  head: z.string().optional(),
  splice: z.boolean().optional(),
  label: z.string().optional(),
  depends: z.string().optional(),
});
const answer = z.object({
  verb: z.enum([
    'upgrade',
    'downgrade',
    'stamp',
    'history',
    'show',
    'heads',
    'branches',
    'revision',
    'merge',
  ]),
  graph: z.string(),
  applied: names,
  target: z.union([z.string(), names, z.null(), newRevision]),
  answer: names.optional(),
  error: z.string().optional(),
  message: z.string().optional(),
});
type Answer = z.infer<typeof answer>;

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const { graphs } = casesFile.parse(read('./cases.json'));
const { answers } = z.object({ alembic: z.string(), answers: z.array(answer) }).parse(read('./answers.json'));

const GRAPHS = new Map(
  Object.entries(graphs).map(([name, revisions]) => [
    name,
    buildGraph(
      revisions.map(([id, revises, [branch = null], dependsOn = []]) =>
        revisionFile(`${id}.js`, { revises, branch, dependsOn }),
      ),
    ),
  ]),
);

/** How Alembic's refusals are told by ours. */
const SAME_REFUSAL: readonly (readonly [alembic: RegExp, ours: RegExp])[] = [
  [/^MultipleHeads/, /several revisions|There are \d+ heads/],
  [/^ResolutionError/, /no revision|no branch|part of several|not on the branch/],
  [/^RangeNotAncestor/, /not applied|does not come before/],
  [/is not a head/, /no head|not a head|comes before/],
  [/already used/, /label/],
  [/Ambiguous/, /ambiguous|several ways/],
  // It breaks on heads that its targets leave.
  [/^KeyError/, /overlaps/],
  [
    /didn't produce|^AssertionError|Walked too far/,
    /beyond|not ahead|not behind|nothing is applied|does not come before/,
  ],
];

test.each(answers.map((asked) => [titleOf(asked), asked] as const))('%s', async (title, asked) => {
  const ours = await askUs(asked);
  const reason = DIFFERENCES[title];
  if (reason !== undefined)
    return expect(isSame(asked, ours), `no difference any more: ${reason}`).toBe(false);
  if (asked.answer) return expect(ours).toEqual({ answer: [...asked.answer].sort() });
  const theirs = `${asked.error}: ${asked.message}`;
  const [, same] = SAME_REFUSAL.find(([alembic]) => alembic.test(theirs)) ?? [];
  expect(same, `how do we tell ${theirs}?`).toBeDefined();
  expect(ours).toEqual({ refusal: expect.stringMatching(same ?? /./) });
});

test('every difference that is listed is about a case that was asked', () => {
  const titles = new Set(answers.map(titleOf));
  expect(Object.keys(DIFFERENCES).filter((title) => !titles.has(title))).toEqual([]);
});

function titleOf({ verb, graph, applied, target }: Answer): string {
  const words = Array.isArray(target) ? target : isOptions(target) ? Object.entries(target).flat() : [target];
  const what = target === null || words.length === 0 ? '' : ` ${words.join(' ')}`;
  return `${verb}${what} of ${graph}${applied.length > 0 ? ` at ${applied.join(', ')}` : ''}`;
}

function isOptions(target: Answer['target']): target is z.infer<typeof newRevision> {
  return typeof target === 'object' && target !== null && !Array.isArray(target);
}

type Ours = { readonly answer: readonly string[] } | { readonly refusal: string };

function isSame(asked: Answer, ours: Ours): boolean {
  if (!asked.answer) return 'refusal' in ours;
  return 'answer' in ours && JSON.stringify(ours.answer) === JSON.stringify([...asked.answer].sort());
}

async function askUs(asked: Answer): Promise<Ours> {
  const graph = GRAPHS.get(asked.graph);
  if (!graph) throw new Error(`There is no graph ${asked.graph}.`);
  try {
    const isWritten = asked.verb === 'revision' || asked.verb === 'merge';
    return { answer: normalise(isWritten ? await write(asked) : answerOf(graph, asked)) };
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) };
  }
}

function normalise(found: readonly string[]): readonly string[] {
  return found.map((name) => name.replace(/\.(js|sql)$/, '')).sort();
}

function answerOf(graph: RevisionGraph, { verb, applied: heads, target }: Answer): readonly string[] {
  const applied = ancestorsOf(
    graph,
    heads.map((name) => `${name}.js`),
  );
  const text = typeof target === 'string' ? target : '';
  if (verb === 'upgrade') return chooseUpgrade(graph, applied, text);
  if (verb === 'downgrade') return chooseDowngrade(graph, applied, text);
  if (verb === 'stamp') {
    const targets = Array.isArray(target) ? target : [];
    return [...tipsOf(graph, chooseStamp(graph, applied, targets, false))].sort();
  }
  if (verb === 'history') {
    return [
      ...chooseRange(graph, text, { current: [...headsOf(graph, applied)], between: true }).names,
    ].sort();
  }
  if (verb === 'show') return [...chooseNamed(graph, text)].sort();
  return [...(verb === 'heads' ? graph.heads : graph.branchPoints)].sort();
}

/** What a new revision or a merge would follow, by what its file says. */
async function write(asked: Answer): Promise<readonly string[]> {
  const project = await (await folderOf(asked.graph)).project();
  const authoring = authoringOf(asked);
  const { changes } = await planFiles({ project, applied: new Set(), authoring, now: new Date() });
  const [made] = changes.filter(({ path }) => !path.endsWith('.down.sql'));
  const before = buildGraph(project.revisions);
  const { revises } = readStatedPlace(made?.after ?? '', 'sql');
  return revises ?? before.heads;
}

function authoringOf({ verb, target }: Answer): Authoring {
  if (verb === 'merge' && Array.isArray(target)) {
    return { kind: 'merge', heads: target[0] === 'heads' ? undefined : target };
  }
  const { head, splice, label, depends } = isOptions(target) ? target : {};
  return {
    kind: 'revision',
    message: 'new',
    parents: head === undefined ? undefined : [head],
    splice,
    branch: label,
    dependsOn: depends === undefined ? undefined : [depends],
  };
}

async function folderOf(graph: string) {
  const revisions = graphs[graph] ?? [];
  return writeRevisionFolder(
    Object.fromEntries(
      revisions.map(([id, revises, [branch], dependsOn = []]) => {
        const place = { revises, ...(branch && { branch }), dependsOn };
        return [`${id}.sql`, `-- lockstep: ${JSON.stringify(place)}\n`];
      }),
    ),
  );
}
