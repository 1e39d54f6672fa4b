/** explain as a user of the command meets it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommandProcess } from '../core/testing/commandProcess';
import { createTestDatabase } from '../core/testing/createTestDatabase';
import { atEnd } from '../core/testing/endings';
import { vacuum } from '../core/testing/vacuum';

test('both plans are shown side by side, and the twin is kept for the next question', async () => {
  const database = await createTestDatabase({ template: 'shop' });
  await database.query(`INSERT INTO orders (customer_id) SELECT n % 3 + 1 FROM generate_series(1, 20000) n`);
  await vacuum(database);
  const home = await mkdtemp(join(tmpdir(), 'lockstep-'));
  atEnd(() => rm(home, { recursive: true, force: true }));
  const explain = (...words: readonly string[]) =>
    runCommandProcess(['explain', ...words, '--url', database.url], { LOCKSTEP_HOME: home });
  const sql = 'SELECT id FROM orders WHERE placed_at < $1 ORDER BY placed_at LIMIT 5';
  const first = await explain(sql, '--with', 'CREATE INDEX CONCURRENTLY by_time ON orders (placed_at)');
  expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining('refreshed just now') });
  expect(first.stdout).toMatch(/is used, would take \d+ kB, is built under SHARE UPDATE EXCLUSIVE/);
  expect(first.stdout).toMatch(/Seq Scan on orders .*|.*Index Scan on orders using by_time/);
  const second = await explain(sql, '--json');
  expect(second.stderr).not.toContain('Copying statistics');
  expect(JSON.parse(second.stdout)).toMatchObject({
    isGeneric: true,
    before: { type: 'Limit', totalCost: expect.any(Number) },
    after: null,
    twin: { refreshedAt: expect.any(String) },
  });
  expect(await explain(sql, '--on-target')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('has no hypopg: only the twin was asked'),
  });
  const marked = await explain(sql, '--private', 'orders.placed_at', 'customers.email');
  expect(marked.stderr).toContain('Without the values of 2 private columns');
  expect((await explain(sql, '--refresh')).stderr).toContain('Without the values of 2 private columns');
  expect(await explain('SELEC 1')).toMatchObject({ code: 2, stderr: expect.stringContaining('no SQL') });
});
