/** An index that somebody builds is no leftover, whoever looks. */
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { parseTarget } from '../connection/parseTarget';
import { openSession } from '../connection/session';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { holdLock } from '../testing/holdLock';
import { createTestRole } from '../testing/testRole';
import { waitUntil } from '../testing/waitUntil';
import { fetchUnfinishedIndexes } from './unfinishedIndexes.sql';

const VERSIONS = ['15', '18'] as const;

test.each(VERSIONS)(
  'on PostgreSQL %s a build that goes on is left alone, even by who may not see it',
  async (postgres) => {
    const { database, seen } = await open(postgres);
    const ended = await buildBehindWriter(database, 'CREATE INDEX CONCURRENTLY u_note ON u (note)');
    expect(await seen()).toEqual(NOTHING_BUT_LEFT);
    expect(await ended()).toBeNull();
  },
);

test.each(VERSIONS)(
  'on PostgreSQL %s all indexes of a REINDEX TABLE that goes on are left alone',
  async (postgres) => {
    const { database, seen } = await open(postgres);
    await database.query('CREATE INDEX u_note ON u (note); CREATE INDEX u_both ON u (id, note)');
    const ended = await buildBehindWriter(database, 'REINDEX TABLE CONCURRENTLY u');
    expect(await seen()).toEqual(NOTHING_BUT_LEFT);
    expect(await ended()).toBeNull();
  },
);

test.each(VERSIONS)('on PostgreSQL %s a reindex that was cut off leaves a _ccnew', async (postgres) => {
  const { database, seen } = await open(postgres);
  await database.query('CREATE INDEX u_note ON u (note)');
  const ended = await buildBehindWriter(database, 'REINDEX INDEX CONCURRENTLY u_note', 'cancel');
  expect(await ended()).toMatch(/canceling statement/);
  const withNew = ['t_id', 'u_note_ccnew'];
  expect(await seen()).toEqual({ superuser: withNew, role: withNew });
});

const NOTHING_BUT_LEFT = { superuser: ['t_id'], role: ['t_id'] };

/** Table t has an index that was left behind; u is as busy as a test makes it. */
async function open(postgres: '15' | '18') {
  const database = await createTestDatabase({ postgres });
  await database.query(
    'CREATE TABLE t (id int); INSERT INTO t VALUES (1), (1); CREATE TABLE u (id int, note text)',
  );
  await database.query('CREATE UNIQUE INDEX CONCURRENTLY t_id ON t (id)').catch(() => undefined);
  const role = await createTestRole(database);
  const seen = async () => ({
    superuser: await namesSeenBy(database.url),
    role: await namesSeenBy(role.url),
  });
  return { database, seen };
}

async function namesSeenBy(url: string): Promise<readonly string[]> {
  const session = await openSession(parseTarget({ url }), { kind: 'watch', name: 'lockstep watch' });
  try {
    return (await fetchUnfinishedIndexes(session)).map(({ name }) => name);
  } finally {
    await session.close();
  }
}

/** Returns while the build waits for a writer; `ended` lets it end and answers with its error. */
async function buildBehindWriter(database: TestDatabase, sql: string, how: 'finish' | 'cancel' = 'finish') {
  const writer = await holdLock(database.url, 'INSERT INTO u VALUES (1)');
  const builder = new Client({ connectionString: database.url });
  await builder.connect();
  const outcome = builder.query(sql).then(
    () => null,
    (error: Error) => error.message,
  );
  const [waiting] = await waitUntil(async () => {
    const rows = await database.query<{ pid: number }>(
      `SELECT p.pid FROM pg_stat_progress_create_index p JOIN pg_locks l ON l.pid = p.pid AND NOT l.granted
       WHERE p.datname = current_database()
         AND EXISTS (SELECT FROM pg_index i WHERE i.indrelid = 'u'::regclass AND NOT i.indisvalid)`,
    );
    return rows.length > 0 && rows;
  }, 10_000);
  const ended = async () => {
    if (how === 'cancel') await database.query(`SELECT pg_cancel_backend(${waiting?.pid})`);
    else await writer.release();
    return outcome.finally(() => builder.end());
  };
  return ended;
}
