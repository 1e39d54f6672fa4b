/** What a test asks a database afterwards, in raw SQL: never through what is under test. */
import type { TestDatabase } from './createTestDatabase';
import { waitUntil } from './waitUntil';

type Database = Pick<TestDatabase, 'query'>;

/** The tables of schema public but for ledger and log. */
export function fetchTables(database: Database): Promise<readonly string[]> {
  return fetchColumn(
    database,
    `SELECT tablename FROM pg_tables
     WHERE schemaname = 'public' AND tablename NOT IN ('SequelizeMeta', 'lockstep_log') ORDER BY 1`,
  );
}

/** Revisions in the ledger, by name; empty when there is none. */
export async function fetchRecorded(database: Database): Promise<readonly string[]> {
  const [ledger] = await database.query<{ oid: string | null }>(
    `SELECT to_regclass('public."SequelizeMeta"') AS oid`,
  );
  return ledger?.oid
    ? fetchColumn(database, 'SELECT name FROM "SequelizeMeta" ORDER BY name COLLATE "C"')
    : [];
}

/** The log's rows as "name direction outcome transaction", oldest first. */
export function fetchLogged(database: Database): Promise<readonly string[]> {
  return fetchColumn(
    database,
    `SELECT concat_ws(' ', name, direction, outcome, transaction) FROM lockstep_log ORDER BY id`,
  );
}

/** First column of each row, as text. */
export async function fetchColumn(database: Database, sql: string): Promise<readonly string[]> {
  const rows = await database.query<Record<string, unknown>>(sql);
  return rows.map((row) => String(Object.values(row)[0]));
}

/** The backends of a run by the last word of their application_name: lock, work, watch, check or code. */
export async function fetchRunBackends(database: Database, role: string): Promise<readonly number[]> {
  const rows = await database.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND application_name ~ '^lockstep run .* ${role}$'`,
  );
  return rows.map(({ pid }) => pid);
}

/** Waits until the run's working session executes this statement, and answers with its pid. */
export async function waitForStatement(database: Database, statement: string): Promise<number> {
  const row = await waitUntil(async () => {
    const rows = await database.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
         AND application_name LIKE 'lockstep run % work' AND strpos(query, '${statement.replaceAll("'", "''")}') > 0`,
    );
    return rows[0];
  }, 10_000);
  return row.pid;
}

/** Waits until no session of a run is left. */
export async function waitForNoRun(database: Database): Promise<void> {
  await waitUntil(async () => (await fetchRunBackends(database, '.*')).length === 0, 10_000);
}
