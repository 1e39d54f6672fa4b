/** Entries of the log that core writes itself: runs that did not come to their end, and what is no run. */
import type { Session } from '../connection/session';
import { CoreError, type ErrorInfo, toErrorInfo } from '../errors';
import { redactSecrets } from '../project/child/recordSql';
import { quoteLiteral } from '../sql/quote';
import type { TransactionMode } from './history';
import { LOG_TABLE, type Log, type LoggedOutcome } from './log';
import type { Direction } from './plan';
import type { LoggedStatement } from './revisionLog';

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
  /** Those that have run and stay. */
  readonly statements: readonly LoggedStatement[];
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
  const statements = failure.statements.length === 0 ? null : statementsJson(failure.statements);
  try {
    await session.query(
      `WITH completed AS (
         UPDATE ${log.sql} SET outcome = CASE $4 WHEN 'failed' THEN 'interrupted' ELSE $4 END, error = $9::jsonb, statements = $10::jsonb,
           finished_at = pg_catalog.clock_timestamp(), duration_ms = $6
         WHERE run_id = $1::uuid AND name = $2 AND outcome = 'started' RETURNING 1)
       INSERT INTO ${log.sql} (run_id, name, direction, outcome, transaction, started_at, finished_at, duration_ms, checksum, run_by, error, statements)
       SELECT $1::uuid, $2, $3, $4, $5,
         pg_catalog.clock_timestamp() - coalesce($6::float8, 0) * interval '1 millisecond',
         pg_catalog.clock_timestamp(), $6::float8, $7, $8, $9::jsonb, $10::jsonb
       WHERE NOT EXISTS (SELECT FROM completed)`,
      [runId, name, direction, outcome, transaction, durationMs, checksum, runBy, error, statements],
    );
    return null;
  } catch (thrown) {
    const cause = thrown instanceof CoreError ? thrown.info : toErrorInfo(thrown);
    return `The failure could not be written to ${LOG_TABLE}: ${cause.message}`;
  }
}

const LONGEST_LOGGED_SQL = 4000;

/** As the runner's child writes them: jsonb takes no NUL and no half of a character, which a cut may leave. */
function statementsJson(statements: readonly LoggedStatement[]): string {
  const storable = statements.map(({ sql, durationMs }) => ({
    sql: Buffer.from(redactSecrets(sql).slice(0, LONGEST_LOGGED_SQL).replaceAll('\0', '\ufffd')).toString(),
    durationMs: Math.round(durationMs * 1000) / 1000,
  }));
  return JSON.stringify(storable);
}

function withoutSecrets(error: ErrorInfo): ErrorInfo {
  return error.kind === 'sql-failed' && error.sql ? { ...error, sql: redactSecrets(error.sql) } : error;
}

/** Something that was done about a revision without running it. */
export interface NotedEntry {
  readonly name: string;
  readonly direction: Direction;
  readonly outcome: 'stamped' | 'accepted' | 'repaired';
  readonly checksum: string | null;
  readonly source: string | null;
  readonly note: string;
}

/** One statement; none where the log can't be written. */
export function noteSql(log: Log, runBy: string, entries: readonly NotedEntry[]): readonly string[] {
  if (log.state.kind !== 'ready' || entries.length === 0) return [];
  const columns =
    'run_id, name, direction, outcome, transaction, started_at, finished_at, checksum, source, run_by';
  const runId = crypto.randomUUID();
  const rows = entries.map(({ name, direction, outcome, checksum, source, note }) => {
    const mode: TransactionMode = outcome === 'repaired' ? 'none' : 'own';
    const before = [runId, name, direction, outcome, mode].map(literal);
    const after = [checksum, source, runBy, ...(log.isWhole ? [note] : [])].map(literal);
    return `(${[...before, 'pg_catalog.now()', 'pg_catalog.now()', ...after].join(', ')})`;
  });
  return [`INSERT INTO ${log.sql} (${columns}${log.isWhole ? ', note' : ''}) VALUES\n${rows.join(',\n')}`];
}

function literal(text: string | null): string {
  return text === null ? 'NULL' : quoteLiteral(text);
}
