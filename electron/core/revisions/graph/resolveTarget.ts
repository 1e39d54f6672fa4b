/** Which revisions a target names, by the graph and by what is applied. */
import { findRevision } from './findRevision';
import type { RevisionGraph } from './graph';
import { readTarget, type Target } from './readTarget';
import { refuse, severalHeads, walkedTooFar } from './refusals';
import { headsOf, lineageOf } from './walk';
import { goDown, goUp } from './walkSteps';

/** The revisions that a target of any form names; empty is base. */
export function resolveTarget(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  text: string,
): readonly string[] {
  const target = readTarget(graph, text);
  if (target.steps !== null) {
    const to =
      target.word === null && target.steps > 0
        ? stepsFromCurrent(graph, applied, target)
        : target.word === null
          ? stepsBack(graph, applied, target)
          : stepsFromName(graph, applied, target);
    return to === null ? [] : [to];
  }
  return target.word === 'base' ? [] : namedTargets(graph, applied, target);
}

function stepsBack(graph: RevisionGraph, applied: ReadonlySet<string>, target: Target): string | null {
  const from = currentIn(graph, applied, target);
  const steps = -(target.steps ?? 0);
  if (from === null || steps === 0) return from;
  const { undone, below } = goDown(graph, applied, from, steps, target.text);
  if (undone.length < steps) throw walkedTooFar(target.text, undone.length, 'base');
  return below;
}

export function stepsFromCurrent(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  target: Target,
): string | null {
  const from = currentIn(graph, applied, target);
  return goUp(graph, { from, steps: target.steps ?? 0, branch: target.branch, text: target.text, applied });
}

/** NAME+N and NAME-N; null is base. */
export function stepsFromName(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  target: Target,
): string | null {
  const { steps, branch, text, word } = target;
  const from = word === 'base' ? null : (namedTargets(graph, applied, { ...target, steps: null })[0] ?? null);
  if (steps === null || steps === 0) return from;
  if (steps > 0) return goUp(graph, { from, steps, branch, text, applied: new Set() });
  if (from === null) throw walkedTooFar(text, 0, 'base');
  const { undone, below } = goDown(graph, null, from, -steps, text);
  if (undone.length < -steps) throw walkedTooFar(text, undone.length, 'base');
  return below;
}

/** Where the database is on the way that is meant; null is base. */
export function currentIn(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  { text, branch }: Target,
): string | null {
  const lineage = branch === null ? null : lineageOf(graph, [branch]);
  const meant = headsOf(
    graph,
    lineage === null ? applied : new Set([...applied].filter((name) => lineage.has(name))),
  );
  const [only, ...others] = meant;
  if (others.length > 0) {
    throw refuse(
      `“${text}” is ambiguous: the database is at several heads.`,
      'Say which way with label@, or name a revision:',
      meant,
    );
  }
  return only ?? null;
}

/** What a word names: head, heads, current, or a revision. */
export function namedTargets(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  target: Target,
): readonly string[] {
  const { word, text } = target;
  if (word === 'current') return headsOf(graph, applied);
  if (word !== 'head' && word !== 'heads') return [nameOf(graph, target)];
  const heads = headsIn(graph, target);
  if (word === 'head' && heads.length > 1) throw severalHeads(text, heads);
  return heads;
}

function headsIn(graph: RevisionGraph, { branch }: Target): readonly string[] {
  if (branch === null) return graph.heads;
  const lineage = lineageOf(graph, [branch]);
  return graph.heads.filter((name) => lineage.has(name));
}

export function nameOf(graph: RevisionGraph, { branch, word, text }: Target): string {
  const name = findRevision(graph, word ?? '');
  if (branch === null || lineageOf(graph, [branch]).has(name)) return name;
  throw refuse(
    `${name} is not on the branch of “${text.split('@')[0]}”.`,
    'Leave the label out, or name one that is on it.',
  );
}
