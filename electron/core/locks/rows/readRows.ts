/** Reads the rows of a scan: those that somebody waits for first, then the others by their key or range by range. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../../connection/session';
import { lockersByWaiters } from './awaitedRow';
import { describeRow } from './describeRow';
import { fetchHeaders, fetchPgrowlocks, headersOf } from './headers.sql';
import { fetchRunning, type HeldRow, type Running } from './lockers.sql';
import { createPageRanges } from './pageRanges';
import { readPgrowlocks } from './readLockers';
import { fetchHeldByKey, fetchHeldInPages, fetchPageCount, fetchRowsAt } from './rowQueries.sql';
import type { Scan } from './scan';

/** A table of more than this many pages (512 MB) is read with pauses unless it is asked otherwise. */
const LARGE_PAGES = 65_536;
const POLITE_PAUSE_MS = 20;
/** A transaction that began later is told by its number alone until then. */
const RUNNING_KEPT_MS = 1000;

export async function readRows(scan: Scan, aborted: AbortSignal): Promise<void> {
  const { session, sessions, table, asked } = scan;
  if (!table.canSelect) return tellWithoutSelect(scan);
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
    scan.found.confirm(headersOf(await fetchPgrowlocks(session, table, table.pgrowlocks)));
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

async function tellWithoutSelect(scan: Scan): Promise<void> {
  const { session, table, choice, columns, waiters, running, found } = scan;
  tellWaited(scan);
  if (choice.tier !== 'pgrowlocks' || table.pgrowlocks === null) return;
  const rows = await fetchPgrowlocks(session, table, table.pgrowlocks);
  const told = rows.map((row) => ({ ctid: row.ctid, lockers: readPgrowlocks(row, running.value) }));
  found.put(
    told
      .filter(({ lockers }) => lockers.length > 0)
      .map(({ ctid, lockers }) => describeRow({ ctid, values: [] }, table, columns, lockers, waiters)),
  );
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
