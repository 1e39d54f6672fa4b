/** The forms in which a target is written, as in Alembic: `label@` in front, `+N` or `-N` behind, a word between. */

import { matchRevisions, matchWholeNames } from './findRevision';
import type { RevisionGraph } from './graph';
import { refuse } from './refusals';

export interface Target {
  readonly text: string;
  /** Of `label@`. */
  readonly branch: string | null;
  /** head, heads, base, current, or what names a revision; null where only steps are given. */
  readonly word: string | null;
  /** Of `+N` and `-N`. */
  readonly steps: number | null;
}

export function readTarget(graph: RevisionGraph, text: string): Target {
  const named = text.includes('@') ? readWholeName(graph, text) : null;
  if (named) return named;
  const [, label, rest = ''] = /^(?:([^@]+)@)?(.*)$/s.exec(text) ?? [];
  const branch = label === undefined ? null : findBranch(graph, label);
  // A file's name may end like steps: 20260101-part-2.
  const isName = !/^[+-]/.test(rest) && matchRevisions(graph, rest).length > 0;
  const relative = isName ? null : /^(.*?)([+-]\d+)$/s.exec(rest);
  if (!relative) return { text, branch, word: rest, steps: null };
  const [, word = '', steps = '0'] = relative;
  return { text, branch, word: word === '' ? null : word, steps: Number(steps) };
}

/** A file's name may hold an @, too. */
function readWholeName(graph: RevisionGraph, text: string): Target | null {
  const isNamed = (name: string) => matchWholeNames(graph, name).length > 0;
  if (isNamed(text)) return { text, branch: null, word: text, steps: null };
  const [, word = '', steps] = /^(.*)([+-]\d+)$/s.exec(text) ?? [];
  return isNamed(word) ? { text, branch: null, word, steps: Number(steps) } : null;
}

/** The name of the revision that stands for the branch: the labelled one, or any that is named instead. */
function findBranch(graph: RevisionGraph, label: string): string {
  const [labelled, ...alike] = graph.order.filter((name) => graph.nodes.get(name)?.branch === label);
  if (labelled !== undefined && alike.length > 0) {
    throw refuse(`Several revisions give the branch label “${label}”.`, 'Change it in all but one of:', [
      labelled,
      ...alike,
    ]);
  }
  if (labelled !== undefined) return labelled;
  const named = matchRevisions(graph, label);
  const [only, ...others] = named;
  if (only !== undefined && others.length === 0) return only;
  const labels = graph.order.flatMap((name) => graph.nodes.get(name)?.branch ?? []);
  throw refuse(
    `There is no branch “${label}”.`,
    labels.length > 0 ? 'There are:' : 'No file gives a label.',
    labels,
  );
}
