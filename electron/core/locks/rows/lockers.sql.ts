/** Which transactions run, and whose they are: a row's xmax is a lock only while its transaction runs. */
import type { Session } from '../../connection/session';

export interface Runner {
  readonly transaction: string;
  readonly pid: number | null;
  readonly gid: string | null;
  readonly user: string | null;
  readonly application: string | null;
  readonly age_ms: number | null;
}

export interface Running {
  readonly byTransaction: ReadonlyMap<string, Runner>;
  /** The first transaction number, in 64 bits, that is not given yet. */
  readonly next: string;
  /** How many numbers ago the oldest that runs began. */
  readonly window: number;
}

const SQL = `SELECT l.transactionid::text AS transaction, l.pid, p.gid, coalesce(a.usename, p.owner) AS user,
    a.application_name AS application,
    pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - coalesce(a.xact_start, p.prepared)) * 1000 AS age_ms,
    pg_catalog.age(l.transactionid) AS age, now.next
  FROM (SELECT pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::text AS next) now
  LEFT JOIN pg_catalog.pg_locks l ON l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted
  LEFT JOIN pg_catalog.pg_prepared_xacts p ON l.pid IS NULL AND p.transaction = l.transactionid
  LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid`;

type Row = { readonly next: string; readonly age: number } & (Runner | { readonly transaction: null });

/** One row at least, for `next`. */
export async function fetchRunning(session: Session): Promise<Running> {
  const rows = await session.query<Row>(SQL, [], { keptAs: 'lockstep running' });
  return {
    byTransaction: new Map(
      rows.flatMap((row) => (row.transaction === null ? [] : [[row.transaction, row] as const])),
    ),
    next: rows[0]?.next ?? '0',
    window: Math.max(0, ...rows.map(({ age }) => age)),
  };
}

/** A row as the scans below answer with it. */
export interface HeldRow {
  readonly ctid: string;
  readonly xmax: string;
  /** `812 sh true`: transaction, mode and whether it runs, of each that shares the lock; null when it is no group. */
  readonly members: readonly string[] | null;
  /** xmax may be a transaction's number, by what the table can still hold. */
  readonly may_be_single: boolean;
  /** Whether one of its lockers runs. */
  readonly is_held: boolean;
  /** The key's columns and those asked for, in their order. */
  readonly values: readonly (string | null)[];
}

const INTO_64_BITS =
  '(($2::int8 + ((X::text::int8 - $2::int8 + 2147483648) & 4294967295) - 2147483648)::text)::xid8';

/**
 * Columns and condition for `SELECT … FROM table t`, of rows whose locker runs. Parameters: $1 the running
 * transactions, $2 `next`, $3 `window`, $4 the table's mxid_age(relminmxid), $5 its age(relfrozenxid).
 *
 * xmax is a transaction or a group of them ("multixact"), and SQL doesn't tell which: what the table can't hold
 * any more is excluded by $4 and $5, and asking for a group that doesn't exist would raise an error. A released
 * savepoint has no lock of its own on its number any more: pg_xact_status knows that it is in progress.
 */
export const HELD_COLUMNS = `t.ctid::text AS ctid, t.xmax::text AS xmax,
  CASE WHEN pg_catalog.mxid_age(t.xmax) BETWEEN 1 AND $4::int
    THEN ARRAY(SELECT pg_catalog.concat_ws(' ', m.xid::text, m.mode, m.xid = ANY ($1::xid[]) OR ${isInProgress('m.xid')})
      FROM pg_catalog.pg_get_multixact_members(t.xmax) m) END AS members,
  pg_catalog.age(t.xmax) BETWEEN 1 AND $5::int AS may_be_single`;

function isInProgress(xid: string): string {
  return `CASE WHEN pg_catalog.age(${xid}) BETWEEN 1 AND $3::int
    THEN pg_catalog.pg_xact_status(${INTO_64_BITS.replace('X', xid)}) = 'in progress' ELSE false END`;
}

export const IS_HELD = `t.xmax <> '0'::xid AND (t.xmax = ANY ($1::xid[])
  OR CASE WHEN pg_catalog.age(t.xmax) BETWEEN 1 AND $5::int THEN ${isInProgress('t.xmax')} ELSE false END
  OR CASE WHEN pg_catalog.mxid_age(t.xmax) BETWEEN 1 AND $4::int
    THEN EXISTS (SELECT FROM pg_catalog.pg_get_multixact_members(t.xmax) m
      WHERE m.xid = ANY ($1::xid[]) OR ${isInProgress('m.xid')}) ELSE false END)`;

export function heldParameters(
  { byTransaction, next, window }: Running,
  ages: { readonly groupAge: number; readonly transactionAge: number },
): readonly unknown[] {
  return [[...byTransaction.keys()], next, window, ages.groupAge, ages.transactionAge];
}
