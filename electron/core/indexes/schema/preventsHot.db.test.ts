/** Which of a table's indexes keeps updates from being HOT, by what a workload says of the columns that change. */
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { openSession } from '../../connection/session';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import type { TestPostgres } from '../../testing/testServers';
import { waitUntil } from '../../testing/waitUntil';
import { fetchSuggestions } from '../fetchSuggestions';

test.each<TestPostgres>(['18', '15'])(
  'on PostgreSQL %s the index of the changing column is named, and updates are HOT without it',
  async (postgres) => {
    const database = await createTestDatabase({ postgres });
    await database.query(`CREATE EXTENSION pg_stat_statements;
    CREATE TABLE goods (id int PRIMARY KEY, seen int, name text, note text) WITH (fillfactor = 20, autovacuum_enabled = off);
    INSERT INTO goods SELECT n, 0, 'a', 'b' FROM generate_series(1, 2000) n;
    CREATE INDEX goods_name ON goods (name); CREATE INDEX goods_partly ON goods (note) WHERE seen > 5`);
    await database.query('UPDATE goods SET seen = seen + 1');
    const find = await finder(database);
    await waitUntil(() => areCounted(database));
    const [found, ...others] = await find();
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      ...{ index: 'goods_partly', columns: ['note'], sql: 'DROP INDEX CONCURRENTLY "public"."goods_partly"' },
      reason: 'Of 2000 updates of goods none was HOT: they change seen, which index goods_partly holds.',
      reverseSql:
        'CREATE INDEX CONCURRENTLY goods_partly ON public.goods USING btree (note) WHERE (seen > 5)',
    });
    await database.query(found?.sql ?? '');
    await database.query("SELECT pg_stat_reset_single_table_counters('goods'::regclass)");
    await database.query('VACUUM goods');
    await database.query('UPDATE goods SET seen = seen + 1');
    await waitUntil(() => areCounted(database));
    expect(await find()).toEqual([]);
  },
);

test('an index that is used, if only once, is not dropped for the sake of HOT updates', async () => {
  const database = await createTestDatabase();
  await database.query(`CREATE EXTENSION pg_stat_statements;
    CREATE TABLE goods (id int PRIMARY KEY, seen int) WITH (fillfactor = 20, autovacuum_enabled = off);
    INSERT INTO goods SELECT n, n FROM generate_series(1, 2000) n; CREATE INDEX goods_seen ON goods (seen); ANALYZE goods`);
  await database.query('SELECT id FROM goods WHERE seen = 7');
  await database.query('UPDATE goods SET seen = seen + 1');
  const find = await finder(database);
  await waitUntil(() => areCounted(database));
  expect(await find()).toMatchObject([
    { index: 'goods_seen', sql: null, caveats: [expect.stringContaining('It was used once')] },
  ]);
});

test('where nothing tells why updates are not HOT, no more is said than is known', async () => {
  const database = await createTestDatabase({ postgres: '15' });
  await database.query(`CREATE EXTENSION pg_stat_statements;
    CREATE TABLE goods (id int PRIMARY KEY, name text, seen int) WITH (autovacuum_enabled = off);
    INSERT INTO goods SELECT n, 'a', 0 FROM generate_series(1, 2000) n; CREATE INDEX goods_name ON goods (name)`);
  await database.query('UPDATE goods SET seen = seen + 1');
  await database.query('SELECT pg_stat_statements_reset()');
  const find = await finder(database);
  await waitUntil(() => areCounted(database));
  expect(await find()).toMatchObject([
    {
      reason: expect.stringContaining('or their page had no room'),
      caveats: [expect.stringContaining('No UPDATE of the table is among')],
    },
  ]);
});

async function finder(database: TestDatabase) {
  const target = parseTarget({ url: database.url });
  const session = await openSession(target, { kind: 'watch', name: 'lockstep watch' });
  atEnd(() => session.close());
  return async () =>
    (await fetchSuggestions(session, '/nowhere')).suggestions.filter(({ kind }) => kind === 'prevents-hot');
}

/** A session hands over what it has counted a moment after its end. */
async function areCounted(database: TestDatabase): Promise<boolean> {
  const [row] = await database.query<{ updated: string }>(
    "SELECT n_tup_upd AS updated FROM pg_stat_user_tables WHERE relname = 'goods'",
  );
  return row?.updated === '2000';
}
