/** Beside builds that run, builds that failed, and locks that nothing gets past. */
import { beforeAll, describe, expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { openSession, type Session } from '../../connection/session';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import { holdLock } from '../../testing/holdLock';
import type { TestPostgres } from '../../testing/testServers';
import { waitUntil } from '../../testing/waitUntil';
import { fetchSchemaSuggestions } from './fetchSchemaSuggestions';
import { fetchSchemaFacts } from './schemaFacts';

describe.each<TestPostgres>(['18', '15'])('on PostgreSQL %s', (postgres) => {
  let database: TestDatabase;
  let session: Session;

  beforeAll(async () => {
    database = await createTestDatabase({ postgres, template: 'shop' });
    await database.query(
      'CREATE INDEX by_status ON orders (status); CREATE INDEX by_status_again ON orders (status)',
    );
    session = await openSession(parseTarget({ url: database.url }), {
      kind: 'watch',
      name: 'lockstep watch',
    });
    atEnd(() => session.close());
  });

  const find = async (...kinds: readonly string[]) =>
    (await fetchSchemaSuggestions(session, await fetchSchemaFacts(session))).filter(({ kind }) =>
      kinds.includes(kind),
    );

  test('what a failed concurrent build leaves is INVALID, and not while it is being built', async () => {
    const writer = await holdLock(database.url, 'LOCK TABLE orders IN ROW EXCLUSIVE MODE');
    const build = database
      .query('CREATE UNIQUE INDEX CONCURRENTLY unique_status ON orders (status)')
      .catch(() => 'failed');
    await waitUntil(async () => {
      const rows = await database.query<{ phase: string }>('SELECT phase FROM pg_stat_progress_create_index');
      const [index] = await database.query('SELECT FROM pg_class WHERE relname = $1', ['unique_status']);
      return rows.length > 0 && index;
    });
    expect(await find('invalid')).toEqual([]);
    await writer.release();
    expect(await build).toBe('failed');
    expect(await find('invalid')).toMatchObject([
      {
        index: 'unique_status',
        sql: 'REINDEX INDEX CONCURRENTLY "public"."unique_status"',
        reverseSql: null,
      },
    ]);
    await database.query('DROP INDEX unique_status');
  });

  test('a table under ACCESS EXCLUSIVE is told of without waiting, but for the way back', async () => {
    const holder = await holdLock(database.url, 'LOCK TABLE orders, order_items IN ACCESS EXCLUSIVE MODE');
    const started = performance.now();
    const found = await find('duplicate', 'missing-foreign-key-index');
    expect(performance.now() - started).toBeLessThan(2000);
    await holder.release();
    expect(found.map(({ table, columns, kind }) => `${kind} ${table} ${columns}`)).toEqual([
      'missing-foreign-key-index order_items order_id',
      'missing-foreign-key-index order_items product_id',
      'missing-foreign-key-index orders customer_id',
      'duplicate orders status',
    ]);
    expect(found[3]).toMatchObject({
      reverseSql: null,
      caveats: [expect.stringContaining('ACCESS EXCLUSIVE')],
    });
    expect(await find('duplicate')).toMatchObject([
      {
        reverseSql: 'CREATE INDEX CONCURRENTLY by_status_again ON public.orders USING btree (status)',
        caveats: [],
      },
    ]);
  });

  test('advice has the same id in every run, whatever the counters say by then', async () => {
    const before = await fetchSchemaSuggestions(session, await fetchSchemaFacts(session));
    await database.query(
      'INSERT INTO orders (customer_id) SELECT 1 FROM generate_series(1, 100); ANALYZE orders',
    );
    const after = await fetchSchemaSuggestions(session, await fetchSchemaFacts(session));
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
  });
});
