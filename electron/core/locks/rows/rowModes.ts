/**
 * The modes of row locks, as their different tellers spell them, and which of them can't be held together.
 * https://www.postgresql.org/docs/18/explicit-locking.html table 13.3; members' modes: multixact.c; the lock on
 * the tuple by which the next one for a row is known: tupleLockExtraInfo of heapam.c.
 */
import type { RowLockMode } from './lockedRows';

/** By strength: 0 KEY SHARE, 1 SHARE, 2 NO KEY UPDATE, 3 UPDATE. */
export type RowStrength = 0 | 1 | 2 | 3;

const STRENGTH: Readonly<Record<RowLockMode, RowStrength>> = {
  'FOR KEY SHARE': 0,
  'FOR SHARE': 1,
  'FOR NO KEY UPDATE': 2,
  updated: 2,
  'FOR UPDATE': 3,
  'key updated': 3,
  deleted: 3,
  changed: 3,
};

/** Of what is wanted, by strength: whether the held mode of that strength is in its way. */
const CONFLICTS = ['...x', '..xx', '.xxx', 'xxxx'] as const;

export function rowModesConflict(wanted: RowStrength, held: RowLockMode): boolean {
  return CONFLICTS[wanted][STRENGTH[held]] === 'x';
}

/** What a waiter wants of its row, by the mode of its lock on the tuple. */
export function wantedStrength(tupleLockMode: string): RowStrength {
  if (tupleLockMode === 'AccessShareLock') return 0;
  if (tupleLockMode === 'RowShareLock') return 1;
  return tupleLockMode === 'ExclusiveLock' ? 2 : 3;
}

/** pg_get_multixact_members. */
export function parseMemberMode(mode: string): RowLockMode | null {
  return MEMBER_MODES[mode] ?? null;
}

const MEMBER_MODES: Readonly<Record<string, RowLockMode>> = {
  keysh: 'FOR KEY SHARE',
  sh: 'FOR SHARE',
  fornokeyupd: 'FOR NO KEY UPDATE',
  forupd: 'FOR UPDATE',
  nokeyupd: 'updated',
  upd: 'changed',
};

/** pgrowlocks: 15 says `Key Share` and `Share` of shared locks, 18 with `For` before. */
export function parsePgrowlocksMode(mode: string): RowLockMode | null {
  return PGROWLOCKS_MODES[mode] ?? null;
}

const PGROWLOCKS_MODES: Readonly<Record<string, RowLockMode>> = {
  'Key Share': 'FOR KEY SHARE',
  'For Key Share': 'FOR KEY SHARE',
  Share: 'FOR SHARE',
  'For Share': 'FOR SHARE',
  'For No Key Update': 'FOR NO KEY UPDATE',
  'For Update': 'FOR UPDATE',
  'No Key Update': 'updated',
  Update: 'changed',
};

/** Bits of a tuple's header, htup_details.h. */
const MASK = { isMulti: 0x1000, lockOnly: 0x80, keyShare: 0x10, exclusive: 0x40 } as const;
const KEYS_UPDATED = 0x2000;

/** The mode of a single locker; null where the header names several. `isMoved`: there is a newer version. */
export function readHeader(mask: number, mask2: number, isMoved: boolean): RowLockMode | null {
  if ((mask & MASK.isMulti) !== 0) return null;
  const isKey = (mask2 & KEYS_UPDATED) !== 0;
  if ((mask & MASK.lockOnly) === 0) return isKey ? (isMoved ? 'key updated' : 'deleted') : 'updated';
  const isKeyShare = (mask & MASK.keyShare) !== 0;
  if ((mask & MASK.exclusive) === 0) return isKeyShare ? 'FOR KEY SHARE' : null;
  if (isKeyShare) return 'FOR SHARE';
  return isKey ? 'FOR UPDATE' : 'FOR NO KEY UPDATE';
}
