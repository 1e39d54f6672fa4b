/**
 * lockstep_log: what the ledger can't say: when, how long, by whom, which text, with what outcome.
 * Where the role may not create it everything else works without.
 */
import type { Session } from '../connection/session';
import { CoreError, type ErrorInfo, toErrorInfo } from '../errors';
import { redactSecrets } from '../project/child/recordSql';
import { quoteIdent, quoteQualified } from '../sql/quote';
import type { LogState, TransactionMode } from './history';
import type { Direction } from './plan';
import { queryUnlessLocked } from './relationLockers.sql';

export const LOG_TABLE = 'lockstep_log';

export interface Log {
  readonly state: LogState;
  /** Quoted and qualified. */
  readonly sql: string;
  /** An early version made it without the column `note`. */
  readonly isWhole: boolean;
}

export type LoggedOutcome =
  | 'started'
  | 'done'
  | 'failed'
  | 'rolled-back'
  | 'interrupted'
  /** Marked as applied, or not, without running. */
  | 'stamped'
  /** A changed file's checksum was accepted. */
  | 'accepted'
  /** What a cut-off run had left was repaired. */
  | 'repaired';

/** The latest thing that the log says of a revision. */
export interface LogEntry {
  readonly name: string;
  readonly direction: Direction;
  readonly outcome: LoggedOutcome;
  readonly transaction: TransactionMode;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly durationMs: number | null;
  readonly checksum: string | null;
  readonly runBy: string;
  readonly error: ErrorInfo | null;
  /** Of a started one: whether its backend is still there. */
  readonly isAlive: boolean;
}

const PLACE_SQL = `SELECT c.oid IS NOT NULL AS exists, coalesce(
      pg_catalog.has_schema_privilege(pg_catalog.to_regnamespace(pg_catalog.quote_ident($1)), 'CREATE'),
      pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')) AS can_create,
    coalesce(pg_catalog.has_table_privilege(c.oid, 'SELECT'), false) AS can_read,
    coalesce(pg_catalog.has_table_privilege(c.oid, 'INSERT, UPDATE'), false) AS can_write, current_user AS user,
    EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'note') AS has_note
  FROM (SELECT pg_catalog.to_regclass(pg_catalog.quote_ident($1) || '.' || pg_catalog.quote_ident($2)) AS oid) found
  LEFT JOIN pg_catalog.pg_class c ON c.oid = found.oid`;

export async function fetchLog(session: Session, schema: string): Promise<Log> {
  const [place] = await session.query<{
    exists: boolean;
    can_create: boolean;
    can_read: boolean;
    can_write: boolean;
    has_note: boolean;
    user: string;
  }>(PLACE_SQL, [schema, LOG_TABLE]);
  const sql = quoteQualified(schema, LOG_TABLE);
  const isWhole = place?.has_note ?? false;
  if (place?.exists && place.can_read && place.can_write) return { sql, isWhole, state: { kind: 'ready' } };
  const user = quoteIdent(place?.user ?? 'public');
  if (place?.exists) {
    const grantSql = `GRANT SELECT, INSERT, UPDATE ON ${sql} TO ${user};`;
    return { sql, isWhole, state: { kind: 'unreadable', grantSql } };
  }
  const grantSql = `GRANT CREATE ON SCHEMA ${quoteIdent(schema)} TO ${user};`;
  return { sql, isWhole: true, state: { kind: 'absent', canCreate: place?.can_create ?? false, grantSql } };
}

/** Creates the log where that is allowed; answers with the log as it is then. */
export async function ensureLog(session: Session, schema: string): Promise<Log> {
  const log = await fetchLog(session, schema);
  if (!log.isWhole) await session.query(`ALTER TABLE ${log.sql} ADD COLUMN IF NOT EXISTS note text`);
  if (log.state.kind !== 'absent' || !log.state.canCreate) return log;
  await session.query(createLogSql(log.sql));
  return fetchLog(session, schema);
}

function createLogSql(sql: string): string {
  return `CREATE TABLE IF NOT EXISTS ${sql} (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id uuid NOT NULL,
    name text NOT NULL,
    direction text NOT NULL,
    outcome text NOT NULL,
    transaction text NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    duration_ms double precision,
    checksum text,
    source text,
    run_by text NOT NULL,
    database_user text NOT NULL DEFAULT session_user,
    statements jsonb,
    error jsonb,
    backend_pid integer,
    backend_start timestamptz,
    note text
  )`;
}

/** Per name the latest entry that is done or stamped, the latest that was accepted, and the latest of any outcome. */
export async function fetchLogEntries(session: Session, log: Log): Promise<readonly LogEntry[]> {
  if (log.state.kind !== 'ready') return [];
  const columns = `name, direction, outcome, transaction, started_at, finished_at, duration_ms, checksum,
    run_by, database_user, error, backend_pid, backend_start, id`;
  const rows = await queryUnlessLocked<LogRow>(
    session,
    { name: LOG_TABLE, sql: log.sql },
    `SELECT e.*, EXISTS (SELECT FROM pg_catalog.pg_stat_activity a
        WHERE a.pid = e.backend_pid AND a.backend_start = e.backend_start) AS is_alive
     FROM ((SELECT DISTINCT ON (name) ${columns} FROM ${log.sql} WHERE outcome IN ('done', 'stamped') ORDER BY name, id DESC)
           UNION
           (SELECT DISTINCT ON (name) ${columns} FROM ${log.sql} WHERE outcome = 'accepted' ORDER BY name, id DESC)
           UNION
           (SELECT DISTINCT ON (name) ${columns} FROM ${log.sql} ORDER BY name, id DESC)) e
     ORDER BY e.id`,
  );
  return rows.map(toEntry);
}

interface LogRow {
  readonly name: string;
  readonly direction: Direction;
  readonly outcome: LoggedOutcome;
  readonly transaction: TransactionMode;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly duration_ms: number | null;
  readonly checksum: string | null;
  readonly run_by: string;
  readonly database_user: string;
  readonly error: ErrorInfo | null;
  readonly is_alive: boolean;
}

function toEntry(row: LogRow): LogEntry {
  return {
    name: row.name,
    direction: row.direction,
    outcome: row.outcome,
    transaction: row.transaction,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    durationMs: row.duration_ms,
    checksum: row.checksum,
    runBy: row.run_by,
    error: row.error,
    isAlive: row.is_alive,
  };
}

export interface LoggedFailure {
  readonly runId: string;
  readonly name: string;
  readonly direction: Direction;
  readonly outcome: LoggedOutcome;
  readonly transaction: TransactionMode;
  readonly durationMs: number | null;
  readonly checksum: string;
  readonly runBy: string;
  readonly error: ErrorInfo | null;
}

/**
 * Notes a revision that did not come to its end, after its transaction is gone.
 * Completes the entry that announced it, where there is one: that one ran without a transaction. Answers with a warning when it can't be written.
 */
export async function writeFailure(
  session: Session,
  log: Log,
  failure: LoggedFailure,
): Promise<string | null> {
  if (log.state.kind !== 'ready') return null;
  const { runId, name, direction, outcome, transaction, durationMs, checksum, runBy } = failure;
  const error = failure.error === null ? null : JSON.stringify(withoutSecrets(failure.error));
  try {
    await session.query(
      `WITH completed AS (
         UPDATE ${log.sql} SET outcome = CASE $4 WHEN 'failed' THEN 'interrupted' ELSE $4 END, error = $9::jsonb, finished_at = pg_catalog.clock_timestamp(), duration_ms = $6
         WHERE run_id = $1::uuid AND name = $2 AND outcome = 'started' RETURNING 1)
       INSERT INTO ${log.sql} (run_id, name, direction, outcome, transaction, started_at, finished_at, duration_ms, checksum, run_by, error)
       SELECT $1::uuid, $2, $3, $4, $5,
         pg_catalog.clock_timestamp() - coalesce($6::float8, 0) * interval '1 millisecond',
         pg_catalog.clock_timestamp(), $6::float8, $7, $8, $9::jsonb
       WHERE NOT EXISTS (SELECT FROM completed)`,
      [runId, name, direction, outcome, transaction, durationMs, checksum, runBy, error],
    );
    return null;
  } catch (thrown) {
    const cause = thrown instanceof CoreError ? thrown.info : toErrorInfo(thrown);
    return `The failure could not be written to ${LOG_TABLE}: ${cause.message}`;
  }
}

function withoutSecrets(error: ErrorInfo): ErrorInfo {
  return error.kind === 'sql-failed' && error.sql ? { ...error, sql: redactSecrets(error.sql) } : error;
}
