/** Steps along the graph: as many as are asked for, refused where the way forks or ends. */
import type { RevisionGraph } from './graph';
import { ambiguousWalk, walkedTooFar } from './refusals';
import { ancestorsOf, lineageOf } from './walk';

export interface StepsUp {
  /** null: from base. */
  readonly from: string | null;
  readonly steps: number;
  /** Where the way forks, the way to go. */
  readonly branch: string | null;
  /** As the user wrote it. */
  readonly text: string;
  /** What is not counted as a step; what is left out below `from` is made up for first. */
  readonly applied: ReadonlySet<string>;
}

/** The revision at which the last step ends; null is base, after no step. */
export function goUp(graph: RevisionGraph, asked: StepsUp): string | null {
  const { from, steps, text, applied } = asked;
  if (steps === 0) return from;
  const skipped = from === null || applied.size === 0 ? [] : leftOutBelow(graph, from, applied);
  const early = skipped[steps - 1];
  if (early !== undefined) return early;
  let at = from;
  for (let left = steps - skipped.length, done = skipped.length; left > 0; left--, done++) {
    const ways = waysUp(graph, at, asked);
    const [only, ...others] = ways;
    if (others.length > 0) throw ambiguousWalk(text, ways);
    if (only === undefined) throw walkedTooFar(text, done, 'head');
    at = only;
  }
  return at;
}

function leftOutBelow(graph: RevisionGraph, from: string, applied: ReadonlySet<string>): readonly string[] {
  const before = ancestorsOf(graph, [from]);
  return graph.order.filter((name) => before.has(name) && !applied.has(name));
}

function waysUp(graph: RevisionGraph, at: string | null, { branch }: StepsUp): readonly string[] {
  const ways = at === null ? graph.bases : (graph.nodes.get(at)?.children ?? []);
  if (branch === null || ways.length < 2) return ways;
  const lineage = lineageOf(graph, [branch]);
  return ways.filter((name) => lineage.has(name));
}

export interface StepsDown {
  /** What was passed, from `from` on; fewer than asked for where base came first. */
  readonly undone: readonly string[];
  /** Where it ends; null is base. */
  readonly below: string | null;
}

/** `applied`: what is not is passed over without being counted; null: everything counts. */
export function goDown(
  graph: RevisionGraph,
  applied: ReadonlySet<string> | null,
  from: string,
  steps: number,
  text: string,
): StepsDown {
  const undone: string[] = [];
  let at: string | null = from;
  while (at !== null && undone.length < steps) {
    if (applied === null || applied.has(at)) undone.push(at);
    const parents: readonly string[] = graph.nodes.get(at)?.revises ?? [];
    if (parents.length > 1) throw ambiguousWalk(text, parents);
    at = parents[0] ?? null;
  }
  while (at !== null && applied !== null && !applied.has(at)) at = graph.nodes.get(at)?.revises[0] ?? null;
  return { undone, below: at };
}
