import type { ErrorInfo, RunnerHolder } from '../errors';
import type { RevisionFormat } from '../project/project';
import type { GraphProblem } from './graph/graph';

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
  /** The revisions that it follows: none at base, several for a merge. */
  readonly revises: readonly string[];
  readonly dependsOn: readonly string[];
  /** The label that its file gives to the branch beginning here. */
  readonly branch: string | null;
  /** Labels of all branches that it is on. */
  readonly branches: readonly string[];
  /** Whether its file says where it belongs; otherwise that is by file name. */
  readonly isStated: boolean;
  /** No other revision follows it. */
  readonly isHead: boolean;
  /** Applied, and none that follows it is: where the database is. */
  readonly isCurrent: boolean;
  /** Pending, though one that comes after it is applied. */
  readonly isOutOfOrder: boolean;
  /** The name that the ledger has it by, where the file has another extension since. */
  readonly ledgerName: string | null;
  /** ISO time by the server's clock; null when the ledger was written by another tool, which stores none. */
  readonly appliedAt: string | null;
  readonly durationMs: number | null;
  readonly appliedBy: string | null;
  readonly transaction: TransactionMode | null;
  readonly checksum: string | null;
  readonly lastAttempt: Attempt | null;
}

/** Whether lockstep_log is there and may be written, and what to ask for where it is not so. */
export type LogState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'absent'; readonly canCreate: boolean; readonly grantSql: string }
  /** What it says is shown; what is done from here is not added to it. */
  | { readonly kind: 'read-only'; readonly grantSql: string }
  | { readonly kind: 'unreadable'; readonly grantSql: string };

/** Something about the revisions that somebody should look at; `lockstep check` fails on any. */
export interface Finding {
  readonly kind:
    | 'pending'
    | 'missing'
    | 'changed'
    | 'interrupted'
    | 'out-of-order'
    | 'several-heads'
    /** In the ledger under another extension: sequelize-cli would run it again. */
    | 'renamed'
    | GraphProblem['kind'];
  readonly names: readonly string[];
  readonly message: string;
  readonly hint: string;
}

export interface History {
  readonly ledgerTable: string;
  readonly ledgerExists: boolean;
  readonly log: LogState;
  /** Newest first: every revision stands above what it follows. */
  readonly revisions: readonly RevisionRow[];
  /** The heads of what is applied; empty at base. */
  readonly current: readonly string[];
  readonly heads: readonly string[];
  readonly findings: readonly Finding[];
  readonly pendingCount: number;
  /** Who holds the run lock at this moment. */
  readonly runner: RunnerHolder | null;
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  readonly readAt: string;
}
