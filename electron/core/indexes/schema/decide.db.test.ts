/** Rules find for themselves; what is suggested together has to do no harm when all of it is done. */
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { openSession } from '../../connection/session';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import { waitUntil } from '../../testing/waitUntil';
import { fetchSchemaSuggestions } from './fetchSchemaSuggestions';
import { fetchSchemaFacts } from './schemaFacts';

test('an index in whose place another would go is not dropped as unused', async () => {
  const { find, database } = await load(`CREATE INDEX goods_a ON goods (a);
    CREATE INDEX goods_a_b ON goods (a, note, b)`);
  await database.query('SET enable_seqscan = off; SELECT id FROM goods WHERE a = 17');
  const dropped = await waitUntil(async () => {
    const [row] = await database.query<{ scans: number }>(
      "SELECT idx_scan::int AS scans FROM pg_stat_user_indexes WHERE indexrelname = 'goods_a'",
    );
    return row && row.scans > 0 && (await find());
  });
  expect(dropped).toEqual([['redundant', 'goods_a']]);
});

test('of three that begin alike the widest stays, and of three that nobody uses none', async () => {
  const indexes = `CREATE INDEX goods_1 ON goods (b); CREATE INDEX goods_2 ON goods (b, a);
    CREATE INDEX goods_3 ON goods (b, a, id)`;
  const { find } = await load(indexes);
  expect(await find()).toEqual([
    ['redundant', 'goods_1'],
    ['redundant', 'goods_2'],
    ['unused', 'goods_3'],
  ]);
});

async function load(indexes: string) {
  const database = await createTestDatabase();
  await database.query(`CREATE TABLE goods (id int PRIMARY KEY, a int, b int, note text);
    INSERT INTO goods SELECT n, n, n, repeat('x', 100) FROM generate_series(1, 40000) n; ${indexes}`);
  await database.query('VACUUM ANALYZE goods');
  const session = await openSession(parseTarget({ url: database.url }), {
    kind: 'watch',
    name: 'lockstep test',
  });
  atEnd(() => session.close());
  const find = async () => {
    const found = await fetchSchemaSuggestions(session, await fetchSchemaFacts(session));
    return found.map(({ kind, index }) => [kind, index]);
  };
  return { database, find };
}
