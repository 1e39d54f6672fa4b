import { expect, test } from 'vitest';
import { createTestDatabase } from './createTestDatabase';
import { holdLock, queueLock } from './holdLock';
import { waitUntil } from './waitUntil';

const shop = await createTestDatabase({ template: 'shop' });

const waitersSql = `SELECT pid, pg_blocking_pids(pid) AS "blockedBy" FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

test('a test database is a clone of its template', async () => {
  expect(await shop.query('SELECT count(*)::int AS orders FROM orders')).toEqual([{ orders: 4 }]);
});

test('a held lock blocks until it is released', async () => {
  const holder = await holdLock(shop.url, 'LOCK TABLE orders');
  const waiter = await queueLock(shop.url, 'SELECT count(*) FROM orders');
  const [waiting] = await waitUntil(async () => {
    const waiters = await shop.query<{ pid: number; blockedBy: number[] }>(waitersSql);
    return waiters.length > 0 && waiters;
  });
  expect(waiting).toEqual({ pid: waiter.pid, blockedBy: [holder.pid] });
  await holder.release();
  expect(await waiter.outcome).toBe('granted');
});

test('a test file can ask for PostgreSQL 15', async () => {
  const old = await createTestDatabase({ postgres: '15' });
  const [version] = await old.query<{ version: string }>(
    `SELECT current_setting('server_version') AS version`,
  );
  expect(version?.version).toMatch(/^15\./);
});
