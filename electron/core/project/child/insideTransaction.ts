/**
 * A revision in one transaction with its ledger row. That the next one begins in the same message in which this
 * one commits saves a round trip each; what a message did is known by the statements of it that have ended.
 */
import { sqlstateOf } from '../../connection/sqlError';
import { SQLSTATE } from '../../connection/sqlstates';
import { RevisionError } from './describeRevisionError';
import { type Begun, beginSql } from './fenceSql';
import { APPLIED, judgeFailure, type TryResult } from './judgeFailure';
import type { LoadedStep } from './loadRevision';
import { mayHaveDeallocated } from './preparedStatements';
import { executeRecordSql, recordSql } from './recordSql';
import { mayHaveSet, restoreRole } from './restoreSession';
import { ENDED_OUR_TRANSACTION, refuseUnlocked, swallowedError } from './revisionFaults';
import { runBody } from './runBody';
import type { RunContext } from './runContext';
import { lastResult, type WorkSession } from './workSession';

/** Nobody's yet: with the session it ends without a trace when its revision is not begun. */
export interface TransactionAhead {
  readonly name: string;
  readonly begun: Begun;
}

export interface InsideTry {
  /** The revision that runs after this one, where there is one. */
  readonly next: LoadedStep | null;
  readonly hasSavepoints: boolean;
}

export async function tryInside(context: RunContext, loaded: LoadedStep, how: InsideTry): Promise<TryResult> {
  const { session } = context;
  const startedAt = performance.now();
  let xid: string | null = null;
  try {
    ({ xid } = refuseUnlocked(await begin(context, loaded)));
    session.mapTransactions('savepoint');
    await runBody(context, loaded, { transaction: 'own', hasSavepoints: how.hasSavepoints });
    if (session.transactionStatus() !== 'T') throw new RevisionError(ENDED_OUR_TRANSACTION);
    await restoreRole(session);
    await commit(context, loaded, { xid, durationMs: performance.now() - startedAt, next: how.next });
    return APPLIED;
  } catch (thrown) {
    session.trace.close(() => new Error('The revision has ended.'));
    await session.send('ROLLBACK').catch(() => undefined);
    const isTaken = isDeallocated(context, thrown);
    if (isTaken && (await isRolledBack(session, xid))) {
      context.isPrepared = false;
      return tryInside(context, loaded, how);
    }
    const cause = isTaken ? new RevisionError(ENDED_OUR_TRANSACTION) : thrown;
    const result = judgeFailure(context, loaded, cause, 'own');
    if (result.error !== ENDED_OUR_TRANSACTION) return result;
    return { ...result, status: (await isRolledBack(session, xid)) ? 'failed' : 'interrupted' };
  }
}

/** Unseen, as by a function of the project's: where nothing of this try is left, the next one does without. */
function isDeallocated({ session, isPrepared }: RunContext, thrown: unknown): boolean {
  return isPrepared && !session.trace.firstError && sqlstateOf(thrown) === SQLSTATE.invalidStatementName;
}

async function begin(context: RunContext, { step }: LoadedStep): Promise<Begun> {
  const { session, ahead } = context;
  context.ahead = null;
  if (ahead?.name === step.name) return ahead.begun;
  if (ahead) await session.send('ROLLBACK');
  return lastResult(await session.send(beginSql(context.begin, step, context.isPrepared))).rows[0];
}

interface Commit {
  readonly xid: string;
  readonly durationMs: number;
  readonly next: LoadedStep | null;
}

async function commit(context: RunContext, loaded: LoadedStep, commit: Commit): Promise<void> {
  const { begin, session } = context;
  const { xid, durationMs } = commit;
  const next = beginsAhead(context, commit.next) ? commit.next : null;
  const { statements } = session.trace;
  const recorded = { ...loaded, durationMs, statements, xid, journalId: null };
  const isPrepared = context.isPrepared && !mayHaveDeallocated(session);
  const record = isPrepared ? executeRecordSql(recorded) : recordSql(begin, recorded);
  const beginNext = next ? `; ${beginSql(begin, next.step, isPrepared)}` : '';
  const { ended, last, thrown } = await session.sendAll(`${record}; COMMIT${beginNext}`);
  // The record, then COMMIT, which answers ROLLBACK where it found the transaction failed.
  if (ended[1] !== 'COMMIT') throw thrown ?? new RevisionError(swallowedError(session));
  // This one is done; why the next one can't begin is told by that one's own try.
  if (thrown) await session.send('ROLLBACK').catch(() => undefined);
  else if (next && last) context.ahead = { name: next.step.name, begun: last.rows[0] };
}

/** Not where the session's settings must be restored first: they hold from BEGIN on. */
function beginsAhead({ session, cancelled }: RunContext, next: LoadedStep | null): boolean {
  return next !== null && !next.step.declaredNone && !cancelled.aborted && !mayHaveSet(session);
}

/** Whether the transaction came to nothing, where the revision may have ended it by itself. */
async function isRolledBack(session: WorkSession, xid: string | null): Promise<boolean> {
  if (xid === null) return true;
  const asked = await session
    .send('SELECT pg_catalog.pg_xact_status($1::text::xid8) AS status', [xid])
    .catch(() => null);
  return asked?.rows[0]?.status === 'aborted';
}
