/**
 * The eight modes of PostgreSQL's locks, weakest first, and which of them can't be held together.
 * https://www.postgresql.org/docs/18/explicit-locking.html table 13.2; in the source: LockConflicts of lock.c.
 */

export const LOCK_MODES = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
] as const;

export type LockMode = (typeof LOCK_MODES)[number];

/** By requested mode, weakest first: whether the mode in that place is in its way. */
const CONFLICTS: Readonly<Record<LockMode, string>> = {
  'ACCESS SHARE': '.......x',
  'ROW SHARE': '......xx',
  'ROW EXCLUSIVE': '....xxxx',
  'SHARE UPDATE EXCLUSIVE': '...xxxxx',
  SHARE: '..xx.xxx',
  'SHARE ROW EXCLUSIVE': '..xxxxxx',
  EXCLUSIVE: '.xxxxxxx',
  'ACCESS EXCLUSIVE': 'xxxxxxxx',
};

const PLACES = new Map<LockMode, number>(LOCK_MODES.map((mode, place) => [mode, place]));

export function conflicts(requested: LockMode, held: LockMode): boolean {
  return CONFLICTS[requested][PLACES.get(held) ?? 0] === 'x';
}

/** 1 to 8. */
export function strengthOf(mode: LockMode): number {
  return (PLACES.get(mode) ?? 0) + 1;
}

/** `AccessExclusiveLock` of pg_locks as ACCESS EXCLUSIVE; null for SIReadLock, which nobody waits for. */
export function parseLockMode(mode: string): LockMode | null {
  return PG_LOCKS_MODES.get(mode) ?? null;
}

const PG_LOCKS_MODES = new Map(LOCK_MODES.map((mode) => [nameInPgLocks(mode), mode]));

function nameInPgLocks(mode: LockMode): string {
  const words = mode.split(' ').map((word) => word.charAt(0) + word.slice(1).toLowerCase());
  return `${words.join('')}Lock`;
}
