/** What the log says of one revision. Reads only. */

import { queryUnlessLocked } from '../connection/relationLockers.sql';
import { badInput, type ErrorInfo } from '../errors';
import { readRevisionText } from '../project/revisionFiles';
import { checksumOf, normaliseText } from '../project/revisionText';
import { stemOf } from './graph/names';
import type { TransactionMode } from './history';
import { fetchLedger } from './ledger';
import { fetchLog, isReadable, LOG_TABLE, type Log, type LoggedOutcome } from './log';
import type { Place } from './place';
import type { Direction } from './plan';

/** One thing that the log says happened to a revision. */
export interface LogRecord {
  readonly id: string;
  readonly runId: string;
  readonly direction: Direction;
  readonly outcome: LoggedOutcome;
  readonly transaction: TransactionMode;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly durationMs: number | null;
  readonly checksum: string | null;
  /** Operating system's user and host. */
  readonly runBy: string;
  readonly databaseUser: string;
  /** What ran, as far as the log keeps it; null where it holds none. */
  readonly statements: readonly LoggedStatement[] | null;
  readonly error: ErrorInfo | null;
  /** The reason given for an acceptance; what was stamped or repaired. */
  readonly note: string | null;
}

export interface LoggedStatement {
  readonly sql: string;
  readonly durationMs: number;
}

/** What an applied revision's file was, and what it is. */
export interface TextDifference {
  readonly name: string;
  /** The text that ran or was last accepted; null where the log does not hold it. */
  readonly before: string | null;
  readonly after: string;
  readonly beforeChecksum: string | null;
  readonly afterChecksum: string;
}

interface RecordRow {
  readonly id: string;
  readonly run_id: string;
  readonly direction: Direction;
  readonly outcome: LoggedOutcome;
  readonly transaction: TransactionMode;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly duration_ms: number | null;
  readonly checksum: string | null;
  readonly run_by: string;
  readonly database_user: string;
  readonly statements: readonly LoggedStatement[] | null;
  readonly error: ErrorInfo | null;
  readonly note: string | null;
}

/** Newest first, at most 200: also what ran when the file had another extension. */
export async function fetchRevisionLog(place: Place, name: string): Promise<readonly LogRecord[]> {
  const log = await fetchReadableLog(place);
  if (!log) return [];
  const columns = `id::text, run_id::text, direction, outcome, transaction, started_at, finished_at, duration_ms,
    checksum, run_by, database_user, statements, error, ${log.isWhole ? 'note' : 'NULL AS note'}`;
  const rows = await queryUnlessLocked<RecordRow>(
    place.connection.watch,
    { name: LOG_TABLE, sql: log.sql },
    `SELECT ${columns} FROM ${log.sql} e WHERE ${STEM_SQL} = $1 ORDER BY e.id DESC LIMIT 200`,
    [stemOf(name)],
  );
  return rows.map(toRecord);
}

/** As stemOf of graph/names.ts. */
const STEM_SQL = `pg_catalog.regexp_replace(name, '\\.[cm]?[jt]s$|\\.sql$', '')`;

async function fetchReadableLog({ connection, project }: Place): Promise<Log | null> {
  const ledger = await fetchLedger(connection.watch, project.ledger);
  const log = await fetchLog(connection.watch, ledger.schema);
  return isReadable(log) ? log : null;
}

/** What the text of an applied revision was when it ran or was last accepted, and what it is. */
export async function fetchDifference(place: Place, name: string): Promise<TextDifference> {
  const file = place.project.revisions.find((each) => each.name === name);
  if (!file) throw badInput(`${name} has no file in this project.`, 'There is nothing to compare with.');
  const after = normaliseText(await readRevisionText(file.path));
  const log = await fetchReadableLog(place);
  const rows = log ? await fetchLastText(place, log, name) : [];
  return {
    name,
    before: rows[0]?.source ?? null,
    after,
    beforeChecksum: rows[0]?.checksum ?? null,
    afterChecksum: checksumOf(after),
  };
}

function fetchLastText({ connection }: Place, log: Log, name: string) {
  return queryUnlessLocked<{ source: string | null; checksum: string | null }>(
    connection.watch,
    { name: LOG_TABLE, sql: log.sql },
    `SELECT source, checksum FROM ${log.sql} e WHERE ${STEM_SQL} = $1 AND direction = 'up'
       AND outcome IN ('done', 'stamped', 'accepted') ORDER BY e.id DESC LIMIT 1`,
    [stemOf(name)],
  );
}

function toRecord(row: RecordRow): LogRecord {
  return {
    id: row.id,
    runId: row.run_id,
    direction: row.direction,
    outcome: row.outcome,
    transaction: row.transaction,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    durationMs: row.duration_ms,
    checksum: row.checksum,
    runBy: row.run_by,
    databaseUser: row.database_user,
    statements: row.statements,
    error: row.error,
    note: row.note,
  };
}
