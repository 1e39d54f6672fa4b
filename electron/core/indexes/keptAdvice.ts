/** What the plan twin has advised for each place, kept until it is asked again. */
import type { Pair } from '../revisions/revisionCalls';
import { type AdvisedWorkload, reasonsOf } from './indexAdvice';
import { withOwnNames } from './ownNames';
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
    replace(pair: Pair, advice: WorkloadAdvice) {
      const { suggestions, planned, notPlanned, leftAside, isCutShort, totalMs, expectedMs } = advice;
      const reasons = reasonsOf(notPlanned);
      const looked = { planned, notPlanned: notPlanned.length, reasons, leftAside, isCutShort };
      const advised = { at: now().toISOString(), ...looked, totalMs, expectedMs };
      kept.set(keyOf(pair), { suggestions, advised });
    },
    /** For one statement, beside what is there. */
    add(pair: Pair, added: readonly Suggestion[]) {
      const before = of(pair);
      const known = new Set(before.suggestions.map(({ id }) => id));
      const fresh = added.filter(({ id }) => !known.has(id));
      const suggestions = [...before.suggestions, ...withOwnNames(before.suggestions, fresh)];
      kept.set(keyOf(pair), { ...before, suggestions });
    },
  };
}
