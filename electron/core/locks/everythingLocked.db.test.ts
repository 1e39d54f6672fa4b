/** While somebody holds ACCESS EXCLUSIVE on every table of the database, looking still answers. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLockstep } from '../lockstep';
import { createTestDatabase } from '../testing/createTestDatabase';
import { atEnd } from '../testing/endings';
import { holdLock } from '../testing/holdLock';
import { openLockScene } from '../testing/lockScene';
import { runProject, testRunner, writeProject } from '../testing/testProject';
import type { TestPostgres } from '../testing/testServers';

const LIMIT_MS = 2000;

describe.each<TestPostgres>(['18', '15'])('on PostgreSQL %s', (postgres) => {
  test('connecting, tables, locks, rows and history answer within two seconds each', async () => {
    const shop = await createTestDatabase({ postgres, template: 'shop' });
    const project = await writeProject({ '1-notes.sql': 'CREATE TABLE notes (id int PRIMARY KEY)' });
    await runProject(shop, project);
    await project.write({ '2-more.sql': 'ALTER TABLE notes ADD body text' });
    const holder = await holdLock(shop.url, LOCK_ALL);

    const home = await mkdtemp(join(tmpdir(), 'lockstep-home-'));
    atEnd(() => rm(home, { recursive: true, force: true }));
    const lockstep = openLockstep({ home, demoProject: project.folder, spawnRunner: testRunner });
    atEnd(() => lockstep.close());
    const { id: connectionId } = await lockstep.connections.add({
      role: 'development',
      where: { url: shop.url },
    });
    const { id: projectId } = await lockstep.projects.add(project.folder);

    expect(await inTime(lockstep.connections.open(connectionId))).toMatchObject({ database: shop.name });
    const { tables } = await inTime(lockstep.locks.tables({ connectionId }));
    expect(tables.map(({ name }) => name)).toContain('orders');
    expect(new Set(tables.map(({ lockedBy }) => lockedBy))).toEqual(new Set([holder.pid]));
    const sample = await inTime(
      first(lockstep.locks.watch({ connectionId, everyMs: 500 }, new AbortController().signal)),
    );
    expect(sample.snapshot?.sessions.find(({ pid }) => pid === holder.pid)?.holds[0]?.text).toMatch(
      /^holds ACCESS EXCLUSIVE on /,
    );
    const rows = await inTime(
      last(
        lockstep.locks.rows(
          { connectionId, table: { schema: 'public', name: 'orders' } },
          new AbortController().signal,
        ),
      ),
    );
    expect(rows).toMatchObject({ phase: 'stopped', error: { kind: 'lock-timeout' } });
    const history = await inTime(
      lockstep.revisions.history({ connectionId, projectId }).catch((error) => error),
    );
    expect(history.info ?? history).toMatchObject({ kind: 'lock-timeout', blockers: [{ pid: holder.pid }] });
    await holder.release();
  });

  test('while pg_class is locked it is told who waits for whom, by the names that are known', async () => {
    const shop = await createTestDatabase({ postgres, template: 'shop' });
    const scene = await openLockScene(shop);
    const [a, b, holder] = await Promise.all([scene.open('A'), scene.open('B'), scene.open('H')]);
    await a.run('BEGIN', 'LOCK TABLE orders');
    await b.send('SELECT FROM orders');
    await scene.sample();
    // Let go in its own session: none can be opened meanwhile.
    await holder.run('BEGIN', 'LOCK TABLE pg_class');
    const snapshot = await inTime(scene.sample()).finally(() => holder.run('ROLLBACK'));
    expect(await scene.graph(snapshot)).toEqual(['B waits for A (hard)']);
    expect(scene.sessionOf(snapshot, 'B').awaits?.text).toBe('wants ACCESS SHARE on orders for SELECT');
  });
});

/** The ledger and the log among them. */
const LOCK_ALL = `DO $$ DECLARE t regclass; BEGIN
  FOR t IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
    EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', t);
  END LOOP; END $$`;

async function inTime<T>(asked: Promise<T>): Promise<T> {
  const begun = performance.now();
  const answer = await asked;
  expect(performance.now() - begun).toBeLessThan(LIMIT_MS);
  return answer;
}

async function first<T>(pushed: AsyncIterable<T>): Promise<T> {
  for await (const each of pushed) return each;
  throw new Error('Nothing was pushed.');
}

async function last<T>(pushed: AsyncIterable<T>): Promise<T> {
  let found: T | null = null;
  for await (const each of pushed) found = each;
  if (found === null) throw new Error('Nothing was pushed.');
  return found;
}
