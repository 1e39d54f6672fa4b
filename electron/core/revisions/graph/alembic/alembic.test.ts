/**
 * What Alembic does with a target, and what we do: answers.json holds what Alembic itself said to the questions
 * in cases.json (askAlembic.py). Where we mean something else, differences.ts says it and why.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { revisionFile } from '../../../testing/revisionFile';
import { buildGraph, type RevisionGraph } from '../graph';
import { chooseRange } from '../range';
import { chooseDowngrade, chooseNamed, chooseStamp, chooseUpgrade } from '../targets';
import { ancestorsOf, headsOf } from '../walk';
import { DIFFERENCES } from './differences';

const names = z.array(z.string());
const casesFile = z.object({
  graphs: z.record(
    z.string(),
    z.array(z.union([z.tuple([z.string(), names, names]), z.tuple([z.string(), names, names, names])])),
  ),
});
const answer = z.object({
  verb: z.enum(['upgrade', 'downgrade', 'stamp', 'history', 'show', 'heads', 'branches']),
  graph: z.string(),
  applied: names,
  target: z.union([z.string(), names, z.null()]),
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
  [/^MultipleHeads/, /several revisions/],
  [/^ResolutionError/, /no revision|no branch|part of several|not on the branch/],
  [/^RangeNotAncestor/, /not applied|does not come before/],
  [/Ambiguous/, /ambiguous|several ways/],
  [/didn't produce|^AssertionError/, /beyond|not ahead|not behind/],
];

test.each(answers.map((asked) => [titleOf(asked), asked] as const))('%s', (title, asked) => {
  const ours = askUs(asked);
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
  const what = target === null ? '' : ` ${Array.isArray(target) ? target.join(' ') : target}`;
  return `${verb}${what} of ${graph}${applied.length > 0 ? ` at ${applied.join(', ')}` : ''}`;
}

type Ours = { readonly answer: readonly string[] } | { readonly refusal: string };

function isSame(asked: Answer, ours: Ours): boolean {
  if (!asked.answer) return 'refusal' in ours;
  return 'answer' in ours && JSON.stringify(ours.answer) === JSON.stringify([...asked.answer].sort());
}

function askUs(asked: Answer): Ours {
  const graph = GRAPHS.get(asked.graph);
  if (!graph) throw new Error(`There is no graph ${asked.graph}.`);
  try {
    return { answer: normalise(answerOf(graph, asked)) };
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) };
  }
}

function normalise(found: readonly string[]): readonly string[] {
  return found.map((name) => name.replace('.js', '')).sort();
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
    return [...headsOf(graph, chooseStamp(graph, applied, targets, false))].sort();
  }
  if (verb === 'history') {
    return [
      ...chooseRange(graph, text, { current: [...headsOf(graph, applied)], between: true }).names,
    ].sort();
  }
  if (verb === 'show') return [...chooseNamed(graph, text)].sort();
  return [...(verb === 'heads' ? graph.heads : graph.branchPoints)].sort();
}
