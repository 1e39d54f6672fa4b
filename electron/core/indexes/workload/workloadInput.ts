/** What suggestions are made from, and what comes of it. */
import type { ErrorInfo } from '../../errors';
import type { Suggestion } from '../suggestion';

/** A statement with how often and how long it ran; as pg_stat_statements counts, or of a pasted query. */
export interface WeighedStatement {
  readonly queryId: string;
  readonly text: string;
  readonly calls: number;
  readonly meanMs: number;
}

/** Rows written since the counters began: https://www.postgresql.org/docs/18/monitoring-stats.html */
export interface TableWrites {
  readonly schema: string;
  readonly table: string;
  readonly inserted: number;
  readonly updated: number;
  /** Of those, the ones that left all indexes alone. */
  readonly hotUpdated: number;
  readonly deleted: number;
}

export interface NotPlanned {
  readonly queryId: string;
  readonly text: string;
  readonly reason: string;
}

export interface WorkloadAdvice {
  /** Largest saving first. */
  readonly suggestions: readonly Suggestion[];
  /** Statements that were planned. */
  readonly planned: number;
  readonly notPlanned: readonly NotPlanned[];
  /** Statements that cost less than all of those, and so were left aside. */
  readonly leftAside: number;
  /** Of the planned ones, as counted. */
  readonly totalMs: number;
  /** What the planner expects of them with everything suggested. */
  readonly expectedMs: number;
  /** Time was up: there may be more to find. */
  readonly isCutShort: boolean;
  /** Indexes that were tried. */
  readonly tried: number;
}

export type AdvicePhase = 'reading' | 'planning' | 'trying' | 'choosing';

export type AdviceSnapshot =
  | { readonly phase: AdvicePhase; readonly message: string /** From 0 to 1. */; readonly fraction: number }
  | { readonly phase: 'done'; readonly advice: WorkloadAdvice }
  | { readonly phase: 'failed'; readonly error: ErrorInfo };
