import type { TransactionMode } from '../history';

/** What a revision sent on the twin, in order. */
export interface CapturedRevision {
  readonly name: string;
  readonly transaction: TransactionMode;
  readonly statements: readonly CapturedStatement[];
}

export interface CapturedStatement {
  readonly sql: string;
  /** Of its bind parameters, as SQL literals. */
  readonly values: readonly string[];
  /** Why the server refused it, where the revision went on all the same. */
  readonly error: string | null;
}
