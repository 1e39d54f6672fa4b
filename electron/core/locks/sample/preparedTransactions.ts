import { quoteLiteral } from '../../sql/quote';
import type { PreparedTransaction } from '../snapshot';
import type { PreparedRow } from './aside.sql';
import { describeHeld, type Naming } from './describeLocks';
import { type Party, partyOf } from './lockObject';
import type { LockRow } from './lockRows.sql';

const HOLDS_SHOWN = 20;

/**
 * Gids by party. A prepared transaction has no pid in pg_locks; it is known by the lock that each transaction
 * has on its own number, and its other locks by the virtual transaction that they share with that one.
 */
export function findPrepared(
  locks: readonly LockRow[],
  prepared: readonly PreparedRow[],
): ReadonlyMap<Party, string> {
  const gids = new Map(prepared.map(({ transaction, gid }) => [transaction, gid]));
  const found = new Map<Party, string>();
  for (const row of locks) {
    if (row.pid !== null || row.locktype !== 'transactionid' || !row.granted) continue;
    const gid = gids.get(row.transactionid ?? '');
    if (gid !== undefined) found.set(partyOf(row, new Map()), gid);
  }
  return found;
}

export function describePrepared(
  prepared: readonly PreparedRow[],
  gids: ReadonlyMap<Party, string>,
  rowsOf: ReadonlyMap<Party, readonly LockRow[]>,
  naming: Naming,
): readonly PreparedTransaction[] {
  const parties = new Map([...gids].map(([party, gid]) => [gid, party]));
  return prepared.map(({ gid, owner, database, is_here, prepared_at, age_ms }) => {
    const holds = describeHeld(rowsOf.get(parties.get(gid) ?? '') ?? [], naming);
    return {
      gid,
      owner,
      database,
      isInThisDatabase: is_here,
      preparedAt: prepared_at,
      ageMs: age_ms,
      holds: holds.slice(0, HOLDS_SHOWN),
      holdsCount: holds.length,
      rollbackSql: `ROLLBACK PREPARED ${quoteLiteral(gid)}`,
    };
  });
}
