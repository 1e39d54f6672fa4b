/**
 * Reads a table for its locked rows, range by range, each in a short statement of its own: nobody waits for it
 * longer than for one of them, and it waits for nobody longer than lock_timeout. Rows that somebody waits for are
 * told first, without reading the table. Start at `scanLockedRows`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenConnection } from '../../connection/connections';
import { explainLock } from '../../connection/relationLockers.sql';
import type { Session } from '../../connection/session';
import { toErrorInfo } from '../../errors';
import type { LockedRowsSnapshot } from './lockedRows';
import { readRows } from './readRows';
import { createRowSessions, type RowSessions } from './rowSessions';
import { beginScan, type Scan, type ScanAsked } from './scan';

const PUSH_EVERY_MS = 100;

export async function* scanLockedRows(
  connection: OpenConnection,
  asked: ScanAsked,
  aborted: AbortSignal,
  rowSessions: RowSessions = createRowSessions(0),
): AsyncGenerator<LockedRowsSnapshot> {
  const sessions = rowSessions.take(connection, asked.parallel ? 2 : 1);
  const stop = new AbortController();
  // Closing a session doesn't end what it runs: that is cancelled from another one, at once.
  const end = () => {
    if (stop.signal.aborted) return;
    stop.abort();
    for (const opening of sessions) {
      opening.then(({ pid }) => cancelQuery(connection.watch, pid)).catch(() => undefined);
    }
  };
  aborted.addEventListener('abort', end, { once: true });
  if (aborted.aborted) end();
  let isClean = false;
  try {
    const [first = Promise.reject(new Error('There is no session.'))] = sessions;
    yield* pushWhileScanning(await beginScan(await first, sessions, asked), stop.signal);
    isClean = !stop.signal.aborted;
  } finally {
    aborted.removeEventListener('abort', end);
    if (!isClean) end();
    await rowSessions.giveBack(sessions, isClean);
  }
}

async function cancelQuery(watch: Session, pid: number): Promise<void> {
  await watch.query('SELECT pg_catalog.pg_cancel_backend($1)', [pid]).catch(() => undefined);
}

/** What is found is pushed every so often, the first of it at once. */
async function* pushWhileScanning(scan: Scan, aborted: AbortSignal): AsyncGenerator<LockedRowsSnapshot> {
  let phase: LockedRowsSnapshot['phase'] = 'scanning';
  let error: LockedRowsSnapshot['error'] = null;
  const scanning = readRows(scan, aborted).then(
    () => {
      phase = aborted.aborted ? 'stopped' : 'done';
    },
    async (thrown) => {
      phase = 'stopped';
      error = aborted.aborted ? null : toErrorInfo(await explain(scan, thrown));
    },
  );
  for (let pushed = -1; phase === 'scanning'; ) {
    await Promise.race([scanning, sleep(pushed < scan.found.count ? 10 : PUSH_EVERY_MS)]);
    if (phase !== 'scanning' || aborted.aborted) break;
    pushed = scan.found.count;
    yield snapshotOf(scan, 'scanning', null);
  }
  if (aborted.aborted) return;
  await scanning;
  yield snapshotOf(scan, phase, error);
}

function snapshotOf(
  { table, choice, ranges, begun, found }: Scan,
  phase: LockedRowsSnapshot['phase'],
  error: LockedRowsSnapshot['error'],
): LockedRowsSnapshot {
  return {
    table: table.name,
    phase,
    error,
    tier: choice.tier,
    tierHint: choice.hint,
    isComplete: choice.isComplete,
    donePages: ranges.donePages,
    totalPages: ranges.totalPages,
    elapsedMs: performance.now() - begun,
    keyColumns: table.canSelect ? table.keyColumns.map(({ name }) => name) : [],
    rows: found.rows,
    rowCount: found.count,
  };
}

async function explain({ session, table }: Scan, thrown: unknown): Promise<unknown> {
  if (session.isLost) return thrown;
  return explainLock(session, thrown, { name: table.name, tables: [table.sql], use: 'read' }).catch(
    () => thrown,
  );
}
