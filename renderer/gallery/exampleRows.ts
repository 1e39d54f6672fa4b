/** Locked rows of the shop's tables. */
import type { LockableTable, LockedRow, LockedRowsSnapshot, RowLocker } from '../../electron/contract/locks';
import type { RowsState } from '../screens/locks/rows/rowsState';

function table(change: Partial<LockableTable>): LockableTable {
  return {
    schema: 'public',
    name: 'orders',
    waiterCount: 0,
    lockerCount: 0,
    rowEstimate: 200_000,
    sizeBytes: 18_874_368,
    columns: ['id', 'customer_id', 'status', 'total', 'placed_at'],
    keyColumns: ['id'],
    lockedBy: null,
    ...change,
  };
}

export const tables: readonly LockableTable[] = [
  table({ waiterCount: 4, lockerCount: 2, lockedBy: 5120 }),
  table({ name: 'payments', waiterCount: 1, lockerCount: 1 }),
  table({ name: 'order_items', lockerCount: 1, keyColumns: ['order_id', 'line'], sizeBytes: 62_914_560 }),
  table({ name: 'customers' }),
  table({ name: 'products', sizeBytes: 8_192 }),
  table({ schema: 'archive', name: 'events', sizeBytes: 12_884_901_888 }),
];

function locker(change: Partial<RowLocker> = {}): RowLocker {
  return {
    pid: 4711,
    gid: null,
    transaction: '812',
    mode: 'updated',
    sure: 'exact',
    user: 'dana',
    application: 'billing',
    transactionAgeMs: 725_000,
    ...change,
  };
}

function row(index: number, lockers: readonly RowLocker[], waiters: readonly number[] = []): LockedRow {
  const id = String(index + 1);
  return {
    ctid: `(${Math.floor(index / 60)},${(index % 60) + 1})`,
    key: { id },
    values: { status: index % 3 === 0 ? 'paid' : 'open', total: `${(index * 37) % 900}.50` },
    lockers,
    waiters,
  };
}

export const lockedRows: LockedRowsSnapshot = {
  table: 'public.orders',
  phase: 'done',
  error: null,
  tier: 'plain',
  isComplete: true,
  tierHint: 'With CREATE EXTENSION pgrowlocks every mode is exact.',
  donePages: 2_304,
  totalPages: 2_304,
  elapsedMs: 67,
  keyColumns: ['id'],
  rows: [
    row(1, [locker()], [7001, 7002, 7003, 7004]),
    row(
      80,
      [
        locker({
          pid: null,
          gid: 'checkout-81',
          user: 'shop',
          application: null,
          transactionAgeMs: 11_640_000,
        }),
      ],
      [7001],
    ),
    row(117, [
      locker({ pid: 7100, application: 'report', mode: 'FOR SHARE', sure: 'exact' }),
      locker({ pid: 7101, application: 'report', mode: 'FOR KEY SHARE', sure: 'exact' }),
    ]),
    row(240, [locker({ mode: null, sure: 'holder' })]),
    row(311, [
      locker({
        pid: null,
        mode: null,
        sure: 'approximate',
        user: null,
        application: null,
        transactionAgeMs: null,
      }),
    ]),
  ],
  rowCount: 5,
};

/** So many that they are capped. */
export const manyLockedRows: LockedRowsSnapshot = {
  ...lockedRows,
  phase: 'scanning',
  donePages: 1_204,
  rowCount: 50_000,
  rows: Array.from({ length: 5_000 }, (_, index) => row(index, [locker()], index % 9 === 0 ? [7001] : [])),
};

export const rowsState: RowsState = {
  tables: { kind: 'shown', tables: { tables, tableCount: tables.length } },
  search: '',
  table: { schema: 'public', name: 'orders' },
  listed: tables[0] ?? null,
  columns: ['status', 'total'],
  where: [],
  scan: { kind: 'read', isReading: false, snapshot: lockedRows },
  ticked: new Set(),
  tried: new Map(),
  trying: { kind: 'idle' },
  typedName: '',
  isReadOnly: false,
  isProduction: false,
  database: 'shop',
};
