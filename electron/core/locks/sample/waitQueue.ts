/**
 * The queue of those who wait for one object, read from pg_locks. PostgreSQL appends, but for one that holds a
 * lock there already which is in the way of somebody in the queue: it comes before that one (ProcSleep, since 14
 * JoinWaitQueue, in proc.c). The deadlock detector may reorder besides: that is known only to pg_blocking_pids.
 */
import { conflicts, type LockMode, parseLockMode } from '../lockModes';
import { type Leaders, objectOf, type Party, partyOf } from './lockObject';
import type { LockRow } from './lockRows.sql';

export interface Claim {
  readonly party: Party;
  readonly mode: LockMode;
  readonly row: LockRow;
}

export interface AwaitedObject {
  readonly holders: readonly Claim[];
  /** The first to be served first. */
  readonly queue: readonly Claim[];
}

/** Objects that somebody waits for. */
export function findAwaited(rows: readonly LockRow[], leaders: Leaders): ReadonlyMap<string, AwaitedObject> {
  const awaited = new Map<string, { holders: Claim[]; waiting: Claim[] }>();
  for (const row of rows) if (!row.granted) awaited.set(objectOf(row), { holders: [], waiting: [] });
  if (awaited.size === 0) return new Map();
  for (const row of rows) {
    const object = awaited.get(objectOf(row));
    const mode = parseLockMode(row.mode);
    if (!object || !mode) continue;
    (row.granted ? object.holders : object.waiting).push({ party: partyOf(row, leaders), mode, row });
  }
  return new Map(
    [...awaited].map(([key, { holders, waiting }]) => [key, { holders, queue: queueOf(waiting, holders) }]),
  );
}

function queueOf(waiting: readonly Claim[], holders: readonly Claim[]): readonly Claim[] {
  const held = new Map<Party, Claim[]>();
  for (const claim of holders) held.set(claim.party, [...(held.get(claim.party) ?? []), claim]);
  const queue: Claim[] = [];
  for (const claim of waiting.toSorted(byArrival)) {
    const own = held.get(claim.party);
    const before = own ? queue.findIndex(({ mode }) => own.some((each) => conflicts(mode, each.mode))) : -1;
    queue.splice(before < 0 ? queue.length : before, 0, claim);
  }
  return queue;
}

function byArrival({ row: a }: Claim, { row: b }: Claim): number {
  return (
    (a.wait_began ?? Number.MAX_VALUE) - (b.wait_began ?? Number.MAX_VALUE) || (a.pid ?? 0) - (b.pid ?? 0)
  );
}
