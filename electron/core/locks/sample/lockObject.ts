/** What a lock is on, and whose it is, as keys to look things up by. */
import type { ActivityRow } from './activity.sql';
import type { LockRow } from './lockRows.sql';

/** A session by its pid, parallel workers under their leader's; a prepared transaction by its virtual one. */
export type Party = string;

export type Leaders = ReadonlyMap<number, number>;

export function objectOf(row: LockRow): string {
  const { locktype, database, relation, page, tuple, virtualxid, transactionid } = row;
  const own = `${row.classid}/${row.objid}/${row.objsubid}`;
  return `${locktype}/${database}/${relation}/${page}/${tuple}/${virtualxid}/${transactionid}/${own}`;
}

export function partyOf({ pid, virtualtransaction }: LockRow, leaders: Leaders): Party {
  return pid === null ? `prepared ${virtualtransaction}` : partyOfPid(pid, leaders);
}

export function partyOfPid(pid: number, leaders: Leaders): Party {
  return String(leaders.get(pid) ?? pid);
}

export function isPrepared(party: Party): boolean {
  return party.startsWith('prepared ');
}

export function leadersOf(activity: readonly ActivityRow[]): Leaders {
  return new Map(
    activity.flatMap(({ pid, leader_pid }) => (leader_pid === null ? [] : [[pid, leader_pid] as const])),
  );
}
