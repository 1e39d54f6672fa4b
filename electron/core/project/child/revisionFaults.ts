/** What can be wrong with a revision besides a statement that the server refuses. */
import type { ErrorInfo } from '../../errors';
import { describeRevisionError, RevisionError } from './describeRevisionError';
import type { Begun } from './fenceSql';
import { NOT_RECORDED } from './recordSql';
import type { WorkSession } from './workSession';

export function missingAwait(name: string, running: readonly string[]): ErrorInfo {
  return {
    kind: 'code-failed',
    message: `${name} ended while ${running.length} of its statements still ran: ${running[0]?.slice(0, 500)}`,
    hint: 'An await or a return is missing in front of a query.',
  };
}

/** The revision ended well, although its transaction had failed. */
export class CaughtError extends RevisionError {}

export function swallowedError({ trace }: WorkSession): ErrorInfo {
  const first = trace.firstError;
  const what = first ? describeRevisionError(first.thrown, first, null) : null;
  if (what?.kind === 'lock-timeout') return what;
  const message = what?.message ?? 'A statement failed';
  return {
    ...(what?.kind === 'sql-failed' ? what : { kind: 'code-failed' as const }),
    message: `${message} (the revision caught this error and went on)`,
    hint: 'PostgreSQL gives up a whole transaction at its first error. Let the error out, put the statement into sequelize.transaction(), which is a savepoint here, or say in package.json that revisions may do so: "lockstep": { "catchErrors": true }.',
  };
}

export function leftOpen(): ErrorInfo {
  return {
    kind: 'code-failed',
    message:
      'The revision ran without a transaction, began one itself and left it open; that one was rolled back.',
    hint: 'COMMIT what it begins.',
  };
}

export function refuseUnlocked(begun: Begun): Begun {
  if (!begun.locked) throw new RevisionError(lockLost());
  if (!begun.fenced) throw new RevisionError(fenceTaken());
  return begun;
}

function fenceTaken(): ErrorInfo {
  return {
    kind: 'runner-busy',
    holder: null,
    message: 'A session of an earlier run is still at work on this ledger.',
    hint: 'Wait until it has ended, or end it; nothing was run.',
  };
}

function lockLost(): ErrorInfo {
  return {
    kind: 'connection-lost',
    message: 'The session that holds the run lock was lost.',
    hint: 'This revision was not begun. Run again.',
  };
}

export const ENDED_OUR_TRANSACTION: ErrorInfo = {
  kind: 'code-failed',
  message:
    'The revision ended the transaction that Lockstep began for it. What it committed is permanent, and not in the ledger.',
  hint: 'Take COMMIT and ROLLBACK out of it, or declare that it runs without a transaction.',
};

/** Why the record's own statement failed, where it is its verdict and no ordinary error. */
export function describeVerdict(message: string): ErrorInfo | null {
  if (message.includes(NOT_RECORDED.otherTransaction)) return ENDED_OUR_TRANSACTION;
  if (!message.includes(NOT_RECORDED.noRow)) return null;
  return {
    kind: 'files-changed',
    names: [],
    message: 'The revision is not in the ledger any more: another tool has taken it out in the meantime.',
    hint: 'Look at the history again.',
  };
}
