import type { LockedRow, RowLocker, RowValues } from './lockedRows';
import type { HeldRow } from './lockers.sql';
import type { RowWaiter } from './rowWaiters.sql';
import type { TableFacts } from './tableFacts.sql';

/** In characters; a value that is longer comes with one more. */
export const VALUE_LENGTH = 500;

/** The columns that are read of each row: the key's, then those asked for. */
export function columnsOf({ keyColumns }: TableFacts, asked: readonly string[] = []): readonly string[] {
  return [...new Set([...keyColumns.map(({ name }) => name), ...asked])];
}

export function describeRow(
  { ctid, values }: Pick<HeldRow, 'ctid' | 'values'>,
  table: TableFacts,
  columns: readonly string[],
  lockers: readonly RowLocker[],
  waiters: readonly RowWaiter[],
): LockedRow {
  const all = columns.map((name, place) => [name, shorten(values[place] ?? null)] as const);
  const isKey = (name: string) => table.keyColumns.some((each) => each.name === name);
  const key: RowValues = Object.fromEntries(all.filter(([name]) => isKey(name)));
  const others: RowValues = Object.fromEntries(all.filter(([name]) => !isKey(name)));
  const pids = waiters.filter((each) => each.ctid === ctid).map(({ pid }) => pid);
  return { ctid, key, values: others, lockers, waiters: [...new Set(pids)] };
}

function shorten(value: string | null): string | null {
  const letters = value === null || value.length <= VALUE_LENGTH ? null : Array.from(value);
  return letters && letters.length > VALUE_LENGTH ? `${letters.slice(0, VALUE_LENGTH).join('')}…` : value;
}

/** In the order of the heap. */
export function byPlace(a: LockedRow, b: LockedRow): number {
  const [[pageA = 0, tupleA = 0], [pageB = 0, tupleB = 0]] = [placeOf(a.ctid), placeOf(b.ctid)];
  return pageA - pageB || tupleA - tupleB;
}

export function placeOf(ctid: string): readonly number[] {
  return ctid.slice(1, -1).split(',').map(Number);
}
