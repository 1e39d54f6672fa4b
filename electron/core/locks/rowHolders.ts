/** Who else locks the rows that waiters are next for: the only part of a forecast that looks at a table. */
import type { Session } from '../connection/session';
import type { RowHolder, RowHolders } from './freedBy';
import { fetchRunning } from './rows/lockers.sql';
import { readLockers } from './rows/readLockers';
import { rowModesConflict, wantedStrength } from './rows/rowModes';
import { fetchRowsAt } from './rows/rowQueries.sql';
import { fetchRowWaiters, type RowWaiter } from './rows/rowWaiters.sql';
import { fetchTableByOid } from './rows/tableFacts.sql';

/** Reading a row by its ctid is quick, and waits for nobody longer than the session's lock_timeout. */
const MOST_ROWS = 20;

/** Best effort: a row that can't be read is taken as if nobody shared it. */
export async function fetchRowHolders(session: Session, pids: readonly number[]): Promise<RowHolders> {
  const holders = new Map<number, readonly RowHolder[]>();
  if (pids.length === 0) return holders;
  const waiters = (await fetchRowWaiters(session, { pids })).filter(
    ({ transaction }) => transaction !== null,
  );
  for (const waiter of waiters.slice(0, MOST_ROWS)) {
    const found = await fetchHolders(session, waiter).catch(() => null);
    if (found) holders.set(waiter.pid, found);
  }
  return holders;
}

async function fetchHolders(session: Session, waiter: RowWaiter): Promise<readonly RowHolder[]> {
  const table = await fetchTableByOid(session, waiter.relation);
  if (!table?.canSelect) return [];
  const running = await fetchRunning(session);
  const [row] = await fetchRowsAt(session, table, [], running, [waiter.ctid]);
  if (!row) return [];
  const wanted = wantedStrength(waiter.mode);
  return readLockers(row, running).flatMap(({ pid, gid, mode }) => {
    const key = pid === null ? gid : String(pid);
    return key === null ? [] : [{ key, isInTheWay: mode === null || rowModesConflict(wanted, mode) }];
  });
}
