/** Ranges `A:B`: for a history, and for SQL that somebody else runs. */
import type { RevisionGraph } from './graph';
import { readTarget } from './readTarget';
import { notInRange, refuse } from './refusals';
import { namedTargets, resolveTarget } from './resolveTarget';
import { ancestorsOf, descendantsOf } from './walk';

export interface RangeOptions {
  /** Heads of what is applied, for `current` and an open end. */
  readonly current: readonly string[];
  /**
   * True, as in a history: what lies on the ways from one end to the other, both ends included. False, as for
   * running it: all that is needed to get from one end to the other, without what the range begins at.
   */
  readonly between: boolean;
}

export interface Range {
  /** Heads of where it begins and ends; empty is base. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Parents first. */
  readonly names: readonly string[];
}

/** `A:B`, `A:` and `:B`, from the earlier to the later. */
export function chooseRange(graph: RevisionGraph, text: string, options: RangeOptions): Range {
  const [lower = '', upper = '', ...rest] = text.split(':');
  if (rest.length > 0 || !text.includes(':')) {
    throw refuse(`“${text}” is no range.`, 'A range is A:B, A: or :B.');
  }
  const { current } = options;
  const isFromUpper = /^-\d+$/.test(lower);
  const given = (end: string, whenOpen: string, from: readonly string[]) =>
    rangeEnd(graph, end === '' ? whenOpen : end, from);
  // An end that is only steps counts from the other one.
  const to = given(upper, 'heads', isFromUpper ? current : given(isFromUpper ? '' : lower, 'base', current));
  const from = given(lower, 'base', isFromUpper ? to : current);
  const upTo = ancestorsOf(graph, to);
  const outside = from.find((name) => !upTo.has(name));
  if (outside !== undefined) throw notInRange(outside, to.join(', ') || 'base');
  const before = ancestorsOf(graph, from);
  const after = options.between && from.length > 0 ? descendantsOf(graph, from) : null;
  const isWanted = (name: string) => upTo.has(name) && (after ? after.has(name) : !before.has(name));
  return { from, to, names: graph.order.filter(isWanted) };
}

function rangeEnd(graph: RevisionGraph, text: string, at: readonly string[]): readonly string[] {
  const target = readTarget(graph, text);
  const applied = ancestorsOf(graph, at);
  if (target.word === 'base' && target.steps === null) return [];
  if (target.steps === null) return namedTargets(graph, applied, target);
  return resolveTarget(graph, applied, text);
}
