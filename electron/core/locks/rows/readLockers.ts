/** Of a row's xmax, who locks it and how sure that is. Pure. */

import type { PgrowlocksRow } from './headers.sql';
import type { RowLocker, RowLockMode } from './lockedRows';
import type { HeldRow, Running } from './lockers.sql';
import { parseMemberMode, parsePgrowlocksMode } from './rowModes';

/** What the row's own header says, where it could be read. */
export interface Header {
  /** Several share the lock: the modes are theirs. */
  readonly isGroup: boolean;
  readonly mode: RowLockMode | null;
}

export function readLockers(
  { xmax, members, may_be_single, is_held }: HeldRow,
  running: Running,
  header: Header | null = null,
): readonly RowLocker[] {
  if (!is_held) return [];
  const isGroup = header ? header.isGroup : members !== null && !running.byTransaction.has(xmax);
  const there = (members ?? []).map(readMember).filter(({ isRunning }) => isRunning);
  if (isGroup && there.length > 0) {
    const sure = header || !may_be_single ? 'exact' : 'approximate';
    return there.map(({ transaction, mode }) => lockerOf(transaction, mode, sure, running));
  }
  if (header) return [lockerOf(xmax, header.mode, 'exact', running)];
  const isCertain = members === null && running.byTransaction.has(xmax);
  return [lockerOf(xmax, null, isCertain ? 'holder' : 'approximate', running)];
}

/** Of what pgrowlocks says; of a group it also tells who has ended. */
export function readPgrowlocks(
  { is_group, transactions, modes }: PgrowlocksRow,
  running: Running,
): readonly RowLocker[] {
  return transactions
    .map((transaction, place) =>
      lockerOf(transaction, parsePgrowlocksMode(modes[place] ?? ''), 'exact', running),
    )
    .filter(({ pid, gid }) => !is_group || pid !== null || gid !== null);
}

function readMember(member: string) {
  const [transaction = '', mode = '', isRunning = ''] = member.split(' ');
  return { transaction, mode: parseMemberMode(mode), isRunning: isRunning === 't' };
}

function lockerOf(
  transaction: string,
  mode: RowLockMode | null,
  sure: RowLocker['sure'],
  { byTransaction }: Running,
): RowLocker {
  const runner = byTransaction.get(transaction);
  return {
    transaction,
    pid: runner?.pid ?? null,
    gid: runner?.gid ?? null,
    mode,
    sure,
    user: runner?.user ?? null,
    application: runner?.application ?? null,
    transactionAgeMs: runner?.age_ms ?? null,
  };
}
