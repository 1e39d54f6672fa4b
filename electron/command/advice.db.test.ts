/** indexes and queries as a user of the command meets them. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommandProcess } from '../core/testing/commandProcess';
import { createTestDatabase } from '../core/testing/createTestDatabase';
import { atEnd } from '../core/testing/endings';
import { revision, writeProject } from '../core/testing/testProject';
import { waitUntil } from '../core/testing/waitUntil';

const SHOP = revision(
  `await query('CREATE TABLE customers (id int PRIMARY KEY, name text)');
   await query('CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers, status text)');
   await query('CREATE INDEX by_status ON orders (status)');
   await query('CREATE INDEX by_status_again ON orders (status)');
   await query('CREATE TABLE bare (a int NOT NULL)');
   await query('CREATE UNIQUE INDEX bare_a ON bare (a)');`,
  `await query('DROP TABLE bare, orders, customers');`,
);

async function open() {
  const [database, project] = await Promise.all([createTestDatabase(), writeProject({ '1-shop.js': SHOP })]);
  const home = await mkdtemp(join(tmpdir(), 'lockstep-home-'));
  atEnd(() => rm(home, { recursive: true, force: true }));
  const lockstep = (...words: readonly string[]) =>
    runCommandProcess([...words, '--url', database.url, '--project', project.folder], {
      LOCKSTEP_HOME: home,
    });
  expect(await lockstep('upgrade')).toMatchObject({ code: 0 });
  const suggest = async () => JSON.parse((await lockstep('indexes', '--json')).stdout);
  return { database, project, lockstep, suggest };
}

test('suggestions are told with what is missing for more, and become revisions that run up and down', async () => {
  const { project, lockstep, suggest, database } = await open();
  const { code, stdout, stderr } = await lockstep('indexes');
  expect(code).toBe(0);
  expect(stdout).toContain(
    'CREATE INDEX CONCURRENTLY "orders_customer_id_idx" ON "public"."orders" ("customer_id");',
  );
  expect(stderr).toContain('CREATE EXTENSION pg_stat_statements;');
  const { suggestions } = await suggest();
  expect(suggestions.map((each: { kind: string }) => each.kind)).toEqual([
    'missing-foreign-key-index',
    'duplicate',
    'no-primary-key',
  ]);
  expect(suggestions[0]).toMatchObject({
    ...{ table: 'orders', columns: ['customer_id'], savingMs: null },
    sql: 'CREATE INDEX CONCURRENTLY "orders_customer_id_idx" ON "public"."orders" ("customer_id")',
  });
  const ids = suggestions.map((each: { id: string }) => each.id);
  const before = await describe(database);

  expect(await lockstep('indexes', '--write', ...ids, '-m', 'indexes')).toMatchObject({
    code: 0,
    stderr: '',
  });
  const names = (await readdir(project.revisionsFolder)).filter((name) => name.includes('indexes'));
  expect(names).toHaveLength(2);
  const texts = await Promise.all(
    names.sort().map((name) => readFile(join(project.revisionsFolder, name), 'utf8')),
  );
  expect(texts[0]).toContain('PRIMARY KEY USING INDEX');
  expect(texts[0]).not.toContain('transaction');
  expect(texts[1]).toContain('transaction: false');
  expect(texts[1]).toContain(`// ${suggestions[0].reason}`);

  expect(await lockstep('upgrade')).toMatchObject({ code: 0 });
  expect((await suggest()).suggestions).toEqual([]);
  expect(await lockstep('downgrade', '-2')).toMatchObject({ code: 0 });
  const after = await describe(database);
  expect(after).toEqual(before);
});

test.each(['js', 'ts', 'mjs', 'sql'])(
  'each suggestion becomes a revision of its own, in .%s',
  async (format) => {
    const { project, lockstep, suggest } = await open();
    const ids = (await suggest()).suggestions.map((each: { id: string }) => each.id.slice(0, 6));
    const words = ['-m', 'apart', '--separately', '--format', format];
    expect(await lockstep('indexes', '--write', ...ids, ...words)).toMatchObject({ code: 0 });
    const names = (await readdir(project.revisionsFolder)).filter((name) =>
      /-apart.*(?<!\.down)\.\w+$/.test(name),
    );
    expect(names.filter((name) => !name.endsWith('.down.sql'))).toHaveLength(3);
    expect(await lockstep('upgrade')).toMatchObject({ code: 0 });
    expect((await suggest()).suggestions).toEqual([]);
  },
);

test('what is dismissed with a reason stays away until it is restored', async () => {
  const { project, lockstep, suggest } = await open();
  const [{ id }] = (await suggest()).suggestions;
  expect(await lockstep('indexes', '--dismiss', id)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--why'),
  });
  expect(await lockstep('indexes', '--dismiss', id, '--why', 'never deleted')).toMatchObject({ code: 0 });
  const now = await suggest();
  expect(now.suggestions.map((each: { id: string }) => each.id)).not.toContain(id);
  expect(now.dismissed).toMatchObject([
    { suggestion: { id }, dismissal: { why: 'never deleted', table: 'public.orders' } },
  ]);
  const path = join(project.folder, '.lockstep/suggestions.json');
  expect(JSON.parse(await readFile(path, 'utf8')).dismissed).toMatchObject([
    { id, columns: ['customer_id'] },
  ]);
  expect(await lockstep('indexes', '--restore', id)).toMatchObject({ code: 0 });
  expect((await suggest()).suggestions[0].id).toBe(id);
  await writeFile(path, '{"dismissed": [{"id": 7}]}');
  expect(await lockstep('indexes')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/suggestions\.json can’t be understood \(dismissed\.0\.id/),
  });
  expect(await readFile(path, 'utf8')).toBe('{"dismissed": [{"id": 7}]}');
});

test('what was asked is suggested for as well, tried on a twin, and runs faster once it is there', async () => {
  const { database, lockstep, project } = await open();
  await database.query('CREATE EXTENSION pg_stat_statements');
  await database.query(`INSERT INTO customers SELECT n FROM generate_series(1, 20000) n;
    INSERT INTO orders SELECT n, n, 'open' FROM generate_series(1, 20000) n`);
  // What has been written already is no reason against an index.
  await database.query('ANALYZE; SELECT pg_stat_reset()');
  const ask = () => database.query('SELECT status FROM orders WHERE customer_id = 7');
  for (let turn = 0; turn < 200; turn++) await ask();
  const words = ['indexes', '--workload', '--json'];
  const { stdout, stderr } = await lockstep(...words);
  const [first, ...others] = JSON.parse(stdout).suggestions;
  expect(first).toMatchObject({
    kind: 'create',
    table: 'orders',
    helps: [{ calls: 200, proof: { provenBy: 'twin' } }],
  });
  expect(first.columns[0]).toBe('customer_id');
  expect(first.savingMs).toBeGreaterThan(0);
  const [counted] = await database.query<{ minutes: number }>(
    `SELECT (extract(epoch FROM now() - stats_reset) / 60)::float8 AS minutes FROM pg_stat_statements_info`,
  );
  // The counters are a little older by now.
  const minutes = first.savingMs / first.savingMsPerMinute;
  expect(minutes).toBeLessThan(counted?.minutes ?? 0);
  expect(minutes).toBeGreaterThan((counted?.minutes ?? 0) - 1);
  expect(others.map((each: { kind: string }) => each.kind)).not.toContain('missing-foreign-key-index');
  expect(stderr).toMatch(/would take about/);
  const written = await lockstep('indexes', '--workload', '--write', first.id, '-m', 'faster');
  expect(written).toMatchObject({ code: 0 });
  expect(await lockstep('upgrade')).toMatchObject({ code: 0 });
  const [plan] = await database.query<{ 'QUERY PLAN': string }>(
    'EXPLAIN SELECT status FROM orders WHERE customer_id = 7',
  );
  expect(plan?.['QUERY PLAN']).toMatch(/Index/);

  // The run itself has noted where the counters stood.
  for (let turn = 0; turn < 30; turn++) await ask();
  const effects = await waitUntil(async () => {
    const told = JSON.parse((await lockstep('indexes', '--json')).stdout).effects;
    return told[0].scans >= 30 && told;
  }, 20_000);
  expect(effects).toMatchObject([
    { index: first.index, calls: 30, statements: [{ calls: 30 }], verdict: 'as-expected' },
  ]);
  expect((await lockstep('indexes')).stdout).toMatch(
    /Made as suggested:\npublic\.\S+ {2}as expected\n {2}.* ms a call before, .* expected, .* ms in 30 calls, since 2/,
  );
  const committed = await readFile(join(project.folder, '.lockstep/effects.json'), 'utf8');
  expect(committed).toContain('SELECT status FROM orders WHERE customer_id = $1');
}, 120_000);

test('queries tells how to enable it, and then what is wrong', async () => {
  const { database, lockstep } = await open();
  expect(await lockstep('queries')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('CREATE EXTENSION pg_stat_statements;'),
  });
  await database.query('CREATE EXTENSION pg_stat_statements');
  expect(await lockstep('queries')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Nothing is wrong/),
  });
  await database.query('INSERT INTO customers SELECT n FROM generate_series(1, 600) n');
  await database.query(Array.from({ length: 510 }, (_, id) => `INSERT INTO bare VALUES (${id})`).join(';'));
  const told = await lockstep('queries', '--seconds', '0.1');
  expect(told.stdout).toMatch(
    /^row-at-a-time {2}.* 0 a minute now\n {2}INSERT INTO bare VALUES \(\$1\)\n {2}510 calls insert/,
  );
  expect(told.stdout).toContain('bulkCreate');
  const { findings, workload } = JSON.parse((await lockstep('queries', '--json')).stdout);
  expect(findings).toMatchObject([{ kind: 'row-at-a-time', calls: 510, table: 'public.bare' }]);
  expect(workload).toMatchObject({ state: 'ready', hidden: null });
});

function describe(database: Awaited<ReturnType<typeof createTestDatabase>>) {
  return database.query("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1");
}
