import type { RevisionFormat } from '../project/project';
import type { TransactionMode } from './history';

export type Direction = 'up' | 'down';

export interface PlanStep {
  readonly name: string;
  readonly format: RevisionFormat;
  readonly checksum: string;
  /** Expected; the run tries a transaction first unless the file declares otherwise, and records what it was. */
  readonly transaction: TransactionMode;
  /** Why `transaction` is expected to be none, or anything else worth knowing before it runs. */
  readonly notes: readonly string[];
}

/** Something that stops the plan from running as it is. */
export interface Refusal {
  readonly kind: 'out-of-order' | 'missing' | 'changed' | 'interrupted' | 'no-down' | 'read-only';
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
  /** As asked for: head, +2, a name, base. */
  readonly target: string;
  readonly database: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly steps: readonly PlanStep[];
  readonly refusals: readonly Refusal[];
  /** The project's code runs in `up` and `down`; the folder must be trusted once. */
  readonly needsTrust: boolean;
  /** Production: the database's name must be typed. */
  readonly needsDatabaseName: boolean;
}
