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
  return writeRecord(begin, literalsOf(recorded), recorded);
}

/**
 * The same, planned once for a run of many: to plan it takes the server several times as long as to execute it.
 * What is compared with the ledger's column takes the column's own type.
 */
export function prepareRecordSql(begin: BeginMessage): string {
  const parameters: RecordValues = {
    name: '$1',
    ledgerName: '$2',
    xid: '$3',
    checksum: '$4',
    source: '$5',
    durationMs: '$6',
    statements: '$7',
  };
  const ledgerName = begin.direction === 'up' ? 'text' : 'unknown';
  const types = `text, ${ledgerName}, text, text, text, double precision, jsonb`;
  const sql = writeRecord(begin, parameters, { journalId: null });
  return `PREPARE lockstep_record (${types}) AS ${sql}`;
}

export function executeRecordSql(recorded: Recorded): string {
  const { name, ledgerName, xid, checksum, source, durationMs, statements } = literalsOf(recorded);
  return `EXECUTE lockstep_record (${[name, ledgerName, xid, checksum, source, durationMs, statements].join(', ')})`;
}

/** As SQL: literals or parameters. */
interface RecordValues {
  readonly name: string;
  readonly ledgerName: string;
  readonly xid: string | null;
  readonly checksum: string;
  readonly source: string;
  readonly durationMs: string;
  readonly statements: string;
}

function literalsOf({ step, xid, source, durationMs, statements }: Recorded): RecordValues {
  return {
    name: quoteLiteral(step.name),
    ledgerName: quoteLiteral(step.ledgerName),
    xid: xid === null ? null : quoteLiteral(xid),
    checksum: quoteLiteral(step.checksum),
    source: quoteLiteral(source),
    durationMs: `${durationMs}::double precision`,
    statements: `${quoteLiteral(statementsJson(statements))}::jsonb`,
  };
}

type Journalled = Pick<Recorded, 'journalId'>;

function writeRecord(begin: BeginMessage, values: RecordValues, journalled: Journalled): string {
  const { ledgerSql: sql, columns, logSql } = begin.ledger;
  const { name, ledgerName, xid } = values;
  const ours = xid === null ? 'true' : `pg_catalog.pg_current_xact_id_if_assigned()::text = ${xid}`;
  const ledger =
    begin.direction === 'up'
      ? `INSERT INTO ${sql} (${[columns.name, ...columns.times].join(', ')}) SELECT ${[name, ...columns.times.map(() => 'pg_catalog.now()')].join(', ')} WHERE ${ours} RETURNING 1`
      : `DELETE FROM ${sql} WHERE ${columns.name} = ${ledgerName} AND ${ours} RETURNING 1`;
  const log = logSql ? `, log AS (${writeLog(begin, logSql, values, journalled)})` : '';
  const verdict = `CASE WHEN NOT coalesce(${ours}, false) THEN pg_catalog.current_setting('${NOT_RECORDED.otherTransaction}') WHEN count(*) = 1 THEN '' ELSE pg_catalog.current_setting('${NOT_RECORDED.noRow}') END`;
  return `WITH ledger AS (${ledger})${log} SELECT ${verdict} FROM ledger`;
}

function writeLog(
  begin: BeginMessage,
  logSql: string,
  values: RecordValues,
  { journalId }: Journalled,
): string {
  const { durationMs, statements, name, checksum, source } = values;
  if (journalId !== null) {
    return `UPDATE ${logSql} SET outcome = 'done', finished_at = pg_catalog.clock_timestamp(), duration_ms = ${durationMs}, statements = ${statements} WHERE id = ${quoteLiteral(journalId)} AND EXISTS (SELECT FROM ledger)`;
  }
  const columns =
    'run_id, name, direction, outcome, transaction, started_at, finished_at, duration_ms, checksum, source, run_by, statements';
  const times = 'pg_catalog.transaction_timestamp(), pg_catalog.clock_timestamp()';
  const [runId, direction, runBy] = [begin.runId, begin.direction, begin.runBy].map(quoteLiteral);
  return `INSERT INTO ${logSql} (${columns}) SELECT ${runId}::uuid, ${name}, ${direction}, 'done', '${values.xid === null ? 'none' : 'own'}', ${times}, ${durationMs}, ${checksum}, ${source}, ${runBy}, ${statements} FROM ledger`;
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

/** Of a running statement's text, in characters, as told to core. */
export const TOLD_SQL_LENGTH = 20_000;
const LONGEST_LOGGED_SQL = 4000;

/** As the log keeps them. */
export function statementsJson(statements: readonly TracedStatement[]): string {
  return JSON.stringify(statements.map(redacted)).replaceAll('\\u0000', '');
}

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
