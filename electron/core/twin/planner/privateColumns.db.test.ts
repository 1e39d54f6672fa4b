/** Of a column that is private no value is in the twin: not after a refresh, and not once it is marked. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { openSession } from '../../connection/session';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { refreshTwin } from '../../testing/refreshTwin';
import { startTestTwin } from '../../testing/testTwin';
import { withKeeper, withPlanTwin } from './planTwin';
import { markPrivate, markPublic, readPrivateColumns } from './privateColumns';
import { refreshPlanTwin } from './refreshPlanTwin';
import { fetchTargetColumns } from './targetColumns.sql';

const PEOPLE = `CREATE TABLE people (id int PRIMARY KEY, email text, city text);
  INSERT INTO people SELECT n, 'secret-' || n || '@example.com', 'city ' || n % 7 FROM generate_series(1, 3000) n;
  CREATE INDEX people_lower ON people (lower(email));
  CREATE TABLE letters (day date, body text) PARTITION BY RANGE (day);
  CREATE TABLE letters_1 PARTITION OF letters FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
  INSERT INTO letters SELECT date '2026-01-01' + n % 30, 'secret letter ' || n FROM generate_series(1, 3000) n;
  ANALYZE`;
const EMAIL = { schema: 'public', table: 'people', column: 'email' };
const BODY = { schema: 'public', table: 'letters', column: 'body' };

const twin = startTestTwin();
let people: TestDatabase;

beforeAll(async () => {
  people = await createTestDatabase();
  await people.query(PEOPLE);
});

const target = () => parseTarget({ url: people.url }).target;
const marking = (...columns: (typeof EMAIL)[]) => ({ twin: twin(), target: target(), columns });

/** Columns that have any value in the statistics. */
async function told(): Promise<readonly string[]> {
  return withPlanTwin(twin(), target(), async ({ session }) => {
    const rows = await session.query<{ name: string }>(
      `SELECT DISTINCT tablename || '.' || attname AS name FROM pg_stats WHERE schemaname = 'public'
        AND (histogram_bounds IS NOT NULL OR most_common_vals IS NOT NULL) ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  });
}

const ALL = ['letters.body', 'letters.day', 'letters_1.body', 'letters_1.day', 'people.city'];
const EVERYTHING = [...ALL, 'people.email', 'people.id', 'people_lower.lower'];
const ALLOWED = EVERYTHING.filter((name) => !/email|lower|body/.test(name));

test('what is marked leaves the twin at once, stays away over refreshes, and comes back only after one', async () => {
  await refreshTwin(twin(), people.url);
  expect(await told()).toEqual(EVERYTHING);
  expect(await hasSecrets()).toBe(true);
  await markPrivate(marking(EMAIL, BODY));
  expect(await told()).toEqual(ALLOWED);
  expect(await hasSecrets()).toBe(false);
  await withPlanTwin(twin(), target(), async ({ session, card }) => {
    const distinct = await session.query("SELECT n_distinct FROM pg_stats WHERE attname = 'email'");
    expect(distinct).toEqual([{ n_distinct: -1 }]);
    expect(card.notes.join()).toContain('2 private columns');
  });
  const { twin: card } = await refreshTwin(twin(), people.url);
  expect(card.notes.join()).toContain('2 private columns');
  expect(await told()).toEqual(ALLOWED);

  await markPublic(marking(EMAIL, BODY));
  expect(await told()).toEqual(ALLOWED);
  await refreshTwin(twin(), people.url);
  expect(await told()).toEqual(EVERYTHING);
});

test('what a refresh is told to hide is hidden by the next one, too', async () => {
  await refreshTwin(twin(), people.url, { hidden: [EMAIL] });
  await refreshTwin(twin(), people.url);
  expect(await readPrivateColumns(twin(), target())).toEqual([EMAIL]);
  expect(await told()).not.toContain('people.email');
  await markPublic(marking(EMAIL));
});

test('a column that is marked while a refresh is under way is not in what comes of it', async () => {
  const input = { twin: twin(), credentials: parseTarget({ url: people.url }) };
  for await (const { phase } of refreshPlanTwin({ ...input, signal: new AbortController().signal })) {
    if (phase === 'sizes' && (await readPrivateColumns(twin(), target())).length === 0)
      await markPrivate(marking(EMAIL));
  }
  expect(await told()).not.toContain('people.email');
  await markPublic(marking(EMAIL));
});

test.each(['18', '15'] as const)(
  'the columns of PostgreSQL %s are searched for by any of their words',
  async (postgres) => {
    const database = await createTestDatabase({ postgres });
    await database.query(PEOPLE);
    const { target: where, password } = parseTarget({ url: database.url });
    const session = await openSession({ target: where, password }, { kind: 'watch', name: 'lockstep watch' });
    const search = async (text: string, onlyPrivate = false) =>
      (await fetchTargetColumns(session, { search: text, onlyPrivate }, [EMAIL])).columns.map(
        ({ table, column, isPrivate }) => `${table}.${column}${isPrivate ? ' *' : ''}`,
      );
    expect(await search('')).toEqual([
      'letters.day',
      'letters.body',
      'people.id',
      'people.email *',
      'people.city',
    ]);
    expect(await search('TEXT people')).toEqual(['people.email *', 'people.city']);
    expect(await search('%')).toEqual([]);
    expect(await search('', true)).toEqual(['people.email *']);
    expect(await fetchTargetColumns(session, { search: 'id', onlyPrivate: false }, [EMAIL])).toMatchObject({
      ...{ count: 1, privateCount: 1, columns: [{ type: 'integer' }] },
    });
    await session.close();
  },
);

/** In the files of the twin’s statistics themselves. */
async function hasSecrets(): Promise<boolean> {
  await withKeeper(await twin().server(), (keeper) => keeper.query('CHECKPOINT'));
  const files = await withPlanTwin(twin(), target(), async ({ session, dataFolder }) => {
    const [row] = await session.query<{ file: string; toast: string }>(
      `SELECT pg_relation_filepath(c.oid) AS file, pg_relation_filepath(c.reltoastrelid) AS toast
        FROM pg_class c WHERE c.oid = 'pg_catalog.pg_statistic'::regclass`,
    );
    return [row?.file, row?.toast].map((file) => join(dataFolder, file ?? ''));
  });
  return promisify(execFile)('grep', ['-q', 'secret', ...files]).then(
    () => true,
    () => false,
  );
}
