/** What the plan twin has advised for each place, kept until it is asked again. */
import type { Pair } from '../revisions/revisionCalls';
import type { AdvisedWorkload } from './indexAdvice';
import type { Suggestion } from './suggestion';
import type { WorkloadAdvice } from './workload/workloadInput';

export interface KeptAdvice {
  readonly suggestions: readonly Suggestion[];
  readonly advised: AdvisedWorkload | null;
}

const NOTHING: KeptAdvice = { suggestions: [], advised: null };

export function createKeptAdvice(now: () => Date = () => new Date()) {
  const kept = new Map<string, KeptAdvice>();
  const keyOf = ({ connectionId, projectId }: Pair) => JSON.stringify([connectionId, projectId]);
  const of = (pair: Pair) => kept.get(keyOf(pair)) ?? NOTHING;
  return {
    of,
    /** With what the whole workload asks for. */
    replace(pair: Pair, { suggestions, planned, notPlanned, totalMs, expectedMs }: WorkloadAdvice) {
      const at = now().toISOString();
      const advised = { at, planned, notPlanned: notPlanned.length, totalMs, expectedMs };
      kept.set(keyOf(pair), { suggestions, advised });
    },
    /** For one statement, beside what is there. */
    add(pair: Pair, added: readonly Suggestion[]) {
      const before = of(pair);
      const known = new Set(before.suggestions.map(({ id }) => id));
      const suggestions = [...before.suggestions, ...added.filter(({ id }) => !known.has(id))];
      kept.set(keyOf(pair), { ...before, suggestions });
    },
  };
}
