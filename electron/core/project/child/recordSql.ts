/** The statements that make "recorded" and "applied" the same thing. */
import { quoteLiteral } from '../../sql/quote';
import type { BeginMessage, RunnerStep } from '../runnerProtocol';
import type { TracedStatement } from './statementTrace';

/**
 * BEGIN, our transaction's id, and the fence: a lock on this ledger for as long as the transaction lives,
 * so that the orphan of a killed run and its successor are never both at work.
 */
export function beginSql(begin: BeginMessage): string {
  return `BEGIN; SELECT pg_catalog.pg_current_xact_id()::text AS xid, pg_catalog.pg_try_advisory_xact_lock(${fenceKey(begin)}) AS fenced`;
}

export function sessionFenceSql(begin: BeginMessage): string {
  return `SELECT pg_catalog.pg_try_advisory_lock(${fenceKey(begin)}) AS fenced`;
}

export function sessionUnfenceSql(begin: BeginMessage): string {
  return `SELECT pg_catalog.pg_advisory_unlock(${fenceKey(begin)})`;
}

function fenceKey(begin: BeginMessage): string {
  return `pg_catalog.hashtextextended(${quoteLiteral(`${begin.lockName} fence`)}, 0)`;
}

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

interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * Ledger row and log row in one statement. It writes nothing when the transaction is not the one we began:
 * then the revision has ended ours. Answers with `ledger_rows`.
 */
export function recordSql(begin: BeginMessage, recorded: Recorded): Statement {
  const values: unknown[] = [recorded.step.name];
  const guard =
    recorded.xid === null
      ? 'true'
      : `pg_catalog.pg_current_xact_id_if_assigned()::text = $${values.push(recorded.xid)}`;
  const ledger =
    begin.direction === 'up'
      ? `INSERT INTO ${begin.ledger.ledgerSql} (name) SELECT $1 WHERE ${guard} RETURNING 1`
      : `DELETE FROM ${begin.ledger.ledgerSql} WHERE name = $1 AND ${guard} RETURNING 1`;
  const log = begin.ledger.logSql ? `, log AS (${logSql(begin, recorded, values)})` : '';
  return { sql: `WITH ledger AS (${ledger})${log} SELECT count(*)::int AS ledger_rows FROM ledger`, values };
}

function logSql(begin: BeginMessage, recorded: Recorded, values: unknown[]): string {
  const value = (each: unknown, type: string) => `$${values.push(each)}::${type}`;
  const statements = value(JSON.stringify(recorded.statements.map(redacted)), 'jsonb');
  const duration = value(recorded.durationMs, 'double precision');
  if (recorded.journalId !== null) {
    return `UPDATE ${begin.ledger.logSql} SET outcome = 'done', finished_at = pg_catalog.clock_timestamp(), duration_ms = ${duration}, statements = ${statements} WHERE id = ${value(recorded.journalId, 'bigint')} AND EXISTS (SELECT FROM ledger)`;
  }
  const columns =
    'run_id, name, direction, outcome, transaction, started_at, finished_at, duration_ms, checksum, source, run_by, statements';
  const run = `${value(begin.runId, 'uuid')}, $1, ${value(begin.direction, 'text')}, 'done', 'own', pg_catalog.transaction_timestamp(), pg_catalog.clock_timestamp()`;
  const file = `${value(recorded.step.checksum, 'text')}, ${value(recorded.source, 'text')}, ${value(begin.runBy, 'text')}`;
  return `INSERT INTO ${begin.ledger.logSql} (${columns}) SELECT ${run}, ${duration}, ${file}, ${statements} FROM ledger`;
}

/** Announces a revision that runs without a transaction, so that a crash can be seen. Answers with `id`. */
export function journalSql(begin: BeginMessage, step: RunnerStep, source: string): Statement {
  return {
    sql: `INSERT INTO ${begin.ledger.logSql} (run_id, name, direction, outcome, transaction, started_at, checksum, source, run_by, backend_pid, backend_start)
      SELECT $1::uuid, $2::text, $3::text, 'started', 'none', pg_catalog.clock_timestamp(), $4::text, $5::text, $6::text, a.pid, a.backend_start
      FROM pg_catalog.pg_stat_activity a WHERE a.pid = pg_catalog.pg_backend_pid() RETURNING id::text`,
    values: [begin.runId, step.name, begin.direction, step.checksum, source, begin.runBy],
  };
}

/** INVALID indexes: what a failed CREATE or REINDEX INDEX CONCURRENTLY leaves behind. */
export const INVALID_INDEXES_SQL = `SELECT n.nspname AS schema, c.relname AS name
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT i.indisvalid AND c.relkind = 'i' ORDER BY 1, 2`;

const LONGEST_LOGGED_SQL = 4000;

function redacted({ sql, durationMs }: TracedStatement) {
  return {
    sql: redactSecrets(sql).slice(0, LONGEST_LOGGED_SQL),
    durationMs: Math.round(durationMs * 1000) / 1000,
  };
}

/** Passwords in role and user-mapping statements don't belong into a log that many may read. */
export function redactSecrets(sql: string): string {
  return sql.replace(/\b(password\s*(?:=>?\s*)?)(e?'(?:[^'\\]|''|\\.)*')/gi, "$1'***'");
}
