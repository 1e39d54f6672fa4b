/** What a refresh tells while it goes on, and what comes of it. */
import type { ErrorInfo } from '../../errors';
import type { Uncloned } from './cloneSchema';
import type { PlanTwinCard } from './planDatabase';

export type RefreshPhase = 'reading' | 'cloning' | 'statistics' | 'sizes';

export type RefreshSnapshot =
  | { readonly phase: RefreshPhase; readonly message: string /** From 0 to 1. */; readonly fraction: number }
  | { readonly phase: 'done'; readonly twin: PlanTwinCard; readonly uncloned: readonly Uncloned[] }
  | { readonly phase: 'failed'; readonly error: ErrorInfo };

export type Progress<T = void> = AsyncGenerator<RefreshSnapshot, T>;

export function tell(phase: RefreshPhase, message: string, fraction: number): RefreshSnapshot {
  return { phase, message, fraction };
}
