/** Targets without steps: a word or a name, on a branch or not. */
import { findRevision } from './findRevision';
import type { RevisionGraph } from './graph';
import type { Target } from './readTarget';
import { refuse, severalHeads } from './refusals';
import { headsOf, lineageOf } from './walk';

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
