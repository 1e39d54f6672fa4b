/** Whether its statement is cancelled or its session ended, and why. Pure. */
import type { FreedSessions, Freeing } from './freeing';
import type { LockSession, PreparedTransaction } from './snapshot';

export function chooseMeans(
  session: LockSession,
  byCancel: FreedSessions,
  byEnd: FreedSessions,
): Pick<Freeing, 'means' | 'why'> {
  if (!isCancellable(session)) return { means: 'terminate', why: whyNotCancel(session) };
  if (countReleased(byCancel) >= countReleased(byEnd)) return { means: 'cancel', why: whyCancel(session) };
  const why =
    session.transactionIds.length > 1
      ? 'It is within a savepoint: cancelling its statement may leave what it locked before.'
      : 'It may hold advisory locks for its whole session: cancelling its statement leaves those.';
  return { means: 'terminate', why };
}

export function isCancellable({ state, awaits }: LockSession): boolean {
  return awaits !== null || state === 'active' || state === 'fastpath function call';
}

/**
 * A cancelled statement rolls back its transaction, or, within a savepoint, what came after that: who waits for a
 * number is then freed by the latest alone, and of other locks it isn't known. Advisory locks may be the session's.
 */
export function isReleasedByCancel({ transactionIds }: LockSession, { awaits }: LockSession): boolean {
  if (awaits?.target.kind === 'advisory') return false;
  if (transactionIds.length <= 1) return true;
  return awaits?.target.transaction === transactionIds.at(-1);
}

function countReleased({ goOn, mayGoOn }: FreedSessions): number {
  return goOn.length + mayGoOn.length;
}

function whyCancel({ kind, progress }: LockSession): string {
  if (progress?.command.endsWith('CONCURRENTLY'))
    return 'Cancelling its statement leaves an INVALID index behind, which is to be dropped.';
  if (kind === 'autovacuum-to-prevent-wraparound')
    return 'Cancelling ends its work on this table; to prevent wraparound it will soon begin again.';
  if (kind === 'autovacuum') return 'Cancelling ends its work on this table, which it will do again later.';
  return 'Cancelling its statement rolls back its transaction.';
}

function whyNotCancel({ state, isHidden }: LockSession): string {
  if (isHidden) return 'Whether it runs a statement that could be cancelled is hidden from this role.';
  if (state === 'idle')
    return 'It is idle and holds locks for its whole session: there is no statement to cancel.';
  return 'It is idle in a transaction: there is no statement to cancel.';
}

export function whyRollback({ isInThisDatabase, database }: PreparedTransaction): string {
  if (isInThisDatabase)
    return 'It is prepared and has no session: only ROLLBACK PREPARED or COMMIT PREPARED ends it.';
  return `It is prepared in the database ${database}: ROLLBACK PREPARED must be sent there.`;
}
