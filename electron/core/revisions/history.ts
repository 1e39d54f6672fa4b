import type { ErrorInfo, RunnerHolder } from '../errors';
import type { RevisionFormat } from '../project/project';

export type RevisionState =
  | 'applied'
  | 'pending'
  | 'running'
  /** The last run of it failed; the database is as it was before. Pending again. */
  | 'failed'
  /** The last run of it was cancelled or cut off and rolled back. Pending again. */
  | 'rolled-back'
  /** Not in a transaction and cut off: what it did in part is still there. Needs a look. */
  | 'interrupted'
  /** Applied, but the file is gone. */
  | 'missing'
  /** Applied, and the file has other content since. */
  | 'changed';

/** How a revision ran: in its own transaction together with its ledger row, or without one. */
export type TransactionMode = 'own' | 'none';

export interface Attempt {
  readonly outcome: 'failed' | 'rolled-back' | 'interrupted';
  readonly at: string;
  readonly error: ErrorInfo | null;
}

export interface RevisionRow {
  readonly name: string;
  readonly state: RevisionState;
  readonly format: RevisionFormat | null;
  /** No other revision follows it. */
  readonly isHead: boolean;
  /** The newest applied one: where the database is. */
  readonly isCurrent: boolean;
  /** Pending, though a later one is applied. */
  readonly isOutOfOrder: boolean;
  /** ISO time by the server's clock; null when the ledger was written by another tool, which stores none. */
  readonly appliedAt: string | null;
  readonly durationMs: number | null;
  readonly appliedBy: string | null;
  readonly transaction: TransactionMode | null;
  readonly checksum: string | null;
  readonly lastAttempt: Attempt | null;
}

/** Whether lockstep_log is there, and what to ask for where it is not. */
export type LogState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'absent'; readonly canCreate: boolean; readonly grantSql: string }
  | { readonly kind: 'unreadable'; readonly grantSql: string };

export interface History {
  readonly ledgerTable: string;
  readonly ledgerExists: boolean;
  readonly log: LogState;
  /** Newest first. */
  readonly revisions: readonly RevisionRow[];
  readonly current: string | null;
  readonly head: string | null;
  readonly pendingCount: number;
  /** Who holds the run lock at this moment. */
  readonly runner: RunnerHolder | null;
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  readonly readAt: string;
}
