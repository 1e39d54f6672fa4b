/** All that is suggested for a database, as it is shown. */
import { type CountedWorkload, countedOf, type NoWorkload } from '../queries/workload';
import type { IndexEffect } from './effects/indexEffect';
import { withoutUntried } from './effects/untried';
import type { DismissedSuggestion, Suggestions } from './fetchSuggestions';
import type { KeptAdvice } from './keptAdvice';
import type { Suggestion } from './suggestion';
import type { NotPlanned } from './workload/workloadInput';

export interface IndexAdvice {
  /** At most MOST_LISTED. */
  readonly suggestions: readonly Suggestion[];
  /** Of all, listed or not. */
  readonly count: number;
  readonly dismissed: readonly DismissedSuggestion[];
  /** What has come of those that were made. */
  readonly effects: readonly IndexEffect[];
  /** Where it is missing, only the schema has been looked at. */
  readonly workload: CountedWorkload | NoWorkload;
  /** What the plan twin made of the workload; null: not asked since the app began. */
  readonly advised: AdvisedWorkload | null;
}

export interface AdvisedWorkload {
  /** ISO. */
  readonly at: string;
  readonly planned: number;
  readonly notPlanned: number;
  /** The dearest of these, with their texts cut. */
  readonly reasons: readonly NotPlannedReason[];
  /** Statements that cost less than all of those, and so were left aside. */
  readonly leftAside: number;
  /** Time was up: there may be more to find. */
  readonly isCutShort: boolean;
  /** Of the planned statements, as counted. */
  readonly totalMs: number;
  /** With everything suggested. */
  readonly expectedMs: number;
}

export interface NotPlannedReason {
  readonly text: string;
  readonly reason: string;
}

const MOST_LISTED = 2000;
const MOST_REASONS = 20;
const LONGEST_TEXT = 300;

export function reasonsOf(notPlanned: readonly NotPlanned[]): readonly NotPlannedReason[] {
  return notPlanned.slice(0, MOST_REASONS).map(({ text, reason }) => ({
    text: text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text,
    reason,
  }));
}

export function describeFound(
  { suggestions: all, dismissed, workload }: Suggestions,
  { advised }: KeptAdvice,
  effects: readonly IndexEffect[],
): IndexAdvice {
  const suggestions = withoutUntried(all, effects);
  return {
    suggestions: suggestions.slice(0, MOST_LISTED),
    count: suggestions.length,
    dismissed: dismissed.slice(0, MOST_LISTED),
    effects,
    workload: workload.state === 'ready' ? countedOf(workload) : workload,
    advised,
  };
}
