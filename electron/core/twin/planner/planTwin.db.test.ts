/** What a refresh copies, what it never does, and what stays of it. */
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'libpg-query';
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import { refreshTwin } from '../../testing/refreshTwin';
import { createTestRole } from '../../testing/testRole';
import { startTestTwin } from '../../testing/testTwin';
import { vacuum } from '../../testing/vacuum';
import { startLocalServer } from '../localServer';
import { createTwin, type Twin } from '../twinKeeper';
import { findPlanTwin, openTwinSession, withPlanTwin } from './planTwin';
import { refreshPlanTwin } from './refreshPlanTwin';

const twin = startTestTwin();

async function ask<Row extends object>(from: Twin, { url }: { url: string }, sql: string) {
  return withPlanTwin(from, parseTarget({ url }).target, ({ session }) => session.query<Row>(sql));
}

async function createShop(postgres: '18' | '15' = '18'): Promise<TestDatabase> {
  const target = await createTestDatabase({ postgres, template: 'shop' });
  await target.query(`INSERT INTO customers (name, email) SELECT 'Customer ' || n, n || '@example.com' FROM generate_series(1, 5000) n;
    CREATE INDEX customers_lower ON customers (lower(email)); CREATE STATISTICS customers_both (ndistinct, dependencies) ON name, email FROM customers`);
  await vacuum(target);
  return target;
}

const STATISTICS = `SELECT attname, null_frac, avg_width, n_distinct, most_common_vals::text, most_common_freqs,
  histogram_bounds::text, correlation FROM pg_stats WHERE schemaname = 'public' ORDER BY tablename, attname`;
const SIZES = `SELECT relname, relpages, reltuples, relallvisible, pg_relation_size(oid) AS bytes FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i') ORDER BY relname`;
const EXTENDED = 'SELECT n_distinct::text, dependencies::text FROM pg_stats_ext';

test.each(['18', '15'] as const)(
  'statistics and sizes of PostgreSQL %s are the twin’s afterwards, and no row is',
  async (postgres) => {
    const target = await createShop(postgres);
    const { twin: card } = await refreshTwin(twin(), target.url);
    expect(card.tables).toBe(4);
    for (const sql of [STATISTICS, SIZES, EXTENDED])
      expect(await ask(twin(), target, sql)).toEqual(await target.query(sql));
    expect(await ask(twin(), target, 'SELECT FROM customers')).toEqual([]);
  },
);

test('a private column leaves no value behind, nor does an index on it', async () => {
  const target = await createShop();
  const { twin: card } = await refreshTwin(twin(), target.url, {
    hidden: [{ schema: 'public', table: 'customers', column: 'email' }],
  });
  const rows = await ask<{ attname: string; histogram: string | null; n_distinct: number }>(
    twin(),
    target,
    `SELECT attname, n_distinct, histogram_bounds::text AS histogram FROM pg_stats
      WHERE tablename IN ('customers', 'customers_lower') ORDER BY attname`,
  );
  const seen = Object.fromEntries(rows.map(({ attname, histogram }) => [attname, histogram !== null]));
  expect(seen).toEqual({ email: false, lower: false, id: true, name: true });
  expect(rows.find(({ attname }) => attname === 'email')?.n_distinct).toBeLessThan(-0.9);
  expect(card.notes.join()).toContain('1 private column,');
});

test('a table of terabytes takes no disk', async () => {
  const target = await createShop();
  await target.query(`UPDATE pg_class SET relpages = 400000000, reltuples = 3e10 WHERE relname = 'orders'`);
  await refreshTwin(twin(), target.url);
  await withPlanTwin(twin(), parseTarget({ url: target.url }).target, async ({ session, dataFolder }) => {
    const [row] = await session.query<{ bytes: string; path: string }>(
      `SELECT pg_relation_size('orders') AS bytes, pg_relation_filepath('orders') AS path`,
    );
    expect(Number(row?.bytes)).toBe(400_000_000 * 8192);
    const last = await stat(join(dataFolder, `${row?.path}.3051`));
    expect(last.blocks).toBe(0);
    const [plan] = await session.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
      'EXPLAIN (FORMAT JSON) SELECT FROM orders',
    );
    expect(Math.round((plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0) / 1e9)).toBe(30);
  });
});

test('what can’t be made here is told, and the rest is', async () => {
  const target = await createShop();
  await target.query(`CREATE EXTENSION citext; CREATE TABLE kept (id int PRIMARY KEY); CREATE TABLE lost (name citext);
    CREATE INDEX lost_name ON lost (name); UPDATE pg_extension SET extname = 'moon' WHERE extname = 'citext'`);
  const { uncloned, twin: card } = await refreshTwin(twin(), target.url);
  expect(uncloned.map(({ object }) => object)).toEqual([
    'extension moon',
    'table public.lost',
    'index public.lost_name',
  ]);
  expect(card.notes.join()).toContain('extension moon (extension "moon" is not available)');
  expect(await ask(twin(), target, 'SELECT FROM kept')).toEqual([]);
});

test('nothing of the target runs on this machine, in whatever language it is', async () => {
  const target = await createShop();
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-run-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o777);
  const write = (name: string) => `lo_export(lo_from_bytea(0, 'x'), '${folder}/${name}')`;
  await target.query(`CREATE TABLE none (id int);
    CREATE FUNCTION one(int DEFAULT 1) RETURNS int LANGUAGE plpgsql IMMUTABLE COST 7 AS $$BEGIN RETURN ${write('one')}; END$$;
    CREATE FUNCTION two(int) RETURNS int LANGUAGE sql IMMUTABLE AS $$SELECT ${write('two')}$$;
    CREATE FUNCTION three(int) RETURNS int LANGUAGE sql IMMUTABLE RETURN one($1);
    CREATE FUNCTION four(int) RETURNS SETOF int LANGUAGE sql STABLE BEGIN ATOMIC SELECT one($1); END;
    CREATE MATERIALIZED VIEW five AS SELECT ${write('five')} AS n WITH NO DATA; CREATE INDEX ON five (n);
    CREATE INDEX none_one ON none (one(id)); CREATE INDEX none_three ON none ((id + three(id)))`);
  const { uncloned } = await refreshTwin(twin(), target.url);
  expect(uncloned).toEqual([]);
  for (const sql of ['one(1)', 'two(1)', 'three(1)', 'count(*) FROM four(1)']) {
    await expect(ask(twin(), target, `SELECT ${sql}`)).rejects.toThrow('do not run on its twin');
  }
  const costs =
    'SELECT proname, procost, provolatile, prorows FROM pg_proc WHERE pronamespace = $$public$$::regnamespace ORDER BY 1';
  expect(await ask(twin(), target, costs)).toEqual(await target.query(costs));
  expect(await readdir(folder)).toEqual([]);
});

test('whoever plans there may write no system catalog, and give no relation a file of one', async () => {
  const target = await createShop();
  await refreshTwin(twin(), target.url);
  const files = `SELECT oid, relfilenode FROM pg_class WHERE relname IN ('pg_class', 'pg_proc', 'customers') ORDER BY oid`;
  await withPlanTwin(twin(), parseTarget({ url: target.url }).target, async ({ session }) => {
    const before = await session.query(files);
    await session.query(
      `SELECT lockstep_twin.empty_tables(ARRAY['pg_proc'::regclass::oid, 'pg_class'::regclass])`,
    );
    expect(await session.query(files)).toEqual(before);
    await session.query(`SELECT lockstep_twin.empty_tables(ARRAY['customers'::regclass::oid])`);
    expect(await session.query(files)).not.toEqual(before);
    await session.query('SELECT lockstep_twin.fill_tables()');
    expect(await session.query(files)).toEqual(before);
    for (const sql of [
      'UPDATE pg_class SET relfilenode = 1255',
      'INSERT INTO lockstep_twin.emptied VALUES (1, 1255)',
      "COPY (SELECT 1) TO PROGRAM 'true'",
    ]) {
      await expect(session.query(sql)).rejects.toThrow('permission denied');
    }
  });
});

test('whatever search_path the guest gives its database, a superuser there has PostgreSQL’s own', async () => {
  const target = await createShop();
  await refreshTwin(twin(), target.url);
  await withPlanTwin(twin(), parseTarget({ url: target.url }).target, async ({ session }) => {
    const [{ name } = { name: '' }] = await session.query<{ name: string }>(
      'SELECT current_database() AS name',
    );
    await session.query(`ALTER DATABASE ${name} SET search_path = public, pg_catalog`);
    const superuser = await openTwinSession(await twin().server(), name);
    atEnd(() => superuser.close());
    expect(await superuser.query('SHOW search_path')).toEqual([{ search_path: 'pg_catalog' }]);
  });
});

test('what row security keeps from a role is told, with what shows it', async () => {
  const target = await createShop();
  const role = await createTestRole(target);
  await target.query(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role.name};
    ALTER TABLE orders ENABLE ROW LEVEL SECURITY`);
  const { twin: card } = await refreshTwin(twin(), role.url);
  expect(card.notes).toContain(
    `Row security keeps the statistics of 1 table from the role. What shows them: ALTER ROLE "${role.name}" BYPASSRLS;`,
  );
});

test('a role that may not read a table still gets its size', async () => {
  const target = await createShop();
  const role = await createTestRole(target);
  const { twin: card } = await refreshTwin(twin(), role.url);
  expect(card.notes).toContainEqual(expect.stringContaining('may not read 4 tables'));
  expect(await ask(twin(), target, SIZES)).toEqual(await target.query(SIZES));
  expect(await ask(twin(), target, STATISTICS)).toEqual([]);
});

test('it says how old it is, survives a restart, and a refresh that is cancelled leaves it as it was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-twin-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const first = createTwin({ folder });
  atEnd(() => first.stop());
  const target = await createShop();
  const { target: where } = parseTarget({ url: target.url });
  expect(await findPlanTwin(first, where)).toBeNull();
  await refreshTwin(first, target.url, { now: () => new Date('2026-01-01T10:00:00Z') });
  await first.stop();
  const second = createTwin({ folder });
  atEnd(() => second.stop());
  const stop = new AbortController();
  const input = { twin: second, credentials: parseTarget({ url: target.url }), signal: stop.signal };
  const phases = new Set<string>();
  for await (const snapshot of refreshPlanTwin(input)) {
    phases.add(snapshot.phase);
    if (snapshot.phase === 'statistics') stop.abort();
    if (snapshot.phase === 'failed') expect(snapshot.error.kind).toBe('cancelled');
  }
  expect([...phases]).toEqual(['reading', 'cloning', 'statistics', 'failed']);
  const found = await findPlanTwin(second, where, () => Date.parse('2026-01-01T10:01:30Z'));
  expect(found).toMatchObject({ ageMs: 90_000, card: { tables: 4 } });
  expect(await ask(second, target, SIZES)).toEqual(await target.query(SIZES));
  const databases = `SELECT datname FROM pg_database WHERE datname ~ '^plan_'`;
  expect(await ask(second, target, databases)).toHaveLength(1);
});

test('the target’s own log shows SELECTs on catalogs and statistics, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-logging-'));
  const server = await startLocalServer({ binaries: '18', folder, settings: { log_statement: 'all' } });
  atEnd(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  await refreshTwin(twin(), server.url('postgres'));
  const log = await readFile(join(server.folder, 'server.log'), 'utf8');
  const statements = log.split(/^(?=\d{4}-\d\d-\d\d )/m).flatMap((entry) => {
    const [, sql] = /LOG: {2}(?:statement|execute [^:]*): ([\s\S]*)/.exec(entry) ?? [];
    return sql === undefined ? [] : [sql];
  });
  expect(statements.length).toBeGreaterThan(20);
  const trees = await Promise.all(statements.map(parse));
  const found = trees
    .flatMap(({ stmts }) => stmts ?? [])
    .map(({ stmt }) => ({
      kind: Object.keys(stmt ?? {})[0],
      relations: [
        ...JSON.stringify(stmt).matchAll(/"RangeVar":\{(?:"schemaname":"(\w+)",)?"relname":"(\w+)"/g),
      ],
      named: [...JSON.stringify(stmt).matchAll(/"ctename":"(\w+)"/g)].map(([, name]) => name),
    }));
  expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['SelectStmt']));
  const others = found.flatMap(({ relations, named }) =>
    relations.filter(([, schema, name]) => schema !== 'pg_catalog' && !named.includes(name)),
  );
  expect(others.map(([text]) => text)).toEqual([]);
});
