/**
 * One sample of a server's locks: a few short queries of system views, one after another in autocommit. No table
 * of a user is opened: names come from pg_class by oid. Start here; buildSnapshot.ts puts together what is fetched.
 */
import type { Session } from '../../connection/session';
import type { LockSnapshot, ReplicationSlot } from '../snapshot';
import { fetchActivity } from './activity.sql';
import {
  fetchHere,
  fetchPrepared,
  fetchProgress,
  fetchRelations,
  fetchSlots,
  type RelationRow,
  type SlotRow,
} from './aside.sql';
import { buildSnapshot, type Fetched } from './buildSnapshot';
import { fetchLockRows, type LockRow } from './lockRows.sql';

export type TakeSample = () => Promise<LockSnapshot>;

/** Names change, if rarely; slots and settings matter by the minute. */
const NAMES_KEPT_MS = 60_000;
const SLOTS_KEPT_MS = 10_000;

/** Samples of one session, which must be nobody else's: it keeps names and statements between them. */
export function createSampling(session: Session, settings: () => Fetched['settings'] = () => []): TakeSample {
  const names = createNames(session);
  const slots = createSlots(session);
  let turn = 0;
  let lastCount = 0;
  return async () => {
    const begun = performance.now();
    const here = await fetchHere(session);
    const locks = await fetchLockRows(session, { turn: turn++, lastCount });
    lastCount = locks[0]?.lock_count ?? 0;
    const activity = await fetchActivity(session, pidsOf(locks), inTheWay(locks));
    const fetched = {
      here,
      locks,
      activity,
      prepared: await fetchPrepared(session),
      progress: activity.some(({ query }) => /\bindex\b/i.test(query ?? ''))
        ? await fetchProgress(session)
        : [],
      relations: await names(locks, here.database_oid),
      slots: await slots(),
      settings: settings(),
    };
    const costMs = performance.now() - begun;
    return buildSnapshot({ ...fetched, costMs });
  };
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

function createNames(session: Session) {
  let known = new Map<number, RelationRow>();
  let since = performance.now();
  return async (
    locks: readonly LockRow[],
    databaseOid: number,
  ): Promise<ReadonlyMap<number, RelationRow>> => {
    if (performance.now() - since > NAMES_KEPT_MS) {
      known = new Map();
      since = performance.now();
    }
    const missing = new Set<number>();
    for (const { relation, classid, database, locktype } of locks) {
      if (relation !== null && (database === 0 || database === databaseOid)) missing.add(relation);
      if (classid !== null && locktype === 'object') missing.add(classid);
    }
    for (const oid of known.keys()) missing.delete(oid);
    if (missing.size > 0) {
      for (const row of await fetchRelations(session, [...missing])) known.set(row.oid, row);
    }
    return known;
  };
}

function createSlots(session: Session) {
  let known: readonly ReplicationSlot[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - readAt > SLOTS_KEPT_MS) {
      known = (await fetchSlots(session)).map(describeSlot);
      readAt = performance.now();
    }
    return known;
  };
}

function describeSlot({ name, is_active, xmin_age }: SlotRow): ReplicationSlot {
  return { name, isActive: is_active, xminAge: xmin_age };
}
