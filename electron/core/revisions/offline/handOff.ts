/** The SQL of a range of revisions, for somebody else to run. */
import type { ErrorInfo } from '../../errors';
import type { TransactionMode } from '../history';
import type { Direction } from '../plan';

export interface HandOffStep {
  readonly name: string;
  readonly transaction: TransactionMode;
  /** As in the script, with its BEGIN, timeouts, ledger row and COMMIT. */
  readonly sql: string;
}

export interface HandOff {
  readonly direction: Direction;
  readonly target: string;
  /** Heads of what is applied, before and after. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly steps: readonly HandOffStep[];
  /** The whole script, to be run by psql. */
  readonly sql: string;
  /** The script that takes it back; null where that is not possible, see `notes`. */
  readonly rollbackSql: string | null;
  /** Files of the hand-off bundle: both scripts, checksums, a README. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly notes: readonly string[];
}

/** A capture as it goes on: revisions are replayed and run on a local server, never on the target. */
export type CaptureSnapshot =
  | {
      readonly phase: 'starting' | 'replaying' | 'capturing';
      readonly doneCount: number;
      readonly totalCount: number;
      readonly revision: string | null;
    }
  | { readonly phase: 'done'; readonly handOff: HandOff }
  | { readonly phase: 'failed'; readonly revision: string | null; readonly error: ErrorInfo };
