/** What the history shows, as one union. Pure; how the selection moves is in selection.ts. */
import type { DemoStatus } from '../../../electron/contract/app';
import type { ErrorInfo } from '../../../electron/contract/call';
import type {
  Finding,
  History,
  LogRecord,
  RevisionRow,
  RevisionSource,
  RevisionState,
} from '../../../electron/contract/revisions';
import type { HistoryLayout, InspectorTab } from '../../app/addresses';
import type { Attempt } from '../../parts/attempt';
import type { CaptureState } from '../../parts/captureState';
import type { SourceState } from '../../parts/RevisionText';
import type { InspectorState, LogRead } from './inspector/inspectorState';

export interface HistoryShown {
  readonly kind: 'shown';
  readonly history: History;
  /** Why the history could not be read again; what is shown is the last that was read. */
  readonly stale: ErrorInfo | null;
  readonly filter: string;
  readonly view: HistoryLayout;
  readonly selected: RevisionRow | null;
  /** Of the selected revision; null while it is closed. */
  readonly inspector: InspectorState | null;
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
  readonly log: readonly LogRecord[] | null;
  readonly logError: ErrorInfo | null;
  /** Of the selected revision, and of no other. */
  readonly capture: CaptureState;
  readonly editing: Attempt;
  readonly filter: string;
  readonly view: HistoryLayout;
  readonly at: string | null;
  readonly isInspecting: boolean;
  readonly tab: InspectorTab;
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
    view: read.view,
    selected,
    inspector: read.isInspecting && selected !== null ? inspectorState(read, selected) : null,
    runningId: read.runningId,
  };
}

function inspectorState(read: HistoryRead, selected: RevisionRow): InspectorState {
  const { tab, capture, editing } = read;
  return { tab, source: sourceState(read, selected), log: logRead(read), capture, editing };
}

function logRead({ log, logError }: HistoryRead): LogRead {
  if (log) return { kind: 'shown', records: log };
  return logError ? { kind: 'failed', error: logError } : { kind: 'loading' };
}

function sourceState({ source, sourceError }: HistoryRead, selected: RevisionRow): SourceState {
  if (!selected.format) return { kind: 'absent' };
  if (source && source.name === selected.name) return { kind: 'shown', source };
  return sourceError ? { kind: 'failed', error: sourceError } : { kind: 'loading' };
}

/** Rows whose name, state or branch holds every word of the filter. */
export function filterRevisions(rows: readonly RevisionRow[], filter: string): readonly RevisionRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = `${row.name} ${row.state} ${row.branches.join(' ')} ${row.appliedBy ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
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

/** What is worth a note: pending revisions are what the list is for, and several heads have a banner of their own. */
export function notableFindings({ findings }: History): readonly Finding[] {
  return findings.filter(({ kind }) => kind !== 'pending' && kind !== 'several-heads');
}
