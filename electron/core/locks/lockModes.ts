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

export function conflicts(requested: LockMode, held: LockMode): boolean {
  return CONFLICTS[requested][LOCK_MODES.indexOf(held)] === 'x';
}

/** 1 to 8. */
export function strengthOf(mode: LockMode): number {
  return LOCK_MODES.indexOf(mode) + 1;
}

/** `AccessExclusiveLock` of pg_locks as ACCESS EXCLUSIVE; null for SIReadLock, which nobody waits for. */
export function parseLockMode(mode: string): LockMode | null {
  const words = mode
    .replace(/Lock$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase();
  return LOCK_MODES.find((each) => each === words) ?? null;
}
