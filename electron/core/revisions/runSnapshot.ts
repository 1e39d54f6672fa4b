import type { Blocker, ErrorInfo, RunnerHolder } from '../errors';
import type { TransactionMode } from './history';
import type { Direction } from './plan';

export type StepStatus =
  | 'waiting'
  | 'running'
  /** A lock was not to be had within lock_timeout; rolled back, pausing before the next try. */
  | 'retrying'
  | 'applied'
  | 'failed'
  | 'rolled-back'
  | 'interrupted'
  | 'not-reached';

export interface StepSnapshot {
  readonly name: string;
  readonly status: StepStatus;
  readonly durationMs: number | null;
  readonly transaction: TransactionMode | null;
  /** Tries so far; more than 1 after lock timeouts. */
  readonly tries: number;
}

export interface StatementSnapshot {
  readonly sql: string;
  readonly startedAt: string;
  /** null while it runs. */
  readonly durationMs: number | null;
}

export interface RunFailure {
  readonly revision: string | null;
  readonly error: ErrorInfo;
  /** One sentence: what the database is like now. */
  readonly databaseState: string;
}

export type RunPhase = 'waiting' | 'starting' | 'running' | 'cancelling' | 'checking' | 'ended';
export type RunOutcome = 'done' | 'failed' | 'cancelled';

/** A whole run as it stands; pushed at most every 100 ms and once more at its end. */
export interface RunSnapshot {
  readonly runId: string;
  readonly connectionId: string;
  readonly projectId: string;
  readonly direction: Direction;
  readonly target: string;
  readonly phase: RunPhase;
  /** Set once `phase` is ended. */
  readonly outcome: RunOutcome | null;
  /** While `phase` is waiting: who runs. */
  readonly holder: RunnerHolder | null;
  readonly steps: readonly StepSnapshot[];
  readonly doneCount: number;
  readonly startedAt: string;
  readonly elapsedMs: number;
  /** The revision that runs now, with its latest statements, newest last (at most 100). */
  readonly current: {
    readonly name: string;
    readonly startedAt: string;
    readonly statements: readonly StatementSnapshot[];
    readonly statementCount: number;
    /** Who our statement waits for, while it waits for a lock. */
    readonly blockers: readonly Blocker[];
  } | null;
  readonly failure: RunFailure | null;
  /** What the project's code printed, the last 10,000 characters. */
  readonly output: string;
  /** Things to know that are no failure, such as a log that could not be written. */
  readonly warnings: readonly string[];
  /** Heads after the run; empty at base. */
  readonly heads: readonly string[];
}
