/** The statements that make "recorded" and "applied" the same thing. */
import { quoteLiteral } from '../../sql/quote';
import type { BeginMessage, RunnerStep } from '../runnerProtocol';
import type { TracedStatement } from './statementTrace';

export interface Recorded {
  readonly step: RunnerStep;
  readonly source: string;
  readonly durationMs: number;
  readonly statements: readonly TracedStatement[];
  /** Our transaction's id; null outside a transaction. */
  readonly xid: string | null;
  /** The row that announced a revision without a transaction. */
  readonly journalId: string | null;
}

/** Raised by the record's statement; a parameter that does not exist is the way to raise an error in plain SQL. */
export const NOT_RECORDED = {
  otherTransaction: 'lockstep.other_transaction',
  noRow: 'lockstep.no_row',
} as const;

/**
 * Ledger row and log row in one statement, which fails unless it writes the ledger's row in the transaction
 * that we began: a COMMIT sent behind it in the same message then does nothing.
 */
export function recordSql(begin: BeginMessage, recorded: Recorded): string {
  const { ledgerSql: sql, columns } = begin.ledger;
  const name = quoteLiteral(recorded.step.name);
  const ours =
    recorded.xid === null
      ? 'true'
      : `pg_catalog.pg_current_xact_id_if_assigned()::text = ${quoteLiteral(recorded.xid)}`;
  const ledger =
    begin.direction === 'up'
      ? `INSERT INTO ${sql} (${[columns.name, ...columns.times].join(', ')}) SELECT ${[name, ...columns.times.map(() => 'pg_catalog.now()')].join(', ')} WHERE ${ours} RETURNING 1`
      : `DELETE FROM ${sql} WHERE ${columns.name} = ${quoteLiteral(recorded.step.ledgerName)} AND ${ours} RETURNING 1`;
  const log = begin.ledger.logSql ? `, log AS (${logSql(begin, recorded)})` : '';
  const verdict = `CASE WHEN NOT coalesce(${ours}, false) THEN pg_catalog.current_setting('${NOT_RECORDED.otherTransaction}') WHEN count(*) = 1 THEN '' ELSE pg_catalog.current_setting('${NOT_RECORDED.noRow}') END`;
  return `WITH ledger AS (${ledger})${log} SELECT ${verdict} FROM ledger`;
}

function logSql(begin: BeginMessage, recorded: Recorded): string {
  const statements = `${quoteLiteral(JSON.stringify(recorded.statements.map(redacted)).replaceAll('\\u0000', ''))}::jsonb`;
  const duration = `${recorded.durationMs}::double precision`;
  if (recorded.journalId !== null) {
    return `UPDATE ${begin.ledger.logSql} SET outcome = 'done', finished_at = pg_catalog.clock_timestamp(), duration_ms = ${duration}, statements = ${statements} WHERE id = ${quoteLiteral(recorded.journalId)} AND EXISTS (SELECT FROM ledger)`;
  }
  const columns =
    'run_id, name, direction, outcome, transaction, started_at, finished_at, duration_ms, checksum, source, run_by, statements';
  const times = 'pg_catalog.transaction_timestamp(), pg_catalog.clock_timestamp()';
  const [runId, name, direction, checksum, source, runBy] = [
    begin.runId,
    recorded.step.name,
    begin.direction,
    recorded.step.checksum,
    recorded.source,
    begin.runBy,
  ].map(quoteLiteral);
  return `INSERT INTO ${begin.ledger.logSql} (${columns}) SELECT ${runId}::uuid, ${name}, ${direction}, 'done', '${recorded.xid === null ? 'none' : 'own'}', ${times}, ${duration}, ${checksum}, ${source}, ${runBy}, ${statements} FROM ledger`;
}

/** Announces a revision that runs without a transaction, so that a crash can be seen. Answers with `id`. */
export function journalSql(begin: BeginMessage, step: RunnerStep, source: string): string {
  const [runId, name, direction, checksum, text, runBy] = [
    begin.runId,
    step.name,
    begin.direction,
    step.checksum,
    source,
    begin.runBy,
  ].map(quoteLiteral);
  return `INSERT INTO ${begin.ledger.logSql} (run_id, name, direction, outcome, transaction, started_at, checksum, source, run_by, backend_pid, backend_start)
    SELECT ${runId}::uuid, ${name}, ${direction}, 'started', 'none', pg_catalog.clock_timestamp(), ${checksum}, ${text}, ${runBy}, a.pid, a.backend_start
    FROM pg_catalog.pg_stat_activity a WHERE a.pid = pg_catalog.pg_backend_pid() RETURNING id::text`;
}

/** INVALID indexes that nobody builds: what a failed CREATE or REINDEX INDEX CONCURRENTLY leaves behind. */
export const INVALID_INDEXES_SQL = `SELECT n.nspname AS schema, c.relname AS name
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT i.indisvalid AND c.relkind = 'i'
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid) ORDER BY 1, 2`;

const LONGEST_LOGGED_SQL = 4000;

function redacted({ sql, durationMs }: TracedStatement) {
  return {
    sql: storable(redactSecrets(sql).slice(0, LONGEST_LOGGED_SQL)),
    durationMs: Math.round(durationMs * 1000) / 1000,
  };
}

/** jsonb takes no half of a character, which a cut may leave, and no NUL. */
function storable(text: string): string {
  return Buffer.from(text.replaceAll('\0', '\ufffd')).toString();
}

/** Passwords in role and user-mapping statements don't belong into a log that many may read. */
export function redactSecrets(sql: string): string {
  return sql.replace(/\b(password\s*(?:=>?\s*)?)(e?'(?:[^'\\]|''|\\.)*')/gi, "$1'***'");
}
