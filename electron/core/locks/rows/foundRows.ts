/** The locked rows found so far, as they are known by now. */
import { byPlace, describeRow } from './describeRow';
import type { LockedRow } from './lockedRows';
import type { HeldRow, Running } from './lockers.sql';
import { type Header, readLockers } from './readLockers';
import { ROWS_SHOWN } from './rowQueries.sql';
import type { RowWaiter } from './rowWaiters.sql';
import type { TableFacts } from './tableFacts.sql';

export interface FoundRows {
  add(rows: readonly HeldRow[], running: Running, headers: ReadonlyMap<string, Header>): void;
  /** Headers that were read later. */
  confirm(headers: ReadonlyMap<string, Header>): void;
  /** Rows that nobody can look at, but that are waited for. */
  put(rows: readonly LockedRow[]): void;
  readonly ctids: readonly string[];
  readonly count: number;
  readonly rows: readonly LockedRow[];
}

export function createFoundRows(
  table: TableFacts,
  columns: readonly string[],
  waiters: () => readonly RowWaiter[],
): FoundRows {
  const held = new Map<string, { readonly row: HeldRow; readonly running: Running }>();
  const rows = new Map<string, LockedRow>();
  let left = 0;
  const tell = (ctid: string, header: Header | null) => {
    const known = held.get(ctid);
    if (!known) return;
    const lockers = readLockers(known.row, known.running, header);
    rows.set(ctid, describeRow(known.row, table, columns, lockers, waiters()));
  };
  return {
    add(found, running, headers) {
      for (const row of found) {
        if (!held.has(row.ctid) && held.size >= ROWS_SHOWN) {
          left += 1;
          continue;
        }
        held.set(row.ctid, { row, running });
        tell(row.ctid, headers.get(row.ctid) ?? null);
      }
    },
    confirm(headers) {
      for (const [ctid, header] of headers) tell(ctid, header);
    },
    put(found) {
      for (const row of found) rows.set(row.ctid, row);
    },
    get ctids() {
      return [...held.keys()];
    },
    get count() {
      return rows.size + left;
    },
    get rows() {
      return [...rows.values()].sort(byPlace);
    },
  };
}
