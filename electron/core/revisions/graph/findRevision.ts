import type { RevisionGraph } from './graph';
import { stemOf } from './names';
import { refuse } from './refusals';

/** A whole name, with or without its extension, or an unambiguous part of one. */
export function findRevision(graph: RevisionGraph, text: string): string {
  const found = matchRevisions(graph, text);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined) {
    throw refuse(`There is no revision “${text}”.`, 'See the history for the names.');
  }
  throw refuse(`“${text}” is part of several names.`, 'Which one:', found);
}

export function matchRevisions(graph: RevisionGraph, text: string): readonly string[] {
  if (text === '') return [];
  if (graph.nodes.has(text)) return [text];
  const exact = graph.order.filter((name) => stemOf(name) === text);
  return exact.length > 0 ? exact : graph.order.filter((name) => name.includes(text));
}
