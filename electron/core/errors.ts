/**
 * Failures, as one union that crosses every boundary as plain data.
 * Expected outcomes (a revision whose SQL fails) are not failures: they are statuses in return values.
 */

/** Somebody in the way of a lock that we wait for. */
export interface Blocker {
  /** Backend pid; 0 is a prepared transaction. */
  readonly pid: number;
  readonly user: string | null;
  readonly application: string | null;
  /** State in pg_stat_activity, such as "idle in transaction". */
  readonly state: string | null;
  /** The blocker's running statement, or its last one when it is idle in transaction. */
  readonly query: string | null;
  readonly transactionAgeMs: number | null;
}

/** Who holds the run lock of a ledger. */
export interface RunnerHolder {
  readonly pid: number;
  readonly application: string;
  readonly user: string;
  readonly client: string | null;
  readonly since: string | null;
}

export type ConnectFailureReason =
  | 'refused'
  | 'timeout'
  | 'host-unknown'
  | 'authentication'
  | 'no-such-database'
  | 'tls'
  | 'too-many-connections'
  | 'other';

interface Told {
  /** What happened, to what. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
}

export interface SqlFailure extends Told {
  readonly kind: 'sql-failed';
  readonly sqlstate: string;
  readonly detail?: string;
  /** The statement that failed. */
  readonly sql?: string;
  /** Character position in `sql`, from 1. */
  readonly position?: number;
  /** PostgreSQL's CONTEXT. */
  readonly where?: string;
  readonly constraint?: string;
  readonly table?: string;
}

export interface CodeFailure extends Told {
  readonly kind: 'code-failed';
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  readonly stack?: string;
}

export type ErrorInfo =
  | (Told & { readonly kind: 'cannot-connect'; readonly reason: ConnectFailureReason })
  | (Told & { readonly kind: 'connection-lost' })
  | (Told & { readonly kind: 'not-permitted'; readonly grantSql?: string })
  | (Told & { readonly kind: 'not-trusted'; readonly folder: string })
  | (Told & { readonly kind: 'lock-timeout'; readonly blockers: readonly Blocker[]; readonly sql?: string })
  | (Told & { readonly kind: 'runner-busy'; readonly holder: RunnerHolder | null })
  | SqlFailure
  | CodeFailure
  | (Told & { readonly kind: 'files-changed'; readonly names: readonly string[] })
  | (Told & { readonly kind: 'bad-input'; readonly field?: string; readonly candidates?: readonly string[] })
  | (Told & { readonly kind: 'cancelled' })
  | (Told & { readonly kind: 'bug'; readonly id: string });

export class CoreError extends Error {
  override readonly name = 'CoreError';
  constructor(readonly info: ErrorInfo) {
    super(info.hint ? `${info.message} ${info.hint}` : info.message);
  }
}

/** Anything thrown, as an ErrorInfo; what we did not foresee becomes a `bug` with its message kept. */
export function toErrorInfo(thrown: unknown): ErrorInfo {
  if (thrown instanceof CoreError) return thrown.info;
  if (isAbort(thrown)) return { kind: 'cancelled', message: 'Cancelled.' };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    kind: 'bug',
    id: crypto.randomUUID().slice(0, 8),
    message: `Lockstep met an error that it does not know: ${message}`,
    hint: 'Nothing was changed by this error itself; look at the log and try again.',
  };
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}

export function badInput(message: string, hint?: string, field?: string): CoreError {
  return new CoreError({ kind: 'bad-input', message, ...(hint && { hint }), ...(field && { field }) });
}
