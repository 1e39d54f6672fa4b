/**
 * Runs one revision: in one transaction with its ledger row; outside of one when it says so or
 * PostgreSQL does; again after a pause when a lock was not to be had. Start at `runRevision`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { sqlstateOf } from '../../connection/sqlError';
import { SQLSTATE } from '../../connection/sqlstates';
import type { ErrorInfo } from '../../errors';
import type { TransactionMode } from '../../revisions/history';
import { quoteQualified } from '../../sql/quote';
import type { BeginMessage } from '../runnerProtocol';
import { describeRevisionError, RevisionError } from './describeRevisionError';
import type { LoadedStep } from './loadRevision';
import type { Port } from './port';
import {
  type Begun,
  beginSql,
  INVALID_INDEXES_SQL,
  journalSql,
  recordSql,
  sessionFenceSql,
  sessionUnfenceSql,
} from './recordSql';
import {
  describeVerdict,
  ENDED_OUR_TRANSACTION,
  fenceTaken,
  leftOpen,
  lockLost,
  missingAwait,
  swallowedError,
} from './revisionFaults';
import { SEQUELIZE_SETTINGS, type WorkSession } from './workSession';

export interface RunContext {
  readonly begin: BeginMessage;
  readonly session: WorkSession;
  readonly port: Port;
  readonly cancelled: AbortSignal;
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
    if (context.cancelled.aborted) throw new RevisionError({ kind: 'cancelled', message: 'Cancelled.' });
    const startedAt = performance.now();
    port.sendEvent({ type: 'step-begun', name: loaded.step.name, transaction, tries });
    const result = await (transaction === 'own' ? tryInside : tryOutside)(context, loaded);
    await restoreSettings(context.session);
    if (result.next === 'without-transaction') {
      transaction = 'none';
      tries = 0;
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
  let xid: string | null = null;
  try {
    ({ xid } = refuseUnlocked(lastResult(await session.send(beginSql(begin))).rows[0]));
    session.mapTransactions('savepoint');
    await runBody(context, loaded, 'own');
    if (session.transactionStatus() !== 'T') throw new RevisionError(ENDED_OUR_TRANSACTION);
    await restoreRole(session);
    const durationMs = performance.now() - startedAt;
    const { statements } = session.trace;
    const record = recordSql(begin, { ...loaded, durationMs, statements, xid, journalId: null });
    const committed = await session.send(`${record}; COMMIT`);
    if (lastResult(committed).command !== 'COMMIT') throw new RevisionError(swallowedError(session));
    return { status: 'applied', error: null, next: 'stop' };
  } catch (thrown) {
    session.trace.close(() => new Error('The revision has ended.'));
    await session.send('ROLLBACK').catch(() => undefined);
    const result = judge(context, loaded, thrown, 'own');
    if (result.error !== ENDED_OUR_TRANSACTION) return result;
    return { ...result, status: (await isRolledBack(session, xid)) ? 'failed' : 'interrupted' };
  }
}

async function tryOutside(context: RunContext, loaded: LoadedStep): Promise<TryResult> {
  const { begin, session } = context;
  const startedAt = performance.now();
  try {
    refuseUnlocked(lastResult(await session.send(sessionFenceSql(begin))).rows[0]);
    const journalId = await announce(context, loaded);
    session.mapTransactions('real');
    await runBody(context, loaded, 'none');
    if (session.transactionStatus() !== 'I') throw new RevisionError(leftOpen());
    await refuseInvalidIndexes(session);
    const durationMs = performance.now() - startedAt;
    const { statements } = session.trace;
    await session.send(recordSql(begin, { ...loaded, durationMs, statements, xid: null, journalId }));
    await session.send(sessionUnfenceSql(begin));
    return { status: 'applied', error: null, next: 'stop' };
  } catch (thrown) {
    session.trace.close(() => new Error('The revision has ended.'));
    if (session.transactionStatus() !== 'I') await session.send('ROLLBACK').catch(() => undefined);
    await session.send(sessionUnfenceSql(begin)).catch(() => undefined);
    return judge(context, loaded, thrown, 'none');
  }
}

function refuseUnlocked(begun: Begun): Begun {
  if (!begun.locked) throw new RevisionError(lockLost());
  if (!begun.fenced) throw new RevisionError(fenceTaken());
  return begun;
}

/** Of a message with several statements. */
function lastResult(answer: pg.QueryResult | readonly pg.QueryResult[]): pg.QueryResult {
  const result = Array.isArray(answer) ? answer.at(-1) : answer;
  return result;
}

async function announce(
  { begin, session }: RunContext,
  { step, source }: LoadedStep,
): Promise<string | null> {
  if (!begin.ledger.logSql) return null;
  const written = await session.send(journalSql(begin, step, source));
  return written.rows[0]?.id ?? null;
}

async function runBody(context: RunContext, loaded: LoadedStep, mode: TransactionMode): Promise<void> {
  const { session } = context;
  const { step } = loaded;
  await session.trace.open(mode, () => loaded.body(session));
  // What still runs, or is sent from now on, nobody has awaited.
  const running = session.trace.active;
  session.trace.close((sql) => new RevisionError(missingAwait(step.name, [sql])));
  // It reaches the connection within two turns of the event loop.
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  if (running.length > 0) throw new RevisionError(missingAwait(step.name, running));
  const { refused } = session.trace;
  if (refused) throw new RevisionError(describeRevisionError(refused.thrown, refused, step));
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
  const verdict = thrown instanceof Error ? describeVerdict(thrown.message) : null;
  const error = verdict ?? describeHidden(context.session, thrown, loaded);
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

/** 25P02 tells only that an earlier statement failed; that one is what has to be told. */
function describeHidden(session: WorkSession, thrown: unknown, { step }: LoadedStep): ErrorInfo {
  const { trace } = session;
  const isEcho = sqlstateOf(thrown) === SQLSTATE.inFailedTransaction && trace.firstError;
  if (isEcho) return swallowedError(session);
  return describeRevisionError(thrown, trace.refused ?? trace.firstError, step);
}

/** Whether the transaction that the revision ended by itself came to nothing. */
async function isRolledBack(session: WorkSession, xid: string | null): Promise<boolean> {
  const asked = await session
    .send('SELECT pg_catalog.pg_xact_status($1::text::xid8) AS status', [xid])
    .catch(() => null);
  return asked?.rows[0]?.status === 'aborted';
}

async function pause(context: RunContext, name: string, tries: number, error: ErrorInfo): Promise<void> {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
  const pauseMs = longest * (0.5 + Math.random() / 2);
  context.port.sendEvent({ type: 'retrying', name, pauseMs, error });
  await sleep(pauseMs, undefined, { signal: context.cancelled }).catch(() => undefined);
}

/** SET ROLE in a revision must not decide who writes the ledger. */
async function restoreRole(session: WorkSession): Promise<void> {
  const changed = session.trace.statements.some(({ sql }) => /\b(role|session\s+authorization)\b/i.test(sql));
  if (changed) await session.send('RESET SESSION AUTHORIZATION; RESET ROLE');
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
  const names = invalid.map(({ schema, name }: { schema: string; name: string }) =>
    quoteQualified(schema, name),
  );
  throw new RevisionError({
    kind: 'sql-failed',
    sqlstate: '55000',
    message: `The index ${names.join(', ')} is INVALID: a concurrent build of it has failed before.`,
    hint: `${names.map((name) => `DROP INDEX CONCURRENTLY ${name};`).join(' ')} and run again. IF NOT EXISTS does not mend it.`,
  });
}
