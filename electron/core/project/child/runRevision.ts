/**
 * Runs one revision: in one transaction with its ledger row; outside of one when it says so or
 * PostgreSQL does; again after a pause when a lock was not to be had. Start at `runRevision`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sqlstateOf } from '../../connection/sqlError';
import { SQLSTATE } from '../../connection/sqlstates';
import type { ErrorInfo } from '../../errors';
import type { TransactionMode } from '../../revisions/history';
import type { BeginMessage, RunnerStep } from '../runnerProtocol';
import { describeRevisionError, RevisionError } from './describeRevisionError';
import type { RevisionBody } from './loadRevision';
import type { Port } from './port';
import {
  beginSql,
  INVALID_INDEXES_SQL,
  journalSql,
  recordSql,
  sessionFenceSql,
  sessionUnfenceSql,
} from './recordSql';
import { SEQUELIZE_SETTINGS, type WorkSession } from './workSession';

export interface RunContext {
  readonly begin: BeginMessage;
  readonly session: WorkSession;
  readonly port: Port;
  readonly cancelled: AbortSignal;
}

export interface LoadedStep {
  readonly step: RunnerStep;
  readonly body: RevisionBody;
  readonly source: string;
}

interface TryResult {
  readonly status: 'applied' | 'failed' | 'rolled-back' | 'interrupted';
  readonly error: ErrorInfo | null;
  /** What to do about it: try again as it was, or without a transaction. */
  readonly next: 'stop' | 'retry' | 'without-transaction';
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;
const SETS_SESSION = /\b(set|reset|set_config|discard)\b/i;

/** Ends with the step's event sent; throws a RevisionError when the run must stop. */
export async function runRevision(context: RunContext, loaded: LoadedStep): Promise<void> {
  const { begin, port } = context;
  let transaction: TransactionMode = loaded.step.declaredNone ? 'none' : 'own';
  for (let tries = 1; ; tries++) {
    const startedAt = performance.now();
    port.sendEvent({ type: 'step-begun', name: loaded.step.name, transaction, tries });
    const result = await (transaction === 'own' ? tryInside : tryOutside)(context, loaded);
    await restoreSettings(context.session);
    if (result.next === 'without-transaction') {
      transaction = 'none';
      continue;
    }
    if (result.next === 'retry' && result.error && tries < begin.lockTries && !context.cancelled.aborted) {
      await pause(context, loaded.step.name, tries, result.error);
      continue;
    }
    port.sendEvent({
      type: 'step-ended',
      name: loaded.step.name,
      status: result.status,
      transaction,
      durationMs: performance.now() - startedAt,
      error: result.error,
      statementCount: context.session.trace.endedCount,
    });
    if (result.error) throw new RevisionError(result.error);
    return;
  }
}

async function tryInside(context: RunContext, loaded: LoadedStep): Promise<TryResult> {
  const { begin, session } = context;
  const startedAt = performance.now();
  try {
    const xid = await beginTransaction(session, begin);
    session.mapTransactions('savepoint');
    await runBody(context, loaded, 'own');
    const durationMs = performance.now() - startedAt;
    const { statements } = session.trace;
    const record = recordSql(begin, { ...loaded, durationMs, statements, xid, journalId: null });
    const recorded = await session.send(record.sql, record.values);
    if (recorded.rows[0]?.ledger_rows !== 1) throw notRecorded(begin, session);
    const committed = await session.send('COMMIT');
    if (committed.command !== 'COMMIT') throw new RevisionError(swallowedError(session));
    return { status: 'applied', error: null, next: 'stop' };
  } catch (thrown) {
    session.trace.close(new Error('The revision has ended.'));
    await session.send('ROLLBACK').catch(() => undefined);
    return judge(context, loaded, thrown, 'own');
  }
}

async function beginTransaction(session: WorkSession, begin: BeginMessage): Promise<string> {
  const answers: unknown = await session.send(beginSql(begin));
  const last = Array.isArray(answers) ? answers.at(-1) : answers;
  const row: { xid: string; fenced: boolean } = last.rows[0];
  if (!row.fenced) throw new RevisionError(fenceTaken());
  return row.xid;
}

async function tryOutside(context: RunContext, loaded: LoadedStep): Promise<TryResult> {
  const { begin, session } = context;
  const startedAt = performance.now();
  try {
    const fenced = await session.send(sessionFenceSql(begin));
    if (!fenced.rows[0]?.fenced) throw new RevisionError(fenceTaken());
    const journalId = await announce(context, loaded);
    session.mapTransactions('real');
    await runBody(context, loaded, 'none');
    if (session.transactionStatus() !== 'I') throw new RevisionError(leftOpen());
    await refuseInvalidIndexes(session);
    const durationMs = performance.now() - startedAt;
    const { statements } = session.trace;
    const record = recordSql(begin, { ...loaded, durationMs, statements, xid: null, journalId });
    const recorded = await session.send(record.sql, record.values);
    if (recorded.rows[0]?.ledger_rows !== 1) throw notRecorded(begin, session);
    await session.send(sessionUnfenceSql(begin));
    return { status: 'applied', error: null, next: 'stop' };
  } catch (thrown) {
    session.trace.close(new Error('The revision has ended.'));
    if (session.transactionStatus() !== 'I') await session.send('ROLLBACK').catch(() => undefined);
    await session.send(sessionUnfenceSql(begin)).catch(() => undefined);
    return judge(context, loaded, thrown, 'none');
  }
}

async function announce(
  { begin, session }: RunContext,
  { step, source }: LoadedStep,
): Promise<string | null> {
  if (!begin.ledger.logSql) return null;
  const journal = journalSql(begin, step, source);
  const written = await session.send(journal.sql, journal.values);
  return written.rows[0]?.id ?? null;
}

async function runBody(context: RunContext, loaded: LoadedStep, mode: TransactionMode): Promise<void> {
  const { session, cancelled } = context;
  if (cancelled.aborted) throw new RevisionError({ kind: 'cancelled', message: 'Cancelled.' });
  session.trace.open(mode);
  await loaded.body(session);
  // A query that nobody awaits reaches the connection within two turns of the event loop.
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  const running = session.trace.active;
  session.trace.close(
    new Error(`A statement was sent after ${loaded.step.name} had ended; an await is missing.`),
  );
  if (running.length > 0) throw new RevisionError(missingAwait(loaded.step.name, running));
  if (session.trace.firstError && session.transactionStatus() === 'E') {
    throw new RevisionError(swallowedError(session));
  }
}

function judge(
  context: RunContext,
  loaded: LoadedStep,
  thrown: unknown,
  transaction: TransactionMode,
): TryResult {
  const { trace } = context.session;
  const error = describeRevisionError(thrown, trace.firstError, loaded.step);
  const sqlstate = sqlstateOf(trace.firstError?.thrown ?? thrown);
  if (context.cancelled.aborted) {
    const message = `${loaded.step.name} was cancelled.`;
    return { status: leavesBehind(), error: { kind: 'cancelled', message }, next: 'stop' };
  }
  if (transaction === 'own' && sqlstate === SQLSTATE.activeSqlTransaction) {
    return { status: 'failed', error, next: 'without-transaction' };
  }
  const hadEffect = transaction === 'none' && trace.endedCount > 0;
  const next = sqlstate === SQLSTATE.lockNotAvailable && !hadEffect ? 'retry' : 'stop';
  if (error.kind === 'connection-lost') return { status: leavesBehind(), error, next: 'stop' };
  return { status: transaction === 'none' ? leavesBehind() : 'failed', error, next };

  /** Without a transaction anything that ran is still there, and so may be half of what failed. */
  function leavesBehind() {
    if (transaction === 'own') return 'rolled-back' as const;
    return trace.startedCount > 0 ? ('interrupted' as const) : ('rolled-back' as const);
  }
}

async function pause(context: RunContext, name: string, tries: number, error: ErrorInfo): Promise<void> {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
  const pauseMs = longest * (0.5 + Math.random() / 2);
  context.port.sendEvent({ type: 'retrying', name, pauseMs, error });
  await sleep(pauseMs, undefined, { signal: context.cancelled }).catch(() => undefined);
}

/** What a revision SET for its session must not reach the next one. */
async function restoreSettings(session: WorkSession): Promise<void> {
  const touched = session.trace.statements.some(({ sql }) => SETS_SESSION.test(sql));
  const overflowed = session.trace.startedCount > session.trace.statements.length;
  if (!touched && !overflowed) return;
  await session.send(`RESET SESSION AUTHORIZATION; RESET ALL; ${SEQUELIZE_SETTINGS}`).catch(() => undefined);
}

async function refuseInvalidIndexes(session: WorkSession): Promise<void> {
  const sent = session.trace.statements.map(({ sql }) => sql);
  if (!sent.some((sql) => /\bconcurrently\b/i.test(sql))) return;
  const found = await session.send(INVALID_INDEXES_SQL);
  const invalid = found.rows.filter(({ name }: { name: string }) => sent.some((sql) => sql.includes(name)));
  if (invalid.length === 0) return;
  const names = invalid.map(({ schema, name }: { schema: string; name: string }) => `${schema}.${name}`);
  throw new RevisionError({
    kind: 'sql-failed',
    sqlstate: '55000',
    message: `The index ${names.join(', ')} is INVALID: a concurrent build of it has failed before.`,
    hint: `DROP INDEX CONCURRENTLY ${names.join(', ')}; and run again. IF NOT EXISTS does not mend it.`,
  });
}

function missingAwait(name: string, running: readonly string[]): ErrorInfo {
  return {
    kind: 'code-failed',
    message: `${name} ended while ${running.length} of its statements still ran: ${running[0]?.slice(0, 500)}`,
    hint: 'An await or a return is missing in front of a query.',
  };
}

function swallowedError(session: WorkSession): ErrorInfo {
  const first = session.trace.firstError;
  const what = first ? describeRevisionError(first.thrown, first, null) : null;
  const message = what?.message ?? 'A statement failed';
  return {
    ...(what?.kind === 'sql-failed' ? what : { kind: 'code-failed' as const }),
    message: `${message} (the revision caught this error and went on)`,
    hint: 'PostgreSQL gives up a whole transaction at its first error. Put the statement into sequelize.transaction(), which is a savepoint here, or let the error out.',
  };
}

function notRecorded(begin: BeginMessage, session: WorkSession): RevisionError {
  if (session.transactionStatus() === 'T') {
    const there = begin.direction === 'up' ? 'is in the ledger already' : 'is not in the ledger';
    const message = `The revision ${there}: another tool has written it in the meantime.`;
    return new RevisionError({
      kind: 'files-changed',
      names: [],
      message,
      hint: 'Look at the history again.',
    });
  }
  return new RevisionError({
    kind: 'code-failed',
    message:
      'The revision ended the transaction that Lockstep began for it. What ran before that is permanent, and not in the ledger.',
    hint: 'Take COMMIT and ROLLBACK out of it, or declare that it runs without a transaction.',
  });
}

function leftOpen(): ErrorInfo {
  return {
    kind: 'code-failed',
    message:
      'The revision ran without a transaction, began one itself and left it open; that one was rolled back.',
    hint: 'COMMIT what it begins.',
  };
}

function fenceTaken(): ErrorInfo {
  return {
    kind: 'runner-busy',
    holder: null,
    message: 'A session of an earlier run is still at work on this ledger.',
    hint: 'Wait until it has ended, or end it; nothing was run.',
  };
}
