/** A scan as it begins: the table's facts, how exactly its locks can be told, and who waits for a row already. */
import type { Session } from '../../connection/session';
import { badInput } from '../../errors';
import { columnsOf } from './describeRow';
import { createFoundRows, type FoundRows } from './foundRows';
import type { KeyCondition } from './lockedRows';
import { fetchRunning, type Running } from './lockers.sql';
import { createPageRanges, type PageRanges } from './pageRanges';
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

export interface Scan {
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

export async function beginScan(
  session: Session,
  sessions: Scan['sessions'],
  asked: ScanAsked,
): Promise<Scan> {
  const begun = performance.now();
  const table = await fetchTableFacts(session, asked.table);
  // A row that can't be read has its place alone: not a key of NULLs.
  const columns = table.canSelect ? columnsOf(table, asked.columns) : [];
  for (const name of columns)
    if (!table.columns.includes(name)) throw badInput(`${table.name} has no column ${name}.`);
  const waiters = await fetchRowWaiters(session, { relation: table.oid });
  const running = { value: await fetchRunning(session), at: performance.now() };
  const choice = chooseTier(table, asked.exact ?? false);
  const found = createFoundRows(table, columns, () => waiters);
  const ranges = createPageRanges(0);
  return { session, sessions, table, columns, choice, ranges, found, asked, waiters, begun, running };
}
