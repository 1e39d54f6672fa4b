/** What the Locks room shows: a sample, of now or of the past, and what is chosen of it. Pure. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type { LockSnapshot, LockWatch, Recording, SampleFailure } from '../../../electron/contract/locks';
import type { LocksLayout, LocksPlace } from '../../app/locksAddress';
import type { Place } from '../../usePlace';
import type { InspectorState } from './inspector/inspectorState';
import { keyOf } from './parties';
import type { RowsState } from './rows/rowsState';

export type LocksState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | LocksShown;

/** Of when the sample is. */
export type Moment =
  | { readonly kind: 'live' }
  /** Nothing newer comes, because nothing newer is asked for. */
  | { readonly kind: 'paused' }
  /** Nothing newer comes, because sampling fails. */
  | { readonly kind: 'stale'; readonly failure: SampleFailure }
  | { readonly kind: 'past'; readonly id: number; readonly nowWaitingCount: number };

export interface LocksShown {
  readonly kind: 'shown';
  readonly place: Place;
  readonly snapshot: LockSnapshot;
  readonly moment: Moment;
  /** By the server's clock, at the latest sample. */
  readonly now: string;
  /** What was chosen, and what it is while the server is slow to answer. */
  readonly everyMs: number;
  readonly actualEveryMs: number;
  readonly view: LocksLayout;
  readonly chosen: Pick<LocksPlace, 'tab' | 'at' | 'filter' | 'sort'>;
  readonly recording: Recording | null;
  readonly isExporting: boolean;
  /** Of the last export, or of the sample that was asked for. */
  readonly problem: ErrorInfo | null;
  readonly inspector: InspectorState | null;
  /** null while another tab is open. */
  readonly rows: RowsState | null;
}

export interface LocksRead {
  readonly watch: LockWatch | null;
  /** The stream itself broke. */
  readonly broken: SampleFailure | null;
  readonly isPaused: boolean;
  /** Of the past. */
  readonly sample: { readonly id: number; readonly snapshot: LockSnapshot | null } | null;
}

export type SampleShown =
  | Exclude<LocksState, LocksShown>
  | (Pick<LocksShown, 'snapshot' | 'moment' | 'now'> & { readonly kind: 'shown' });

export function sampleShown({ watch, broken, isPaused, sample }: LocksRead): SampleShown {
  const latest = watch?.snapshot ?? null;
  const failure = broken ?? watch?.failure ?? null;
  if (!latest) return failure ? { kind: 'failed', error: failure.error } : { kind: 'loading' };
  const now = latest.takenAt;
  if (sample?.snapshot) {
    const moment = { kind: 'past', id: sample.id, nowWaitingCount: latest.waitingCount } as const;
    return { kind: 'shown', snapshot: sample.snapshot, moment, now };
  }
  const moment: Moment = failure ? { kind: 'stale', failure } : { kind: isPaused ? 'paused' : 'live' };
  return { kind: 'shown', snapshot: latest, moment, now };
}

/** More are read more easily in a list. */
const GRAPH_LIMIT = 60;

export function usualLayout({ edges }: LockSnapshot): LocksLayout {
  return partyCount(edges) > GRAPH_LIMIT ? 'list' : 'graph';
}

function partyCount(edges: LockSnapshot['edges']): number {
  const keys = edges.flatMap(({ blocked, blocker, gid }) => [String(blocked), keyOf({ pid: blocker, gid })]);
  return new Set(keys).size;
}

/** For how long a prepared transaction may be there before it is worth a word. */
const OLD_PREPARED_MS = 60_000;

export function oldPrepared({ prepared }: LockSnapshot): LockSnapshot['prepared'] {
  return prepared.filter(({ ageMs }) => ageMs > OLD_PREPARED_MS);
}
