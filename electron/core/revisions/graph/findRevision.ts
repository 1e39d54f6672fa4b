import type { RevisionGraph } from './graph';
import { stemOf } from './names';
import { refuse } from './refusals';

/** A whole name, with or without an extension, or an unambiguous part of one. */
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
  const whole = matchWholeNames(graph, text);
  return whole.length > 0 ? whole : graph.order.filter((name) => name.includes(text));
}

/** The extension may be left out, or be the one that the file had when it ran. */
export function matchWholeNames(graph: RevisionGraph, text: string): readonly string[] {
  if (graph.nodes.has(text)) return [text];
  const stem = stemOf(text);
  return graph.order.filter((name) => stemOf(name) === stem);
}
