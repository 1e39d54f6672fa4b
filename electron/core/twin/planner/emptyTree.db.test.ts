/** Pages that we write, judged by PostgreSQL: its own checksum, its own search, its own check of a tree. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { openSession } from '../../connection/session';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import { refreshTwin } from '../../testing/refreshTwin';
import { startTestTwin } from '../../testing/testTwin';
import { PAGE_BYTES } from './emptyTree';
import { writeChecksum } from './pageChecksum';
import { withPlanTwin } from './planTwin';

const twin = startTestTwin();

test('a page has the checksum that PostgreSQL computes', async () => {
  const database = await createTestDatabase();
  await database.query('CREATE EXTENSION pageinspect');
  const pages = fc.tuple(
    fc.uint8Array({ minLength: PAGE_BYTES, maxLength: PAGE_BYTES }),
    fc.nat(2 ** 31 - 1),
  );
  for (const [bytes, block] of fc.sample(pages, 20)) {
    const page = Buffer.from(bytes);
    // A page that it takes for one needs its size and layout.
    page.writeUInt16LE(PAGE_BYTES | 4, 18);
    writeChecksum(page, block);
    const [row] = await database.query<{ sum: number }>('SELECT page_checksum($1, $2) AS sum', [page, block]);
    expect(page.readInt16LE(8)).toBe(row?.sum);
  }
});

test('an index on the twin is as high as the target’s, sound, and found to be empty', async () => {
  const target = await createTestDatabase();
  await target.query(`CREATE EXTENSION pageinspect; CREATE TABLE t (id int PRIMARY KEY, label text NOT NULL, wide text);
    INSERT INTO t SELECT n, 'label ' || n, repeat(md5(n::text), 12) FROM generate_series(1, 90000) n;
    CREATE INDEX t_label ON t (label); CREATE INDEX t_wide ON t (wide); CREATE INDEX t_few ON t ((id / 90000))`);
  await target.query('VACUUM ANALYZE t');
  const levels = `SELECT i.indexrelid::regclass::text AS name, (bt_metap(i.indexrelid::regclass::text)).level,
    pg_relation_size(i.indexrelid) AS bytes FROM pg_index i WHERE i.indrelid = 't'::regclass ORDER BY 1`;
  const real = await target.query<{ name: string; level: string }>(levels);
  await refreshTwin(twin(), target.url);
  await withPlanTwin(twin(), parseTarget({ url: target.url }).target, async ({ session: guest }) => {
    const [there] = await guest.query<{ name: string }>('SELECT current_database() AS name');
    const superuser = parseTarget({ url: (await twin().server()).url(there?.name ?? '') });
    const session = await openSession(superuser, { kind: 'run', name: 'lockstep test' });
    atEnd(() => session.close());
    expect(await session.query(levels)).toEqual(real);
    expect(new Set(real.map(({ level }) => Number(level)))).toEqual(new Set([1, 2, 4]));
    await session.query('CREATE EXTENSION amcheck; SET enable_seqscan = off');
    await session.query(`SELECT bt_index_check(indexrelid) FROM pg_index WHERE indrelid = 't'::regclass`);
    expect(await session.query("SELECT FROM t WHERE label = 'label 7'")).toEqual([]);
    expect(await session.query('SELECT min(label), max(label) FROM t')).toEqual([{ min: null, max: null }]);
  });
});
