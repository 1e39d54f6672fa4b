import type { RevisionFormat } from '../project/project';
import type { TransactionMode } from './history';

export type Direction = 'up' | 'down';

export interface PlanStep {
  readonly name: string;
  readonly format: RevisionFormat;
  /** The name in the ledger: another than `name` where the file's extension has changed since it ran. */
  readonly ledgerName: string;
  readonly checksum: string;
  /** Expected; the run tries a transaction first unless the file declares otherwise, and records what it was. */
  readonly transaction: TransactionMode;
  /** The file's own lock_timeout; null: the run's. */
  readonly lockTimeoutMs: number | null;
  /** Why `transaction` is expected to be none, or anything else worth knowing before it runs. */
  readonly notes: readonly string[];
}

/** Something that stops the plan from running as it is. */
export interface Refusal {
  readonly kind: 'out-of-order' | 'missing' | 'changed' | 'interrupted' | 'no-down' | 'read-only' | 'graph';
  readonly names: readonly string[];
  readonly message: string;
  readonly hint: string;
  /** Whether the user may decide to run all the same, by saying so for this run. */
  readonly canOverride: boolean;
}

export interface Plan {
  /** Digest of steps, checksums and ledger: a run is started with it and refused when anything has changed. */
  readonly id: string;
  readonly direction: Direction;
  /** As asked for: head, heads, +2, a name, branch@head, base. */
  readonly target: string;
  readonly database: string;
  /** Heads of what is applied, before and after. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly steps: readonly PlanStep[];
  readonly refusals: readonly Refusal[];
  /** The project's code runs in `up` and `down`; the folder must be trusted once. */
  readonly needsTrust: boolean;
  /** Production: the database's name must be typed. */
  readonly needsDatabaseName: boolean;
}
