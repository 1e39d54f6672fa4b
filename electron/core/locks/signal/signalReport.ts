/** What a cancel, a terminate or a ROLLBACK PREPARED really did, looked at a moment later. */

export type SignalOutcome =
  /** cancel: the statement has ended, the session is there. */
  | 'cancelled'
  /** The session, or the prepared transaction, has ended. */
  | 'gone'
  /** Signalled, and goes on all the same so far. */
  | 'still-there'
  /** It was gone before: nobody was signalled. */
  | 'was-gone'
  | 'not-permitted';

export interface SignalReport {
  readonly outcome: SignalOutcome;
  /** For people: what happened, and what to do next. */
  readonly message: string;
  /** not-permitted: what would permit it. */
  readonly grantSql: string | null;
  /** By the server's clock. */
  readonly at: string;
  /** Pids that waited for it and don't wait any more. */
  readonly wentOn: readonly number[];
}
