/**
 * One sample of a server's locks: a few short queries of system views, one after another in autocommit. No table
 * of a user is opened: names come from pg_class by oid. Start here; buildSnapshot.ts puts together what is fetched.
 */
import type { Session } from '../../connection/session';
import type { LockSnapshot, ReplicationSlot } from '../snapshot';
import { fetchActivity } from './activity.sql';
import { fetchHere, fetchPrepared, fetchProgress, fetchSlots, type HereRow, type SlotRow } from './aside.sql';
import { buildSnapshot, type Fetched } from './buildSnapshot';
import { explainLockedCatalog } from './lockedCatalog';
import { fetchLockRows, type LockRow } from './lockRows.sql';
import { createNames } from './relationNames';

export type TakeSample = () => Promise<LockSnapshot>;

/**
 * What matters by the minute. To be woken costs a backend more than most of what it is asked here, so that a sample
 * is as few statements as it can be.
 */
const KEPT_MS = 10_000;

/** Samples of one session, which must be nobody else's: it keeps names and statements between them. */
export function createSampling(session: Session, settings: () => Fetched['settings'] = () => []): TakeSample {
  const names = createNames(session);
  const slots = keep(async () => (await fetchSlots(session)).map(describeSlot));
  const here = createHere(session);
  let turn = 0;
  let lastCount = 0;
  const lockRows = async () => {
    const rows = await fetchLockRows(session, { turn: turn++, lastCount });
    lastCount = rows[0]?.lock_count ?? 0;
    return rows;
  };
  const take = async () => {
    const begun = performance.now();
    const where = await here();
    const locks = await lockRows();
    const activity = await fetchActivity(session, pidsOf(locks), inTheWay(locks));
    const fetched = {
      here: where,
      locks,
      activity,
      prepared: locks.some(isOfPrepared) ? await fetchPrepared(session) : [],
      progress: activity.some(({ query }) => /\bindex\b/i.test(query ?? ''))
        ? await fetchProgress(session)
        : [],
      relations: await names(locks, where.database_oid),
      slots: await slots(),
      settings: settings(),
    };
    const costMs = performance.now() - begun;
    return buildSnapshot({ ...fetched, costMs });
  };
  return () =>
    take().catch(async (error) => {
      throw await explainLockedCatalog(error, lockRows);
    });
}

function pidsOf(locks: readonly LockRow[]): readonly number[] {
  return [...new Set(locks.flatMap(({ pid }) => (pid === null ? [] : [pid])))];
}

/** Those that wait, and whom they are known to wait for. */
function inTheWay(locks: readonly LockRow[]): readonly number[] {
  const pids = new Set<number>();
  for (const { granted, pid, blockers } of locks) {
    if (granted || pid === null) continue;
    pids.add(pid);
    for (const blocker of blockers ?? []) pids.add(blocker);
  }
  return [...pids];
}

/** Each holds the lock on its own id, at the least. */
function isOfPrepared({ pid }: LockRow): boolean {
  return pid === null;
}

function keep<T>(fetch: () => Promise<T>): () => Promise<T> {
  let known: { readonly value: T; readonly readAt: number } | null = null;
  return async () => {
    if (known === null || performance.now() - known.readAt > KEPT_MS)
      known = { value: await fetch(), readAt: performance.now() };
    return known.value;
  };
}

/** The server's clock goes on in between as ours does. */
function createHere(session: Session): () => Promise<HereRow> {
  const known = keep(async () => ({ row: await fetchHere(session), readAt: Date.now() }));
  return async () => {
    const { row, readAt } = await known();
    return { ...row, at: new Date(Date.parse(row.at) + Date.now() - readAt).toISOString() };
  };
}

function describeSlot({ name, is_active, xmin_age }: SlotRow): ReplicationSlot {
  return { name, isActive: is_active, xminAge: xmin_age };
}
