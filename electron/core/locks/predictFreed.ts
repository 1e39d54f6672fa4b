/**
 * Who goes on when a session or a prepared transaction is ended. Pure: a snapshot holds enough, but for rows that
 * several share, whose other lockers are passed in. A waiter goes on when nobody else is in its way; behind a row,
 * the next in the queue comes to wait for the row's holder instead. What a statement waits for after that, nobody knows.
 */
import { chooseMeans, isCancellable, isReleasedByCancel, whyRollback } from './chooseMeans';
import { freedBy, graphOf, type RowHolders } from './freedBy';
import type { FreedSessions, Freeing, LockParty, StillWaiting } from './freeing';
import type { LockEdge, LockSession, LockSnapshot, PreparedTransaction } from './snapshot';

export function predictFreed(
  snapshot: LockSnapshot,
  party: LockParty,
  rowHolders: RowHolders = new Map(),
): Freeing {
  const who = findParty(snapshot, party);
  if (!who) return { means: 'none', why: 'It is gone already.', byCancel: NOBODY, byEnd: NOBODY };
  const graph = graphOf(snapshot, rowHolders);
  const key = who.kind === 'session' ? String(who.session.pid) : who.prepared.gid;
  const byEnd = freedBy(graph, key, () => true);
  if (who.kind === 'prepared') {
    return { means: 'rollback-prepared', why: whyRollback(who.prepared), byCancel: NOBODY, byEnd };
  }
  const { session } = who;
  const byCancel = isCancellable(session)
    ? freedBy(graph, key, (waiter) => isReleasedByCancel(session, waiter))
    : { ...NOBODY, stillWait: byEnd.stillWait.concat(stillBehind(byEnd, session.pid)) };
  return { ...chooseMeans(session, byCancel, byEnd), byCancel, byEnd };
}

export function isThere(snapshot: LockSnapshot, party: LockParty): boolean {
  return findParty(snapshot, party) !== null;
}

/** Waiters at first hand of a session: those whose rows must be looked at for `rowHolders`. */
export function nextForRows(snapshot: LockSnapshot, party: LockParty): readonly number[] {
  const isIt = ({ blocker, gid }: LockEdge) => ('pid' in party ? blocker === party.pid : gid === party.gid);
  const waiters = new Set(snapshot.edges.filter(isIt).map(({ blocked }) => blocked));
  return snapshot.sessions
    .filter(({ pid, awaits }) => waiters.has(pid) && awaits?.target.kind === 'transaction')
    .map(({ pid }) => pid);
}

const NOBODY: FreedSessions = { goOn: [], mayGoOn: [], stillWait: [] };

type Found =
  | { readonly kind: 'session'; readonly session: LockSession }
  | { readonly kind: 'prepared'; readonly prepared: PreparedTransaction };

function findParty({ sessions, prepared }: LockSnapshot, party: LockParty): Found | null {
  if ('gid' in party) {
    const found = prepared.find(({ gid }) => gid === party.gid);
    return found ? { kind: 'prepared', prepared: found } : null;
  }
  const session = sessions.find(
    ({ pid, backendStart }) =>
      pid === party.pid && (backendStart === party.backendStart || backendStart === null),
  );
  return session ? { kind: 'session', session } : null;
}

function stillBehind({ goOn, mayGoOn }: FreedSessions, blocker: number): readonly StillWaiting[] {
  return [...goOn, ...mayGoOn].map((pid) => ({ pid, waitsFor: [blocker] }));
}
