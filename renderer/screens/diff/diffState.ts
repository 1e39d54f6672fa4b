/** What the Diff room shows, as one union. Pure; which rows are chosen is in choice.ts, their lines in changeTree.ts. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type { CompareSnapshot, Comparison, ObjectView, Source } from '../../../electron/contract/catalog';
import type { ConnectionSummary } from '../../../electron/contract/connections';
import type { Attempt } from '../../parts/attempt';
import type { LastComparison } from '../../useLastComparison';
import type { Place } from '../../usePlace';
import type { Streamed } from '../../useStream';
import type { ChoiceIndex, ChoiceNote, Chosen } from './choice';
import type { PanelState } from './panelState';
import type { Sides } from './sides';

export interface Progress {
  readonly text: string;
  /** From 0 to 1; null where nobody knows. */
  readonly fraction: number | null;
}

export type Comparing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: Progress }
  /** `revision`: the one whose replay failed. */
  | { readonly kind: 'failed'; readonly error: ErrorInfo; readonly revision: string | null };

export type DetailState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  /** `isOld`: of the row that was selected before. */
  | { readonly kind: 'shown'; readonly view: ObjectView; readonly isOld: boolean };

interface Common {
  readonly sides: Sides;
  /** The connection of the address. */
  readonly here: Source;
  readonly place: Place;
  /** To compare with. */
  readonly connections: readonly ConnectionSummary[];
  readonly opening: Attempt;
  /** Revisions that wait to be applied here: what they do differs as well. */
  readonly pendingCount: number;
}

export interface DiffShown extends Common {
  readonly kind: 'shown';
  readonly comparison: Comparison;
  readonly comparedAt: string;
  /** Idle: what is shown is the newest. */
  readonly comparing: Comparing;
  readonly filter: string;
  /** Key of a line. */
  readonly at: string | null;
  /** Keys of the lines that are not as they begin. */
  readonly toggled: ReadonlySet<string>;
  readonly index: ChoiceIndex;
  readonly chosen: Chosen;
  readonly note: ChoiceNote | null;
  /** Of the selected row; null while it is closed. */
  readonly detail: DetailState | null;
  readonly answering: Attempt;
  readonly copying: Attempt & { readonly isCopied?: boolean };
  readonly saving: Attempt;
  readonly panel: PanelState | null;
}

export type DiffState =
  | (Common & { readonly kind: 'untrusted'; readonly trusting: Attempt })
  | (Common & { readonly kind: 'comparing'; readonly progress: Progress })
  | (Common & {
      readonly kind: 'failed';
      readonly error: ErrorInfo;
      readonly revision: string | null;
    })
  | DiffShown;

/** What the hook knows so far. */
export type DiffRead = Omit<DiffShown, 'kind' | 'comparison' | 'comparedAt'> & {
  /** Trust in the folder is missing, and its code would run. */
  readonly isUntrusted: boolean;
  readonly trusting: Attempt;
  readonly last: LastComparison | null;
};

export function diffState({ isUntrusted, trusting, last, ...read }: DiffRead): DiffState {
  if (isUntrusted) return { ...read, kind: 'untrusted', trusting };
  if (last) return { ...read, kind: 'shown', comparison: last.comparison, comparedAt: last.at };
  const { comparing } = read;
  if (comparing.kind === 'failed') return { ...read, ...comparing };
  const progress = comparing.kind === 'running' ? comparing.progress : READING;
  return { ...read, kind: 'comparing', progress };
}

const READING: Progress = { text: 'Reading both sides', fraction: null };

const ENDED_EARLY: ErrorInfo = {
  kind: 'cancelled',
  message: 'The comparison ended without a result.',
  hint: 'Compare again.',
};
const CANCELLED: ErrorInfo = { kind: 'cancelled', message: 'You cancelled the comparison.' };

/** `isAsked`: false once it was cancelled. */
export function comparingOf(
  { latest, error, isEnded }: Streamed<CompareSnapshot>,
  isAsked: boolean,
): Comparing {
  if (!isAsked) return { kind: 'failed', error: CANCELLED, revision: null };
  if (error) return { kind: 'failed', error, revision: null };
  if (latest?.phase === 'failed') return { kind: 'failed', error: latest.error, revision: latest.revision };
  if (latest?.phase === 'done') return { kind: 'idle' };
  if (isEnded) return { kind: 'failed', error: ENDED_EARLY, revision: null };
  return { kind: 'running', progress: progressOf(latest) };
}

function progressOf(latest: Exclude<CompareSnapshot, { phase: 'done' | 'failed' }> | null): Progress {
  if (!latest) return { text: 'Asking for both sides', fraction: null };
  if (latest.phase !== 'reading') {
    const text = latest.phase === 'renaming' ? 'Looking for what was renamed' : 'Comparing';
    return { text, fraction: null };
  }
  const { what, doneCount, totalCount } = latest;
  const text = what.slice(0, 1).toUpperCase() + what.slice(1);
  if (totalCount === null || totalCount === 0) return { text, fraction: null };
  return { text: `${text}: ${doneCount} of ${totalCount}`, fraction: doneCount / totalCount };
}

/** What still stands before anything is done with the chosen rows, as a sentence. */
export function findChoiceObstacle({
  comparing,
  chosen,
}: Pick<DiffShown, 'comparing' | 'chosen'>): string | null {
  if (comparing.kind === 'running') return 'Comparing again…';
  return chosen.size === 0 ? 'Choose what to do.' : null;
}
