import type { Session } from '../../connection/session';

export interface RowWaiter {
  readonly relation: number;
  readonly ctid: string;
  readonly pid: number;
  /** Its lock on the tuple tells what it wants of the row. */
  readonly mode: string;
  /** The first in the queue has the lock on the tuple and waits for this transaction; null for the others. */
  readonly transaction: string | null;
}

/** Who waits for which row, out of pg_locks alone: $1 a relation, $2 a pid; null for any. */
const SQL = `SELECT t.relation, '(' || t.page || ',' || t.tuple || ')' AS ctid, t.pid, t.mode,
    w.transactionid::text AS transaction
  FROM pg_catalog.pg_locks t
  LEFT JOIN pg_catalog.pg_locks w ON w.pid = t.pid AND NOT w.granted AND w.locktype = 'transactionid'
  WHERE t.locktype = 'tuple' AND t.database = (SELECT d.oid FROM pg_catalog.pg_database d
      WHERE d.datname = pg_catalog.current_database())
    AND ($1::oid IS NULL OR t.relation = $1) AND ($2::int[] IS NULL OR t.pid = ANY ($2))
    AND (NOT t.granted OR w.pid IS NOT NULL)
  ORDER BY t.page, t.tuple, t.granted DESC, t.waitstart, t.pid`;

export function fetchRowWaiters(
  session: Session,
  of: { readonly relation?: number; readonly pids?: readonly number[] },
): Promise<readonly RowWaiter[]> {
  return session.query<RowWaiter>(SQL, [of.relation ?? null, of.pids ?? null]);
}
