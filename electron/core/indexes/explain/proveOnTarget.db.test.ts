/** What the target's own planner says, where it has hypopg: Debian's PostgreSQL 15 does, ours does not. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'libpg-query';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { openSession } from '../../connection/session';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { hasDebianServer, startDebianServer } from '../../testing/debianServer';
import { atEnd } from '../../testing/endings';
import { waitUntil } from '../../testing/waitUntil';
import { fetchHypopgState } from './hypopg.sql';
import { proveOnTarget } from './proveOnTarget';

const ORDERS = `CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, tags text[], placed_at timestamptz);
  INSERT INTO orders SELECT n, n % 1000, '{}' FROM generate_series(1, 20000) n; ANALYZE orders;
  CREATE FUNCTION slow() RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(4); RETURN 1; END'`;
const BY_CUSTOMER = 'CREATE INDEX CONCURRENTLY by_customer ON orders (customer_id)';

test.skipIf(!hasDebianServer())(
  'hypopg’s plans are shown with and without, and nothing of them stays, nor is anything else sent',
  async () => {
    const { url, log } = await startLogged();
    const ask = (sql: string, candidates = [BY_CUSTOMER]) =>
      proveOnTarget({
        credentials: parseTarget({ url }),
        sql,
        candidates,
        signal: new AbortController().signal,
      });
    const counted = await ask('SELECT id FROM orders WHERE customer_id = $1');
    expect(counted).toMatchObject({
      isGeneric: true,
      before: { type: 'Seq Scan' },
      candidates: [{ name: 'by_customer', isUsed: true, problem: null }],
    });
    expect(counted?.after?.totalCost).toBeLessThan(counted?.before.totalCost ?? 0);
    const pasted = await ask("UPDATE orders SET customer_id = 2 WHERE customer_id = 1 OR tags = '{$1}'", [
      BY_CUSTOMER,
      'CREATE INDEX ON orders USING gin (tags)',
    ]);
    expect(pasted).toMatchObject({ isGeneric: false, candidates: [{ problem: null }, { isUsed: false }] });
    expect(pasted?.candidates[1]?.problem).toMatch(/access method "gin" is not supported/);
    await expect(ask('SELECT id FROM orders; DROP TABLE orders')).rejects.toThrow('Only one SELECT');
    await expect(ask('SELECT nowhere FROM orders')).rejects.toThrow('nowhere');
    const sent = (await log()).map((sql) => sql.trim());
    expect(sent.length).toBeGreaterThan(10);
    expect((await Promise.all(sent.map(whyNotHarmless))).filter((each) => each !== null)).toEqual([]);
    expect(sent.filter((sql) => sql.includes('hypopg_reset'))).toHaveLength(2);
  },
);

test.skipIf(!hasDebianServer())(
  'what is one statement to our parser is one on a server whose strings are others, too',
  async () => {
    const { url } = await startLogged();
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('ALTER ROLE postgres SET standard_conforming_strings = off');
    const harm = 'COMMIT; SET default_transaction_read_only = off; COMMIT; CREATE TABLE harm (); --';
    const { signal } = new AbortController();
    const ask = (sql: string) =>
      proveOnTarget({ credentials: parseTarget({ url }), sql, candidates: [BY_CUSTOMER], signal });
    const where = ' FROM orders WHERE customer_id = $1';
    expect(await ask(`SELECT '\\', '; ${harm}'`)).toMatchObject({ before: { type: 'Result' } });
    expect(await ask(`SELECT '\\', '; ${harm}'${where}`)).toMatchObject({ before: { type: 'Seq Scan' } });
    expect((await client.query("SELECT to_regclass('harm') AS harm")).rows).toEqual([{ harm: null }]);
    await client.end();
  },
);

test.skipIf(!hasDebianServer())('a parameter beside a minus is planned as a number of days', async () => {
  const { url } = await startLogged();
  const { signal } = new AbortController();
  const sql = 'SELECT id FROM orders WHERE placed_at > now() - $1 AND customer_id = $2';
  const proof = await proveOnTarget({
    ...{ credentials: parseTarget({ url }), sql, candidates: [BY_CUSTOMER], signal },
  });
  expect(proof).toMatchObject({ isGeneric: true, candidates: [{ isUsed: true }] });
});

test.skipIf(!hasDebianServer())('a database says whether it has hypopg, and how to get it', async () => {
  const { url, base } = await startLogged();
  const states = await Promise.all([url, base, (await createTestDatabase()).url].map(stateOf));
  expect(states).toMatchObject([
    { state: 'ready' },
    { state: 'missing', steps: [{ sql: 'CREATE EXTENSION hypopg;' }] },
    { state: 'missing', steps: [{ sql: null }, { sql: 'CREATE EXTENSION hypopg;' }] },
  ]);
});

test.skipIf(!hasDebianServer())('a planner that takes its time is cancelled on the server', async () => {
  const { url } = await startLogged();
  const stop = new AbortController();
  const watch = await openSession(parseTarget({ url }), { kind: 'watch', name: 'observer' });
  const asked = proveOnTarget({
    credentials: parseTarget({ url }),
    sql: 'SELECT id FROM orders WHERE id = slow()',
    candidates: [BY_CUSTOMER],
    signal: stop.signal,
  });
  const isPlanning = async () =>
    (
      await watch.query(
        "SELECT FROM pg_stat_activity WHERE application_name = 'lockstep explain' AND wait_event = 'PgSleep'",
      )
    ).length > 0;
  await waitUntil(isPlanning);
  const begun = performance.now();
  stop.abort();
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  expect(await isPlanning()).toBe(false);
  expect(performance.now() - begun).toBeLessThan(2000);
  await watch.close();
});

test.each(['18', '15'] as const)(
  'PostgreSQL %s without hypopg is not asked anything more',
  async (postgres) => {
    const { url } = await createTestDatabase({ postgres });
    const { signal } = new AbortController();
    const credentials = parseTarget({ url });
    expect(await proveOnTarget({ credentials, sql: 'SELECT 1', candidates: [], signal })).toBeNull();
  },
);

async function stateOf(url: string) {
  const session = await openSession(parseTarget({ url }), { kind: 'watch', name: 'lockstep watch' });
  try {
    return await fetchHypopgState(session);
  } finally {
    await session.close();
  }
}

/** A shop with hypopg, and what has reached it from us since. */
async function startLogged() {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-hypopg-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const server = await startDebianServer(folder, {
    ...{ log_statement: 'all', logging_collector: 'on', log_directory: folder, log_filename: 'server.log' },
    ...{ log_line_prefix: '<%a> ', log_file_mode: '0644' },
  });
  if (!server) throw new Error('There is no Debian server.');
  atEnd(server.stop);
  await runAt(server.url('postgres'), 'CREATE DATABASE shop');
  const url = server.url('shop');
  await runAt(url, `CREATE EXTENSION hypopg; ${ORDERS}`);
  const log = async () =>
    (await readFile(join(folder, 'server.log'), 'utf8'))
      .split(/^(?=<[^>]*> )/m)
      .flatMap(
        (entry) => /^<lockstep [^>]*> LOG: {2}(?:statement|execute [^:]*): ([\s\S]*)/.exec(entry)?.[1] ?? [],
      );
  return { url, base: server.url('postgres'), log };
}

async function runAt(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'somebody' });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** Reads catalogs, believes in an index, or plans without running. */
async function whyNotHarmless(sql: string): Promise<string | null> {
  const [{ stmt } = { stmt: undefined }, ...others] = (await parse(sql)).stmts ?? [];
  const [kind = ''] = Object.keys(stmt ?? {});
  const text = JSON.stringify(stmt);
  if (others.length > 0) return sql;
  if (kind === 'PrepareStmt' || kind === 'DeallocateStmt') return null;
  if (kind === 'ExplainStmt') return /"defname":"analyze"/i.test(text) ? sql : null;
  if (kind !== 'SelectStmt') return sql;
  const relations = [...text.matchAll(/"RangeVar":\{(?:"schemaname":"(\w+)",)?"relname":"(\w+)"/g)];
  return relations.every(([, schema]) => schema === 'pg_catalog') ? null : sql;
}
