/** Follows every statement on the working connection: what ran, what failed first, what still runs. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { sqlstateOf } from '../../connection/sqlError';
import { SQLSTATE } from '../../connection/sqlstates';
import type { TransactionMode } from '../../revisions/history';
import { type RawQuery, sendInSavepoints, sqlOf } from './savepoints';

export interface TracedStatement {
  readonly sql: string;
  readonly durationMs: number;
}

export interface StatementTrace {
  readonly statements: readonly TracedStatement[];
  readonly startedCount: number;
  readonly endedCount: number;
  /** The first statement that failed and was not undone by a savepoint: the root of what follows. */
  readonly firstError: { readonly thrown: unknown; readonly sql: string } | null;
  readonly active: readonly string[];
  /** Whether a statement was sent although an earlier one had failed. */
  readonly hasGoneOn: boolean;
  /** What a savepoint around a statement took away, the first few. */
  readonly caught: readonly string[];
  /** The first statement that was not sent at all; nothing makes up for it. */
  readonly refused: { readonly thrown: Error; readonly sql: string } | null;
  /** Forgets everything, lets the project's code send statements until `close`, and calls `body` meanwhile. */
  open<T>(what: Opening, body: () => T): T;
  /** From now on a statement that `body` sends is refused, even while the next one's are let through. */
  close(reason: (sql: string) => Error): void;
}

/** How statements are let through. */
export interface Opening {
  readonly transaction: TransactionMode;
  /** What lock_timeout is outside a concurrent build; null: as the session began. */
  readonly lockTimeoutMs: number | null;
  /** One around each statement, so that its error undoes it alone. */
  readonly hasSavepoints: boolean;
}

export interface TraceListeners {
  readonly onStatement: (sql: string) => void;
  readonly onStatementEnd: (durationMs: number) => void;
  /** Sees all that is sent, and may answer with what is to be called at its end; null: nothing went wrong. */
  readonly onSent?:
    | ((sql: string, parameters: readonly unknown[]) => ((error: unknown) => void) | null)
    | undefined;
}

const KEPT_STATEMENTS = 200;
const KEPT_CAUGHT = 10;
const ENDS_TRANSACTION =
  /^(\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(commit|end(?!\w)|abort|prepare\s+transaction|rollback(?!\s+(work\s+|transaction\s+)?to\b)(?!\s+prepared))/i;

type Callback = (error: Error | null, result?: unknown) => void;

/**
 * Replaces `client.query` by one that traces. Core's own statements use the returned `send`,
 * which is not traced.
 */
export function traceStatements(client: pg.Client, listeners: TraceListeners) {
  const raw: RawQuery = client.query.bind(client) as RawQuery;
  const state = freshState();
  // Who sends a statement is known by its asynchronous context, as far as the code keeps that.
  const senders = new AsyncLocalStorage<Gate>();
  let gate: Gate = {
    transaction: 'own',
    lockTimeoutMs: null,
    hasSavepoints: false,
    send: raw,
    closed: () => new Error('No revision runs.'),
  };

  const noteCaught = (error: Error) => {
    state.undone.add(error);
    if (state.caught.length < KEPT_CAUGHT) state.caught.push(error.message.slice(0, 1000));
  };
  const traced: RawQuery = (...parameters) => {
    const sql = sqlOf(parameters[0]);
    const { transaction, lockTimeoutMs, send, closed } = senders.getStore() ?? gate;
    const refusal = closed ? closed(sql) : transaction === 'own' ? refuseEndOfTransaction(sql) : null;
    if (refusal) return refuse(state, refusal, sql, parameters);
    const follow = () => followStatement(send, client, state, listeners, sql, parameters);
    const waitsLong = transaction === 'none' && /\bconcurrently\b/i.test(sql);
    return waitsLong ? withoutLockTimeout(raw, lockTimeoutMs, follow) : follow();
  };
  Object.defineProperty(client, 'query', { value: traced });

  const trace: StatementTrace = {
    get statements() {
      return state.statements;
    },
    get startedCount() {
      return state.started;
    },
    get endedCount() {
      return state.ended;
    },
    get firstError() {
      return state.firstError;
    },
    get active() {
      return [...state.active.values()];
    },
    get hasGoneOn() {
      return state.hasGoneOn;
    },
    get caught() {
      return state.caught;
    },
    get refused() {
      return state.refused;
    },
    open(what, body) {
      Object.assign(state, freshState());
      const opened: Gate = { ...what, send: raw, closed: null };
      if (what.hasSavepoints) opened.send = sendInSavepoints(raw, () => opened.closed !== null, noteCaught);
      gate = opened;
      return senders.run(opened, body);
    },
    close(reason) {
      gate.closed ??= reason;
    },
  };
  const send = (sql: string, values: readonly unknown[] = []) =>
    values.length > 0 ? raw(sql, values) : raw(sql);
  return { trace, send: send as (sql: string, values?: readonly unknown[]) => Promise<pg.QueryResult> };
}

interface Gate extends Opening {
  send: RawQuery;
  closed: ((sql: string) => Error) | null;
}

interface TraceState {
  statements: TracedStatement[];
  started: number;
  ended: number;
  firstError: { readonly thrown: unknown; readonly sql: string } | null;
  hasGoneOn: boolean;
  /** Messages of the errors that a savepoint of ours has undone. */
  caught: string[];
  undone: Set<unknown>;
  refused: { readonly thrown: Error; readonly sql: string } | null;
  active: Map<number, string>;
}

function freshState(): TraceState {
  return {
    statements: [],
    started: 0,
    ended: 0,
    firstError: null,
    hasGoneOn: false,
    caught: [],
    undone: new Set(),
    refused: null,
    active: new Map(),
  };
}

function followStatement(
  raw: RawQuery,
  client: pg.Client,
  state: TraceState,
  listeners: TraceListeners,
  sql: string,
  parameters: unknown[],
): unknown {
  const number = ++state.started;
  const begun = performance.now();
  state.active.set(number, sql);
  listeners.onStatement(sql);
  const tellEnd = listeners.onSent?.(sql, parameters);
  const onEnd = (error: unknown) => {
    const durationMs = performance.now() - begun;
    state.active.delete(number);
    listeners.onStatementEnd(durationMs);
    tellEnd?.(error ?? null);
    if (state.statements.length < KEPT_STATEMENTS) state.statements.push({ sql, durationMs });
    if (error) noteError(state, error, sql);
    else state.ended++;
    // Back from 'E' to 'T': a savepoint took the error away.
    if (!error && client.getTransactionStatus() === 'T') state.firstError = null;
  };
  return callWithEnd(raw, parameters, onEnd);
}

function noteError(state: TraceState, thrown: unknown, sql: string): void {
  if (sqlstateOf(thrown) === SQLSTATE.inFailedTransaction) state.hasGoneOn = true;
  if (state.firstError && !state.undone.has(state.firstError.thrown)) return;
  state.firstError = { thrown, sql };
}

/** pg takes a callback as its last parameter, or answers with a promise, or takes a Submittable. */
function callWithEnd(raw: RawQuery, parameters: unknown[], onEnd: (error: unknown) => void): unknown {
  const last = parameters.at(-1);
  if (typeof last === 'function') {
    const callback: Callback = (error, result) => {
      onEnd(error);
      last(error, result);
    };
    return raw(...parameters.slice(0, -1), callback);
  }
  const answer = raw(...parameters);
  if (answer instanceof Promise) {
    answer.then(
      () => onEnd(null),
      (error) => onEnd(error),
    );
  } else {
    onEnd(null);
  }
  return answer;
}

function refuse(state: TraceState, refusal: Error, sql: string, parameters: unknown[]): unknown {
  state.refused ??= { thrown: refusal, sql };
  const last = parameters.at(-1);
  if (typeof last !== 'function') return Promise.reject(refusal);
  setImmediate(() => last(refusal));
  return undefined;
}

function refuseEndOfTransaction(sql: string): Error | null {
  if (!ENDS_TRANSACTION.test(sql)) return null;
  const word = ENDS_TRANSACTION.exec(sql)?.[2]?.toUpperCase() ?? 'COMMIT';
  return new EndsTransactionError(word);
}

/** The project's code sends COMMIT or ROLLBACK inside the transaction that also holds its ledger row. */
export class EndsTransactionError extends Error {
  constructor(word: string) {
    super(
      `The revision sends ${word} itself, but Lockstep runs it in a transaction together with its ledger row.`,
    );
  }
}

/**
 * A concurrent build waits for other transactions by design; a lock_timeout would leave an INVALID index.
 * pg runs queued statements in order, so the three need no waiting in between.
 */
function withoutLockTimeout(raw: RawQuery, lockTimeoutMs: number | null, follow: () => unknown): unknown {
  const ignore = () => undefined;
  raw('SET lock_timeout TO 0', ignore);
  const answer = follow();
  raw(lockTimeoutMs === null ? 'RESET lock_timeout' : `SET lock_timeout TO ${lockTimeoutMs}`, ignore);
  return answer;
}
