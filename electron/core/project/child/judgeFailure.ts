/** What a failed try of a revision means: what is left of it, what to tell, whether to try again. */
import { sqlstateOf } from '../../connection/sqlError';
import { SQLSTATE } from '../../connection/sqlstates';
import type { ErrorInfo } from '../../errors';
import type { TransactionMode } from '../../revisions/history';
import { describeRevisionError } from './describeRevisionError';
import type { LoadedStep } from './loadRevision';
import { CaughtError, describeVerdict, swallowedError } from './revisionFaults';
import type { RunContext } from './runContext';
import type { WorkSession } from './workSession';

export interface TryResult {
  readonly status: 'applied' | 'failed' | 'rolled-back' | 'interrupted';
  readonly error: ErrorInfo | null;
  /** What to do about it: try again as it was, without a transaction, or with a savepoint around each statement. */
  readonly next: 'stop' | 'retry' | 'without-transaction' | 'with-savepoints';
}

export const APPLIED: TryResult = { status: 'applied', error: null, next: 'stop' };

export function judgeFailure(
  { begin, session, cancelled }: RunContext,
  loaded: LoadedStep,
  thrown: unknown,
  transaction: TransactionMode,
): TryResult {
  const { trace } = session;
  const left = leftBehind(session, transaction);
  if (cancelled.aborted) {
    const message = `${loaded.step.name} was cancelled.`;
    return { status: left, error: { kind: 'cancelled', message }, next: 'stop' };
  }
  const verdict = thrown instanceof Error ? describeVerdict(thrown.message) : null;
  const error = verdict ?? describeHidden(session, thrown, loaded);
  const sqlstate = sqlstateOf(trace.firstError?.thrown ?? thrown);
  if (transaction === 'own' && sqlstate === SQLSTATE.activeSqlTransaction) {
    return { status: 'failed', error, next: 'without-transaction' };
  }
  if (error.kind === 'connection-lost') return { status: left, error, next: 'stop' };
  const hadEffect = transaction === 'none' && trace.endedCount > 0;
  const status = transaction === 'none' ? left : 'failed';
  if (sqlstate === SQLSTATE.lockNotAvailable && !hadEffect) return { status, error, next: 'retry' };
  const isCaught = transaction === 'own' && (thrown instanceof CaughtError || trace.hasGoneOn);
  return { status, error, next: isCaught && begin.catchErrors ? 'with-savepoints' : 'stop' };
}

/** Without a transaction anything that ran is still there, and so may be half of what failed. */
function leftBehind({ trace }: WorkSession, transaction: TransactionMode): 'rolled-back' | 'interrupted' {
  return transaction === 'own' || trace.startedCount === 0 ? 'rolled-back' : 'interrupted';
}

/** 25P02 tells only that an earlier statement failed; that one is what has to be told. */
function describeHidden(session: WorkSession, thrown: unknown, { step }: LoadedStep): ErrorInfo {
  const { trace } = session;
  const isEcho = sqlstateOf(thrown) === SQLSTATE.inFailedTransaction && trace.firstError;
  if (isEcho) return swallowedError(session);
  return describeRevisionError(thrown, trace.refused ?? trace.firstError, step);
}
