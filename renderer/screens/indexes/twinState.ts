/** The copy that plans are asked of, and what happens on it. Pure. */
import type { ErrorInfo } from '../../../electron/contract/call';
import type { PlanTwinCard, RefreshSnapshot, TargetAdviceSnapshot } from '../../../electron/contract/indexes';
import type { Streamed } from '../../useStream';

export type TwinState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | { readonly kind: 'ready'; readonly card: PlanTwinCard }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

export type WorkName = 'refresh' | 'advise' | 'suggest';

/** What happens on the twin, one at a time. */
export type Work =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly name: WorkName;
      readonly text: string;
      /** From 0 to 1; null where nobody knows. */
      readonly fraction: number | null;
    }
  | { readonly kind: 'failed'; readonly name: WorkName; readonly error: ErrorInfo };

export function workOf(
  name: WorkName | null,
  { latest, error, isEnded }: Streamed<TargetAdviceSnapshot | RefreshSnapshot>,
): Work {
  if (name === null) return { kind: 'idle' };
  if (error) return { kind: 'failed', name, error };
  if (latest?.phase === 'failed') return { kind: 'failed', name, error: latest.error };
  if (isEnded || latest?.phase === 'done' || latest?.phase === 'no-workload') return { kind: 'idle' };
  if (!latest) return { kind: 'running', name, text: 'Starting', fraction: null };
  return { kind: 'running', name, text: latest.message, fraction: latest.fraction };
}
