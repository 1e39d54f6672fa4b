import { expect, test } from 'vitest';
import { CoreError } from '../../errors';
import { explainLockedCatalog } from './lockedCatalog';
import type { LockRow } from './lockRows.sql';

const TIMEOUT = new CoreError({
  kind: 'sql-failed',
  sqlstate: '55P03',
  message: 'canceling statement due to lock timeout',
});
const NONE = {
  page: null,
  tuple: null,
  virtualxid: null,
  transactionid: null,
  classid: null,
  objid: null,
  objsubid: null,
  virtualtransaction: null,
  waited_ms: null,
  wait_began: null,
  blockers: null,
  lock_count: 3,
};
const lock = (relation: number, mode: string, granted: boolean, pid: number): LockRow => ({
  ...NONE,
  locktype: 'relation',
  database: 0,
  relation,
  pid,
  mode,
  granted,
});

test('a sample that waited for a catalog says who has locked it', async () => {
  const rows = [
    lock(16_400, 'AccessExclusiveLock', true, 1),
    lock(1262, 'AccessShareLock', true, 2),
    lock(1262, 'AccessExclusiveLock', true, 3),
  ];
  expect(await explainLockedCatalog(TIMEOUT, async () => rows)).toMatchObject({
    info: {
      kind: 'lock-timeout',
      message: 'The catalog pg_database is locked by pid 3.',
      blockers: [{ pid: 3 }],
    },
  });
});

test('another error stays what it is, as does one that nobody is found for', async () => {
  const other = new CoreError({ kind: 'connection-lost', message: 'Gone.' });
  expect(await explainLockedCatalog(other, async () => [])).toBe(other);
  const waiting = [lock(1262, 'AccessExclusiveLock', false, 3)];
  expect(await explainLockedCatalog(TIMEOUT, async () => waiting)).toBe(TIMEOUT);
  expect(await explainLockedCatalog(TIMEOUT, () => Promise.reject(other))).toBe(TIMEOUT);
});
