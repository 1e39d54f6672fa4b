import { describe, expect, test } from 'vitest';
import { readStatements } from './readStatements';

const server = {
  version: '18',
  pureFunctions: new Set(['lower', 'now', 'count', 'to_regclass', 'array_agg', 'extract']),
  catalogRelations: new Set(['pg_class', 'pg_type', 'pg_enum', 'pg_stat_user_tables']),
};

async function read(sql: string) {
  const [only] = await readStatements(sql, server);
  if (!only) throw new Error('There is no statement.');
  return only;
}

describe('only what certainly has no effect is left out', () => {
  test.each([
    'SELECT 1',
    'SELECT lower(relname), count(*) FROM pg_class GROUP BY 1',
    'SELECT * FROM information_schema.columns WHERE table_name = $1',
    'WITH t AS (SELECT oid FROM pg_catalog.pg_type) SELECT array_agg(oid) FROM t',
    'SHOW server_version',
    'SELECT current_user, extract(year FROM now())',
    'VALUES (1)',
  ])('%s', async (sql) => {
    expect(await read(sql)).toMatchObject({ does: 'reads-catalog', readsFrom: [] });
  });

  test.each([
    ["SELECT nextval('s')"],
    ["SELECT set_config('search_path', '', false)"],
    ['SELECT audit(1)'],
    ['SELECT app.lower(x) FROM pg_class'],
    ['SELECT 1 INTO copy'],
    ['WITH gone AS (DELETE FROM users RETURNING id) SELECT count(*) FROM gone'],
    ['EXPLAIN ANALYZE INSERT INTO users VALUES (1)'],
    ['SELECT * FROM users FOR UPDATE'],
    ['SELECT * FROM refresh_all()'],
    ['this is not SQL at all'],
    ['DO $$ BEGIN END $$'],
    ['CREATE TABLE a ()'],
  ])('%s is kept', async (sql) => {
    expect((await read(sql)).does).toBe('effect');
  });
});

describe('rows of the user’s tables', () => {
  test.each([
    ['SELECT * FROM users', ['users']],
    ['SELECT 1 WHERE EXISTS (SELECT FROM app.orders)', ['app.orders']],
    ['WITH users AS (SELECT 1) SELECT * FROM users, orders', ['orders']],
    ['SELECT n_live_tup FROM pg_stat_user_tables', ['pg_stat_user_tables']],
  ])('%s', async (sql, readsFrom) => {
    expect(await read(sql)).toMatchObject({ does: 'reads-rows', readsFrom });
  });

  test('are told of a statement that is kept, too', async () => {
    expect(await read('SELECT id FROM users FOR UPDATE')).toMatchObject({
      does: 'effect',
      readsFrom: ['users'],
    });
  });

  test('are the server’s own business where it copies them', async () => {
    expect(await read('INSERT INTO a SELECT * FROM b')).toMatchObject({ does: 'effect', readsFrom: [] });
  });
});

describe('settings of the session', () => {
  test.each([
    ["SET search_path TO 'app'", 'settings'],
    ['SET LOCAL search_path TO app', 'nothing'],
    ['SET LOCAL ROLE owner', 'role'],
    ['RESET ALL', 'settings'],
    ['DISCARD ALL', 'settings'],
    ["SELECT set_config('a.b', '1', false)", 'settings'],
    ["UPDATE users SET role = 'admin'", 'nothing'],
    ['DO $$ BEGIN SET ROLE owner; END $$', 'role'],
    [
      "CREATE FUNCTION f() RETURNS void LANGUAGE sql SET search_path = '' AS $$ SELECT set_config('a.b', '', true) $$",
      'nothing',
    ],
  ])('%s sets %s', async (sql, sets) => {
    expect((await read(sql)).sets).toBe(sets);
  });
});

test('several statements are told apart where PostgreSQL does', async () => {
  const statements = await readStatements(
    "SELECT 'é;'; DO $$ BEGIN ; END $$; -- the last\nINSERT INTO a VALUES (1) RETURNING id",
    server,
  );
  expect(statements.map(({ sql, answers }) => [sql, answers])).toEqual([
    ["SELECT 'é;'", false],
    ['DO $$ BEGIN ; END $$', false],
    ['INSERT INTO a VALUES (1) RETURNING id', true],
  ]);
});

test('the index of a concurrent build is known by name', async () => {
  expect((await read('CREATE INDEX CONCURRENTLY i ON app.t (a)')).buildsConcurrently).toEqual({
    schema: 'app',
    name: 'i',
  });
  expect((await read('CREATE INDEX CONCURRENTLY ON t (a)')).buildsConcurrently).toBeNull();
});
