/** Who takes part in blocking: a session by its pid, or a prepared transaction by its gid. Pure. */
import type { LockSession, LockSnapshot, PreparedTransaction } from '../../../electron/contract/locks';

export type Party =
  | { readonly kind: 'session'; readonly key: string; readonly session: LockSession }
  | { readonly kind: 'prepared'; readonly key: string; readonly prepared: PreparedTransaction }
  /** Named by an edge, and not in the sample itself: beyond the cap, or a prepared transaction that can't be told. */
  | { readonly kind: 'absent'; readonly key: string };

const PREPARED = 'gid:';

/** Stays the same from sample to sample, and is what the address says. */
export function keyOf({ pid, gid }: { readonly pid: number; readonly gid: string | null }): string {
  return pid === 0 ? `${PREPARED}${gid ?? ''}` : String(pid);
}

export function gidOf(key: string): string | null {
  return key.startsWith(PREPARED) ? key.slice(PREPARED.length) : null;
}

export function partiesOf({ sessions, prepared }: LockSnapshot): ReadonlyMap<string, Party> {
  const parties = new Map<string, Party>();
  for (const session of sessions) {
    const key = String(session.pid);
    parties.set(key, { kind: 'session', key, session });
  }
  for (const each of prepared) {
    const key = `${PREPARED}${each.gid}`;
    parties.set(key, { kind: 'prepared', key, prepared: each });
  }
  return parties;
}

/** `4711 billing`, as a list or a graph calls it. */
export function nameOf(party: Party): string {
  switch (party.kind) {
    case 'session': {
      const { pid, application, user } = party.session;
      return [String(pid), application || user].filter(Boolean).join(' ');
    }
    case 'prepared':
      return `prepared ${party.prepared.gid}`;
    case 'absent':
      return nameOfKey(party.key);
  }
}

export function nameOfKey(key: string): string {
  const gid = gidOf(key);
  if (gid === null) return `pid ${key}`;
  return gid === '' ? 'a prepared transaction' : `prepared ${gid}`;
}
