/** Ranges `A:B`: for a history, and for SQL that somebody else runs. */
import type { RevisionGraph } from './graph';
import { notInRange, refuse } from './refusals';
import { resolveTarget } from './resolveTarget';
import { ancestorsOf, lineAfter, lineageOf, lineBefore } from './walk';

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
    resolveTarget(graph, ancestorsOf(graph, from), end === '' ? whenOpen : end);
  // An end that is only steps counts from the other one.
  const start = isFromUpper ? current : given(lower, 'base', current).names;
  const to = given(upper, 'heads', start).names;
  const from = given(lower, 'base', isFromUpper ? to : current);
  const upTo = (options.between ? lineBefore : ancestorsOf)(graph, to);
  const outside = from.names.find((name) => !upTo.has(name));
  if (outside !== undefined) throw notInRange(outside, to.join(', ') || 'base');
  const range = { from: from.names, to };
  return options.between ? between(graph, range, from.lineOf) : { ...range, names: missing(graph, range) };
}

type Ends = Pick<Range, 'from' | 'to'>;

function missing(graph: RevisionGraph, { from, to }: Ends): readonly string[] {
  const before = ancestorsOf(graph, from);
  const upTo = ancestorsOf(graph, to);
  return graph.order.filter((name) => upTo.has(name) && !before.has(name));
}

/** What only depends on where it begins lies on no way from there. From base on one line, it goes along that alone. */
function between(graph: RevisionGraph, ends: Ends, lineOf: string | null): Range {
  const { from } = ends;
  if (from.length > 0) {
    const after = lineAfter(graph, from);
    return { ...ends, names: missing(graph, { from: [], to: ends.to }).filter((name) => after.has(name)) };
  }
  const line = lineOf === null ? null : lineageOf(graph, [lineOf]);
  const to = ends.to.filter((name) => line === null || line.has(name));
  return { from, to, names: missing(graph, { from, to }) };
}
