/**
 * Tries to lock rows, and lets them go again: the one way to learn for certain who holds a row. FOR UPDATE, for
 * that is what every other lock on a row is in the way of.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenConnection } from '../../connection/connections';
import { refuseUnconfirmed } from '../../connection/refuseUnconfirmed';
import { openSession, type Session } from '../../connection/session';
import { SQLSTATE } from '../../connection/sqlstates';
import { CoreError } from '../../errors';
import type { TriedRow } from './lockedRows';
import { fetchTableFacts, type TableFacts, type TableName } from './tableFacts.sql';

export interface TryAsked {
  readonly table: TableName;
  readonly ctids: readonly string[];
  readonly databaseName?: string | undefined;
}

/** It waits so long in the row's queue, and whoever comes in that time waits behind it. */
const PROBE_MS = 250;

export async function tryLock(connection: OpenConnection, asked: TryAsked): Promise<readonly TriedRow[]> {
  refuseUnconfirmed(connection, asked.databaseName);
  const settings = { lock_timeout: String(PROBE_MS), statement_timeout: '2000' };
  const probe = await openSession(connection.credentials, {
    kind: 'run',
    name: 'lockstep try lock',
    settings,
  });
  try {
    const table = await fetchTableFacts(probe, asked.table);
    const tried: TriedRow[] = [];
    for (const ctid of asked.ctids) tried.push(await tryRow(probe, connection.watch, table, ctid));
    return tried;
  } finally {
    await probe.close();
  }
}

async function tryRow(probe: Session, watch: Session, table: TableFacts, ctid: string): Promise<TriedRow> {
  const free = await lockRow(probe, table, ctid, 'NOWAIT');
  if (free !== 'locked') return { ctid, outcome: free, holders: [] };
  const trying = { isOver: false };
  const waiting = lockRow(probe, table, ctid, '').finally(() => {
    trying.isOver = true;
  });
  // It is awaited below.
  waiting.catch(() => undefined);
  const holders = await watchHolders(watch, probe.pid, { table, ctid }, trying);
  const outcome = await waiting;
  return { ctid, outcome, holders: outcome === 'locked' ? holders : [] };
}

type Tried = TriedRow['outcome'];

async function lockRow(probe: Session, { sql }: TableFacts, ctid: string, nowait: string): Promise<Tried> {
  await probe.query('BEGIN');
  try {
    const rows = await probe.query(`SELECT FROM ONLY ${sql} t WHERE t.ctid = $1::tid FOR UPDATE ${nowait}`, [
      ctid,
    ]);
    return rows.length > 0 ? 'free' : 'gone';
  } catch (error) {
    if (isLocked(error)) return 'locked';
    throw error;
  } finally {
    await probe.query('ROLLBACK');
  }
}

/**
 * Whoever waits for the row first has its tuple lock meanwhile, and is in the way of those behind: behind that one is
 * who holds the row. One who holds it and waits for a stronger lock on it is taken for a waiter.
 */
const HOLDERS = `WITH RECURSIVE waiting AS MATERIALIZED (SELECT l.pid FROM pg_catalog.pg_locks l
    WHERE l.locktype = 'tuple' AND l.relation = $2::oid AND l.pid <> $1
      AND pg_catalog.format('(%s,%s)', l.page, l.tuple) = $3),
  found AS (SELECT pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) AS pid
    UNION SELECT pg_catalog.unnest(pg_catalog.pg_blocking_pids(f.pid)) FROM found f WHERE f.pid IN (SELECT w.pid FROM waiting w))
  SELECT f.pid FROM found f WHERE f.pid NOT IN (SELECT w.pid FROM waiting w) ORDER BY f.pid`;

async function watchHolders(
  watch: Session,
  pid: number,
  { table, ctid }: { readonly table: TableFacts; readonly ctid: string },
  trying: { readonly isOver: boolean },
): Promise<readonly number[]> {
  let holders: readonly number[] = [];
  while (!trying.isOver && holders.length === 0) {
    const rows = await watch.query<{ readonly pid: number }>(HOLDERS, [pid, table.oid, ctid]);
    holders = rows.map((row) => row.pid);
    await sleep(10);
  }
  return holders;
}

function isLocked(error: unknown): boolean {
  return (
    error instanceof CoreError &&
    error.info.kind === 'sql-failed' &&
    error.info.sqlstate === SQLSTATE.lockNotAvailable
  );
}
