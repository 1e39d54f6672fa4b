/** A capture of SQL as the page shows it. Pure. */
import type { ErrorInfo } from '../../electron/contract/call';
import type { CaptureSnapshot, HandOff } from '../../electron/contract/revisions';
import type { Streamed } from '../useStream';

export type CaptureProgress = Extract<CaptureSnapshot, { readonly doneCount: number }>;

export type CaptureState =
  | { readonly kind: 'none' }
  /** `progress` is null before anything was heard. */
  | { readonly kind: 'running'; readonly progress: CaptureProgress | null }
  | { readonly kind: 'failed'; readonly revision: string | null; readonly error: ErrorInfo }
  | { readonly kind: 'done'; readonly handOff: HandOff };

const ENDED_EARLY: ErrorInfo = {
  kind: 'cancelled',
  message: 'The capture ended without a result.',
  hint: 'Capture again.',
};

export function captureState({ latest, error, isEnded }: Streamed<CaptureSnapshot>): CaptureState {
  if (error) return { kind: 'failed', revision: null, error };
  if (latest?.phase === 'done') return { kind: 'done', handOff: latest.handOff };
  if (latest?.phase === 'failed') return { kind: 'failed', revision: latest.revision, error: latest.error };
  if (isEnded) return { kind: 'failed', revision: null, error: ENDED_EARLY };
  return { kind: 'running', progress: latest };
}

const PHASES: Readonly<Record<CaptureProgress['phase'], string>> = {
  starting: 'Starting the local server',
  replaying: 'Replaying what is applied on the local server',
  capturing: 'Running the revisions on the local server',
};

export function describeProgress(progress: CaptureProgress | null): string {
  if (!progress) return 'Asking for the SQL';
  const { phase, doneCount, totalCount } = progress;
  return phase === 'starting' ? PHASES.starting : `${PHASES[phase]}: ${doneCount} of ${totalCount}`;
}
