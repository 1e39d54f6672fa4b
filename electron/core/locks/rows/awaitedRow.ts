/** The row that a session waits for: its place is in pg_locks, and one page of the table is read. */
import type { Session } from '../../connection/session';
import { columnsOf, describeRow } from './describeRow';
import type { AwaitedRow, RowLocker } from './lockedRows';
import { fetchRunning, type Running } from './lockers.sql';
import { readLockers } from './readLockers';
import { fetchRowsAt } from './rowQueries.sql';
import { fetchRowWaiters, type RowWaiter } from './rowWaiters.sql';
import { fetchTableByOid } from './tableFacts.sql';

/** null when it waits for no row. A table that may not be read, or is locked, is told by the place alone. */
export async function fetchAwaitedRow(session: Session, pid: number): Promise<AwaitedRow | null> {
  const [waiter] = await fetchRowWaiters(session, { pids: [pid] });
  if (!waiter) return null;
  const table = await fetchTableByOid(session, waiter.relation);
  if (!table) return null;
  const waiters = await fetchRowWaiters(session, { relation: waiter.relation });
  const running = await fetchRunning(session);
  const columns = columnsOf(table);
  const [held] = table.canSelect
    ? await fetchRowsAt(session, table, columns, running, [waiter.ctid]).catch(() => [])
    : [];
  const lockers = held ? readLockers(held, running) : lockersByWaiters(waiter.ctid, waiters, running);
  const row = held
    ? describeRow(held, table, columns, lockers, waiters)
    : describeRow({ ctid: waiter.ctid, values: [] }, table, [], lockers, waiters);
  return { schema: table.schema, table: table.table, row };
}

/** Of a row that can't be looked at: the transaction that the first in its queue waits for. */
export function lockersByWaiters(
  ctid: string,
  waiters: readonly RowWaiter[],
  { byTransaction }: Running,
): readonly RowLocker[] {
  const first = waiters.find((each) => each.ctid === ctid && each.transaction !== null);
  const runner = byTransaction.get(first?.transaction ?? '');
  if (!runner) return [];
  const { transaction, pid, gid, user, application, age_ms } = runner;
  return [{ transaction, pid, gid, mode: null, sure: 'waiter', user, application, transactionAgeMs: age_ms }];
}
