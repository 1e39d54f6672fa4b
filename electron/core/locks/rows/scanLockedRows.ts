/**
 * Reads a table for its locked rows, range by range, each in a short statement of its own: nobody waits for it
 * longer than for one of them, and it waits for nobody longer than lock_timeout. Rows that somebody waits for are
 * told first, without reading the table. Start at `scanLockedRows`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenConnection } from '../../connection/connections';
import { explainLock } from '../../connection/relationLockers.sql';
import type { Session } from '../../connection/session';
import { badInput, toErrorInfo } from '../../errors';
import { lockersByWaiters } from './awaitedRow';
import { columnsOf, describeRow } from './describeRow';
import { createFoundRows, type FoundRows } from './foundRows';
import { fetchHeaders, fetchPgrowlocks } from './headers.sql';
import type { KeyCondition, LockedRowsSnapshot } from './lockedRows';
import { fetchRunning, type HeldRow, type Running } from './lockers.sql';
import { createPageRanges, type PageRanges } from './pageRanges';
import { fetchHeldByKey, fetchHeldInPages, fetchPageCount, fetchRowsAt } from './rowQueries.sql';
import { createRowSessions, type RowSessions } from './rowSessions';
import { chooseTier, type TierChoice } from './rowTier';
import { fetchRowWaiters, type RowWaiter } from './rowWaiters.sql';
import { fetchTableFacts, type TableFacts, type TableName } from './tableFacts.sql';

export interface ScanAsked {
  readonly table: TableName;
  /** Besides the primary key's. */
  readonly columns?: readonly string[] | undefined;
  readonly where?: readonly KeyCondition[] | undefined;
  /** Between ranges. */
  readonly pauseMs?: number | undefined;
  /** Two sessions read at once. */
  readonly parallel?: boolean | undefined;
  /** pgrowlocks may read a table of up to 1 GB in one go, for exact modes. */
  readonly exact?: boolean | undefined;
}

/** A table of more than this many pages (512 MB) is read with pauses unless it is asked otherwise. */
const LARGE_PAGES = 65_536;
const POLITE_PAUSE_MS = 20;
const PUSH_EVERY_MS = 100;
/** A transaction that began later is told by its number alone until then. */
const RUNNING_KEPT_MS = 1000;

interface Scan {
  /** The first of the sessions. */
  readonly session: Session;
  readonly sessions: readonly Promise<Session>[];
  readonly table: TableFacts;
  readonly columns: readonly string[];
  readonly choice: TierChoice;
  readonly found: FoundRows;
  readonly asked: ScanAsked;
  readonly waiters: readonly RowWaiter[];
  readonly begun: number;
  /** Of nothing until the table's size is known. */
  ranges: PageRanges;
  running: { readonly value: Running; readonly at: number };
}

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

async function beginScan(session: Session, sessions: Scan['sessions'], asked: ScanAsked): Promise<Scan> {
  const begun = performance.now();
  const table = await fetchTableFacts(session, asked.table);
  const columns = columnsOf(table, asked.columns);
  for (const name of columns)
    if (!table.columns.includes(name)) throw badInput(`${table.name} has no column ${name}.`);
  const waiters = await fetchRowWaiters(session, { relation: table.oid });
  const running = { value: await fetchRunning(session), at: performance.now() };
  const choice = chooseTier(table, asked.exact ?? false);
  const found = createFoundRows(table, columns, () => waiters);
  const ranges = createPageRanges(0);
  return { session, sessions, table, columns, choice, ranges, found, asked, waiters, begun, running };
}

/** What is found is pushed every so often, the first of it at once. */
async function* pushWhileScanning(scan: Scan, aborted: AbortSignal): AsyncGenerator<LockedRowsSnapshot> {
  let phase: LockedRowsSnapshot['phase'] = 'scanning';
  let error: LockedRowsSnapshot['error'] = null;
  const scanning = readAll(scan, aborted).then(
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
    donePages: ranges.donePages,
    totalPages: ranges.totalPages,
    elapsedMs: performance.now() - begun,
    keyColumns: table.keyColumns.map(({ name }) => name),
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

async function readAll(scan: Scan, aborted: AbortSignal): Promise<void> {
  const { session, sessions, table, asked } = scan;
  if (!table.canSelect) return tellWaited(scan);
  await readWaited(scan, session);
  if (asked.where?.length) {
    await add(
      scan,
      session,
      await fetchHeldByKey(session, table, scan.columns, scan.running.value, asked.where),
    );
  } else {
    scan.ranges = createPageRanges(await fetchPageCount(session, table), sessions.length);
    await Promise.all([
      readRanges(scan, session, aborted),
      ...sessions.slice(1).map((opening) =>
        opening.then(
          (other) => readRanges(scan, other, aborted),
          () => undefined,
        ),
      ),
    ]);
  }
  if (scan.choice.tier === 'pgrowlocks' && table.pgrowlocks !== null && scan.found.count > 0)
    scan.found.confirm(await fetchPgrowlocks(session, table, table.pgrowlocks));
}

async function readRanges(scan: Scan, session: Session, aborted: AbortSignal): Promise<void> {
  const { table, columns, ranges, asked } = scan;
  const pauseMs = asked.pauseMs ?? (ranges.totalPages > LARGE_PAGES ? POLITE_PAUSE_MS : 0);
  for (let range = ranges.next(); range !== null && !aborted.aborted; range = ranges.next()) {
    const running = await freshRunning(scan, session);
    const begun = performance.now();
    const rows = await fetchHeldInPages(session, table, columns, running, range);
    ranges.done(range, performance.now() - begun);
    await add(scan, session, rows);
    if (pauseMs > 0) await sleep(pauseMs, undefined, { signal: aborted }).catch(() => undefined);
  }
}

async function freshRunning(scan: Scan, session: Session): Promise<Running> {
  if (performance.now() - scan.running.at > RUNNING_KEPT_MS)
    scan.running = { value: await fetchRunning(session), at: performance.now() };
  return scan.running.value;
}

async function add(scan: Scan, session: Session, rows: readonly HeldRow[]): Promise<void> {
  const { table, choice, found, running } = scan;
  if (rows.length === 0) return;
  const schema = choice.tier === 'pageinspect' ? table.pageinspect : null;
  const headers = schema
    ? await fetchHeaders(
        session,
        table,
        schema,
        rows.map(({ ctid }) => ctid),
      )
    : new Map();
  found.add(rows, running.value, headers);
}

/** The rows that somebody waits for, by their places. */
async function readWaited(scan: Scan, session: Session): Promise<void> {
  const { table, columns, waiters, running, asked } = scan;
  const ctids = [...new Set(waiters.map(({ ctid }) => ctid))];
  if (ctids.length === 0 || asked.where?.length) return;
  await add(scan, session, await fetchRowsAt(session, table, columns, running.value, ctids));
}

function tellWaited({ waiters, found, table, columns, running }: Scan): void {
  const ctids = [...new Set(waiters.map(({ ctid }) => ctid))];
  found.put(
    ctids.map((ctid) => {
      const lockers = lockersByWaiters(ctid, waiters, running.value);
      return describeRow({ ctid, values: [] }, table, columns, lockers, waiters);
    }),
  );
}
