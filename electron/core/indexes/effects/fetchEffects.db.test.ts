/** What real traffic shows of indexes that were suggested and made. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { OpenConnection } from '../../connection/connections';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { atEnd } from '../../testing/endings';
import { openTestConnection } from '../../testing/testConnection';
import type { TestPostgres } from '../../testing/testServers';
import { waitUntil } from '../../testing/waitUntil';
import { fetchCounters } from './counters.sql';
import { fetchDatabaseIdentity } from './databaseIdentity.sql';
import { rememberExpectations } from './expectationsFile';
import { fetchEffects } from './fetchEffects';

const TABLE = `CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
  CREATE TABLE visits (id int PRIMARY KEY, customer_id int, note text);
  INSERT INTO visits SELECT n, n % 5000, repeat('x', 100) FROM generate_series(1, 60000) n;
  ANALYZE visits;`;

const LOOKUP = 'SELECT note FROM visits WHERE customer_id = ';

describe.each<TestPostgres>(['18', '15'])('on PostgreSQL %s', (postgres) => {
  let database: TestDatabase;
  let connection: OpenConnection;
  let folder: string;

  beforeEach(async () => {
    database = await createTestDatabase({ postgres });
    await database.query(TABLE);
    connection = await openTestConnection(database.url);
    folder = await mkdtemp(join(tmpdir(), 'lockstep-effects-'));
    atEnd(() => rm(folder, { recursive: true, force: true }));
  });

  const look = () => fetchEffects({ connection, projectFolder: folder, home: join(folder, 'home') });

  const ask = async (times: number) => {
    const lookups = Array.from({ length: times }, (_, number) => `${LOOKUP}${number + 1}`);
    await database.query(lookups.join(';'));
  };

  /** As if it had been suggested: from the counters as they are. */
  const expectOf = async (index: string, expectedShare: number) => {
    const [counted] = await database.query<{ queryId: string; calls: number; meanMs: number }>(
      `SELECT queryid::text AS "queryId", calls::int, mean_exec_time AS "meanMs" FROM pg_stat_statements
        WHERE query = $1 AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [`${LOOKUP}$1`],
    );
    if (!counted) throw new Error('It was not counted.');
    const expectedMs = counted.meanMs * expectedShare;
    await rememberExpectations(folder, [
      {
        ...{ schema: 'public', table: 'visits', index, sizeBytes: null },
        database: await fetchDatabaseIdentity(connection.watch, connection.credentials.target),
        writtenAt: new Date().toISOString(),
        statements: [{ ...counted, text: `${LOOKUP}$1`, expectedMs }],
      },
    ]);
    return counted;
  };

  /** The server tells of scans a moment after they were made. */
  const lookWhen = (verdict: string) =>
    waitUntil(async () => {
      const effects = await look();
      return effects[0]?.verdict === verdict && effects;
    });

  test('an index that does what the planner said is told to do as expected, from its own calls alone', async () => {
    await ask(40);
    const { meanMs } = await expectOf('visits_customer_id_idx', 0.05);
    expect(await look()).toEqual([]);
    await database.query('CREATE INDEX visits_customer_id_idx ON visits (customer_id)');
    expect(await look()).toMatchObject([{ verdict: 'too-few-calls', calls: 0, measuredMs: null }]);
    await ask(7);
    expect(await look()).toMatchObject([
      { verdict: 'too-few-calls', calls: 7, words: 'too few calls yet: 7 of at least 20' },
    ]);
    await ask(43);
    const [effect] = await lookWhen('as-expected');
    expect(effect).toMatchObject({ calls: 50, scans: 50, statements: [{ calls: 50 }] });
    expect(effect?.beforeMs).toBeCloseTo(meanMs, 9);
    expect(effect?.measuredMs).toBeLessThan(meanMs / 4);
  });

  test('an index that no query uses is told to have no effect', async () => {
    await ask(25);
    await expectOf('visits_odd_idx', 0.05);
    await database.query('CREATE INDEX visits_odd_idx ON visits (id) WHERE customer_id < 0');
    await look();
    await ask(30);
    expect(await look()).toMatchObject([
      { verdict: 'not-used', words: 'no effect: not used since', calls: 30, scans: 0 },
    ]);
  });

  test('counters that begin anew in between are taken for what they show since', async () => {
    await ask(40);
    await expectOf('visits_customer_id_idx', 0.05);
    await database.query('CREATE INDEX visits_customer_id_idx ON visits (customer_id)');
    await look();
    await ask(10);
    await database.query(
      'SELECT pg_stat_statements_reset(0, (SELECT oid FROM pg_database WHERE datname = current_database()), 0)',
    );
    await ask(30);
    expect(await lookWhen('as-expected')).toMatchObject([{ calls: 30 }]);
    await ask(45);
    expect(await look()).toMatchObject([{ calls: 75 }]);
  });

  test('an index that is not valid, or gone, is told as such, and one made anew begins anew', async () => {
    await ask(25);
    await expectOf('visits_customer_id_idx', 0.05);
    const create = 'CREATE INDEX visits_customer_id_idx ON visits (customer_id)';
    await database.query(create);
    await look();
    await ask(25);
    await database.query(
      "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'visits_customer_id_idx'::regclass",
    );
    expect(await look()).toMatchObject([{ verdict: 'invalid', measuredMs: null }]);
    await database.query('DROP INDEX visits_customer_id_idx');
    expect(await look()).toMatchObject([{ verdict: 'dropped' }]);
    await database.query(create);
    expect(await look()).toMatchObject([{ verdict: 'too-few-calls', calls: 0 }]);
    await database.query('DROP EXTENSION pg_stat_statements');
    expect(await look()).toMatchObject([{ verdict: 'not-counted' }]);
  });

  test('what was expected of another database is not held against this one', async () => {
    await ask(1);
    await expectOf('visits_pkey', 0.5);
    expect(await look()).toHaveLength(1);
    const other = await createTestDatabase({ postgres });
    await other.query(TABLE);
    const elsewhere = await openTestConnection(other.url);
    const home = join(folder, 'home');
    expect(await fetchEffects({ connection: elsewhere, projectFolder: folder, home })).toEqual([]);
  });

  test('scans of a partitioned index are those of its partitions', async () => {
    await database.query(`CREATE TABLE parts (id int, at int) PARTITION BY RANGE (at);
      CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10) PARTITION BY RANGE (at);
      CREATE TABLE parts_1_1 PARTITION OF parts_1 FOR VALUES FROM (0) TO (5);
      INSERT INTO parts SELECT n, n % 5 FROM generate_series(1, 5000) n;
      CREATE INDEX parts_id_idx ON parts (id); ANALYZE parts`);
    await ask(1);
    await expectOf('visits_pkey', 0.5);
    const identity = await fetchDatabaseIdentity(connection.watch, connection.credentials.target);
    const statements = [{ queryId: '1', text: '', calls: 1, meanMs: 1, expectedMs: 1 }];
    await rememberExpectations(folder, [
      {
        ...{ schema: 'public', table: 'parts', index: 'parts_id_idx', database: identity, statements },
        ...{ sizeBytes: null, writtenAt: new Date().toISOString() },
      },
    ]);
    await look();
    await database.query('SELECT * FROM parts WHERE id = 7; SELECT * FROM parts WHERE id = 8');
    await waitUntil(async () => (await look())[0]?.scans === 2);
  });
});

test.each(['1.9', '1.10', '1.11', '1.12'])(
  'counts of version %s of the extension, with its own columns, are read',
  async (version) => {
    const database = await createTestDatabase();
    await database.query(`CREATE EXTENSION pg_stat_statements VERSION '${version}'`);
    for (let turn = 0; turn < 3; turn++) await database.query('SELECT 1 AS one');
    const { watch } = await openTestConnection(database.url);
    const [row] = await database.query<{ id: string }>(
      `SELECT queryid::text AS id FROM pg_stat_statements WHERE query = 'SELECT $1 AS one'`,
    );
    const counters = await fetchCounters(watch, [row?.id ?? '0']);
    const isTold = version === '1.11' || version === '1.12';
    expect(counters?.counts).toMatchObject([
      { calls: 3, queryId: row?.id, since: isTold ? expect.stringMatching(/^\d{4}-/) : null },
    ]);
  },
);
