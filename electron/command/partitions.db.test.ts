/** An index of a partitioned table, from the suggestion to what the upgrade makes of it, beside somebody who writes. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommandProcess } from '../core/testing/commandProcess';
import { createTestDatabase, type TestDatabase } from '../core/testing/createTestDatabase';
import { atEnd } from '../core/testing/endings';
import { holdLock } from '../core/testing/holdLock';
import { writeProject } from '../core/testing/testProject';
import type { TestPostgres } from '../core/testing/testServers';
import { waitUntil } from '../core/testing/waitUntil';

const LONG = `a_partition_whose_name_is_as_long_as_a_name_in_postgresql_may_be`.slice(0, 63);

const VISITS = `CREATE TABLE customers (id int PRIMARY KEY);
  CREATE SCHEMA old;
  CREATE TABLE visits (day date NOT NULL, customer_id int REFERENCES customers, note text, PRIMARY KEY (day, note)) PARTITION BY RANGE (day);
  CREATE TABLE old.visits_2025 PARTITION OF visits FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
  CREATE TABLE visits_2026 (note text NOT NULL, day date NOT NULL, customer_id int REFERENCES customers) PARTITION BY RANGE (day);
  ALTER TABLE visits ATTACH PARTITION visits_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
  CREATE TABLE ${LONG} PARTITION OF visits_2026 FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
  CREATE TABLE visits_2026_2 PARTITION OF visits_2026 FOR VALUES FROM ('2026-07-01') TO ('2027-01-01');
  CREATE INDEX mine ON visits_2026_2 (customer_id);
  INSERT INTO customers SELECT generate_series(1, 500);
  INSERT INTO visits SELECT date '2025-01-01' + n % 700, n % 500 + 1, 'n' || n FROM generate_series(1, 20000) n;
  ANALYZE;`;

/** Whose parts are whose, and whether they are valid. */
async function fetchTree(database: TestDatabase) {
  const rows = await database.query<{ told: string }>(
    `SELECT i.indrelid::regclass || ' ' || i.indisvalid || ' ' || coalesce(h.inhparent::regclass::text, '-') AS told
      FROM pg_index i LEFT JOIN pg_inherits h ON h.inhrelid = i.indexrelid
      WHERE i.indrelid::regclass::text ~ 'visits|a_partition' AND NOT i.indisunique ORDER BY 1`,
  );
  return rows.map(({ told }) => told);
}

async function open(postgres: TestPostgres) {
  const [database, project] = await Promise.all([
    createTestDatabase({ postgres }),
    writeProject({ '20260101000000-start.sql': 'SELECT 1;\n' }),
  ]);
  await database.query(VISITS);
  const home = await mkdtemp(join(tmpdir(), 'lockstep-home-'));
  atEnd(() => rm(home, { recursive: true, force: true }));
  const lockstep = (...words: readonly string[]) =>
    runCommandProcess([...words, '--url', database.url, '--project', project.folder], {
      LOCKSTEP_HOME: home,
    });
  expect(await lockstep('upgrade')).toMatchObject({ code: 0 });
  const suggest = async () => JSON.parse((await lockstep('indexes', '--json')).stdout).suggestions;
  const found = (await suggest()).find((each: { table: string }) => each.table === 'visits');
  expect(found.kind).toBe('missing-foreign-key-index');
  const before = await fetchTree(database);
  expect(await lockstep('indexes', '--write', found.id, '-m', 'visits')).toMatchObject({ code: 0 });
  const [name = ''] = (await readdir(project.revisionsFolder)).filter((each) => /visits\.sql$/.test(each));
  const text = await readFile(join(project.revisionsFolder, name), 'utf8');
  return { database, lockstep, suggest, before, name, text };
}

/** The backend that builds, once it is at it. */
function waitForBuild(database: TestDatabase, table: string): Promise<number> {
  return waitUntil(async () => {
    const [build] = await database.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_progress_create_index WHERE relid = $1::regclass',
      [table],
    );
    return build?.pid;
  }, 15_000);
}

/** All attached and valid, in both schemas and on both levels. */
const WHOLE = [
  `${LONG} true visits_2026_customer_id_idx`,
  'old.visits_2025 true visits_customer_id_idx',
  'visits true -',
  'visits_2026 true visits_customer_id_idx',
  'visits_2026_2 true visits_2026_customer_id_idx',
].sort();

describe.each<TestPostgres>(['18', '15'])('on PostgreSQL %s', (postgres) => {
  test('each partition gets its index without stopping its writes, and the way back leaves what was there', async () => {
    const { database, lockstep, suggest, before, text } = await open(postgres);
    expect(text).toContain('transaction: false');
    expect(text.match(/CREATE INDEX CONCURRENTLY/g)).toHaveLength(2);

    // The build waits for whoever has written to the partition; that nobody waits for the build shows meanwhile.
    const writer = await holdLock(database.url, 'LOCK TABLE old.visits_2025 IN ROW EXCLUSIVE MODE');
    const upgrading = lockstep('upgrade');
    await waitForBuild(database, 'old.visits_2025');
    const insert = (day: string) =>
      database.query(
        `SET lock_timeout = '150ms'; INSERT INTO visits VALUES ('${day}', 7, 'while it is built')`,
      );
    await insert('2025-03-01');
    await insert('2026-03-01');
    await writer.release();
    expect(await upgrading).toMatchObject({ code: 0 });

    expect(await fetchTree(database)).toEqual(WHOLE);
    expect(await suggest()).not.toContainEqual(expect.objectContaining({ table: 'visits' }));
    expect(await lockstep('downgrade')).toMatchObject({ code: 0 });
    expect(await fetchTree(database)).toEqual(before);
  }, 60_000);

  test('a build that was cut off on one partition goes on there once it is repaired', async () => {
    const { database, lockstep, name } = await open(postgres);
    const writer = await holdLock(database.url, `LOCK TABLE ${LONG} IN ROW EXCLUSIVE MODE`);
    const upgrading = lockstep('upgrade');
    const pid = await waitForBuild(database, LONG);
    await database.query('SELECT pg_cancel_backend($1)', [pid]);
    expect(await upgrading).toMatchObject({ code: 1 });
    await writer.release();
    const half = await fetchTree(database);
    expect(half).toContain('old.visits_2025 true visits_customer_id_idx');
    expect(half).toContain('visits false -');
    expect(await lockstep('repair', name, '--as', 'pending')).toMatchObject({ code: 0 });
    expect(await lockstep('upgrade')).toMatchObject({ code: 0 });
    expect(await fetchTree(database)).toEqual(WHOLE);
  }, 60_000);
});
