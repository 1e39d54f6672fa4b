/** What the history shows, as one union, and how the selection moves. Pure. */
import type {
  DemoStatus,
  ErrorInfo,
  History,
  RevisionRow,
  RevisionSource,
  RevisionState,
} from '../../../electron/contract';
import type { SourceState } from '../../parts/RevisionText';

export interface HistoryShown {
  readonly kind: 'shown';
  readonly history: History;
  /** Why the history could not be read again; what is shown is the last that was read. */
  readonly stale: ErrorInfo | null;
  readonly filter: string;
  readonly selected: RevisionRow | null;
  /** Whether the inspector shows the selected revision. */
  readonly isInspecting: boolean;
  readonly source: SourceState;
  /** A run of this app that has not ended. */
  readonly runningId: string | null;
}

export type HistoryState =
  /** The demo's server starts or is filled. */
  | { readonly kind: 'booting'; readonly demo: DemoStatus }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | HistoryShown;

/** What the hook has read so far. */
export interface HistoryRead {
  /** null where the connection is not the demo. */
  readonly demo: DemoStatus | null;
  readonly history: History | null;
  readonly error: ErrorInfo | null;
  readonly source: RevisionSource | null;
  readonly sourceError: ErrorInfo | null;
  readonly filter: string;
  readonly at: string | null;
  readonly isInspecting: boolean;
  readonly runningId: string | null;
}

export function historyState(read: HistoryRead): HistoryState {
  const { history, demo, error } = read;
  if (!history && demo?.phase === 'failed') return { kind: 'booting', demo };
  if (!history && error) return { kind: 'failed', error };
  if (!history) return demo && demo.phase !== 'ready' ? { kind: 'booting', demo } : { kind: 'loading' };
  const selected = history.revisions.find(({ name }) => name === read.at) ?? null;
  return {
    kind: 'shown',
    history,
    stale: error,
    filter: read.filter,
    selected,
    isInspecting: read.isInspecting && selected !== null,
    source: sourceState(read, selected),
    runningId: read.runningId,
  };
}

function sourceState({ source, sourceError }: HistoryRead, selected: RevisionRow | null): SourceState {
  if (!selected?.format) return { kind: 'absent' };
  if (source && source.name === selected.name) return { kind: 'shown', source };
  return sourceError ? { kind: 'failed', error: sourceError } : { kind: 'loading' };
}

/** Rows whose name or state holds every word of the filter. */
export function filterRevisions(rows: readonly RevisionRow[], filter: string): readonly RevisionRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = `${row.name} ${row.state} ${row.appliedBy ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export type SelectionKey = 'ArrowUp' | 'ArrowDown' | 'PageUp' | 'PageDown' | 'Home' | 'End';

const PAGE = 20;
const STEPS: Readonly<Record<SelectionKey, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -PAGE,
  PageDown: PAGE,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

export function isSelectionKey(key: string): key is SelectionKey {
  return key in STEPS;
}

/** The row that a key moves to; from no selection, the first. */
export function moveSelection(
  rows: readonly RevisionRow[],
  at: string | null,
  key: SelectionKey,
): string | null {
  const index = rows.findIndex(({ name }) => name === at);
  const last = rows.length - 1;
  const wanted = index === -1 && key !== 'End' ? 0 : Math.max(index, 0) + STEPS[key];
  const to = Math.min(last, Math.max(0, wanted));
  return rows[to]?.name ?? null;
}

export interface Summary {
  readonly applied: number;
  readonly pending: number;
  readonly attention: readonly { readonly state: RevisionState; readonly count: number }[];
}

const ATTENTION: readonly RevisionState[] = ['failed', 'interrupted', 'changed', 'missing'];

/** Counts for the line above the list. */
export function summarise({ revisions, pendingCount }: History): Summary {
  const count = (state: RevisionState) => revisions.filter((row) => row.state === state).length;
  return {
    applied: revisions.length - pendingCount,
    pending: pendingCount,
    attention: ATTENTION.map((state) => ({ state, count: count(state) })).filter((each) => each.count > 0),
  };
}
