/** What somebody has to decide about: the statement that the caveat names is one that PostgreSQL takes. */
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { openSession } from '../../connection/session';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import { fetchSchemaSuggestions } from './fetchSchemaSuggestions';
import { fetchSchemaFacts } from './schemaFacts';

test.each([
  ['bare', 'CREATE TABLE "Bare" (a int)', '"Bare"'],
  ['with an id', 'CREATE TABLE has_id (id int, a int); INSERT INTO has_id VALUES (1)', 'has_id'],
  ['with a constraint', 'CREATE TABLE kept (a int NOT NULL UNIQUE)', 'kept'],
  [
    'partitioned',
    'CREATE TABLE parted (id int NOT NULL, "Day" date NOT NULL) PARTITION BY RANGE ("Day")',
    'parted',
  ],
])('a table that is %s is told how to get a primary key', async (_, sql, table) => {
  const database = await createTestDatabase();
  await database.query(sql);
  const session = await openSession(parseTarget({ url: database.url }), {
    kind: 'watch',
    name: 'lockstep test',
  });
  atEnd(() => session.close());
  const [found] = await fetchSchemaSuggestions(session, await fetchSchemaFacts(session));
  expect(found).toMatchObject({ kind: 'no-primary-key', sql: null });
  const [statement = ''] = /ALTER TABLE .*?PRIMARY KEY( \(.*?\))?/.exec(found?.caveats[0] ?? '') ?? [];
  await database.query(statement.replace('…', 'id, "Day"'));
  const keys = await database.query(
    `SELECT FROM pg_constraint WHERE contype = 'p' AND conrelid = '${table}'::regclass`,
  );
  expect(keys).toHaveLength(1);
});
