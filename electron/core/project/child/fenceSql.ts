/**
 * How a revision begins: with the fence, and only while the run lock is held.
 * The fence is a lock on the ledger for as long as a revision runs, so that the orphan of a killed run and its
 * successor are never both at work.
 */
import { quoteLiteral } from '../../sql/quote';
import type { BeginMessage, RunnerStep } from '../runnerProtocol';

/** What the beginning finds out; a revision starts only when fence and lock are both true. */
export interface Begun {
  /** Of the transaction; empty without one. */
  readonly xid: string;
  readonly fenced: boolean;
  /** The session that holds the run lock lives. */
  readonly locked: boolean;
}

/** Name of the fence, which is hashed as the run lock's is. */
export function fenceName(lockName: string): string {
  return `${lockName} fence`;
}

/** In one message, because a round trip for each of a thousand small revisions is what they cost most. */
export function beginSql(begin: BeginMessage, { lockTimeoutMs }: RunnerStep, isPrepared: boolean): string {
  const own = lockTimeoutMs === null ? '' : `SET LOCAL lock_timeout TO ${Math.trunc(lockTimeoutMs)}; `;
  return `BEGIN; ${own}${isPrepared ? 'EXECUTE lockstep_begin' : begunSql(begin)}`;
}

export function prepareBeginSql(begin: BeginMessage): string {
  return `PREPARE lockstep_begin AS ${begunSql(begin)}`;
}

function begunSql(begin: BeginMessage): string {
  return `SELECT pg_catalog.pg_current_xact_id()::text AS xid, pg_catalog.pg_try_advisory_xact_lock(${fenceKey(begin)}) AS fenced, ${lockedSql(begin)} AS locked`;
}

export function sessionFenceSql(begin: BeginMessage, { lockTimeoutMs }: RunnerStep): string {
  const own = lockTimeoutMs === null ? '' : `SET lock_timeout TO ${Math.trunc(lockTimeoutMs)}; `;
  return `${own}SELECT '' AS xid, pg_catalog.pg_try_advisory_lock(${fenceKey(begin)}) AS fenced, ${lockedSql(begin)} AS locked`;
}

export function sessionUnfenceSql(begin: BeginMessage, { lockTimeoutMs }: RunnerStep): string {
  const own = lockTimeoutMs === null ? '' : 'RESET lock_timeout; ';
  return `${own}SELECT pg_catalog.pg_advisory_unlock(${fenceKey(begin)})`;
}

function fenceKey({ lockName }: BeginMessage): string {
  return `pg_catalog.hashtextextended(${quoteLiteral(fenceName(lockName))}, 0)`;
}

function lockedSql({ lockBackend }: BeginMessage): string {
  return `EXISTS (SELECT FROM pg_catalog.pg_stat_get_activity(${Math.trunc(lockBackend.pid)}) a WHERE a.backend_start = ${quoteLiteral(lockBackend.start)}::timestamptz)`;
}
