/** The latest that the log says of each revision: what a history is made of. Reads only. */

import { queryUnlessLocked } from '../connection/relationLockers.sql';
import type { Session } from '../connection/session';
import type { ErrorInfo } from '../errors';
import type { TransactionMode } from './history';
import { isReadable, LOG_TABLE, type Log, type LoggedOutcome } from './log';
import type { Direction } from './plan';

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
  readonly error: ErrorInfo | null;
  readonly is_alive: boolean;
}

/** Per name the latest entry that is done or stamped, the latest that was accepted, and the latest of any outcome; oldest first. */
export async function fetchLogEntries(session: Session, log: Log): Promise<readonly LogEntry[]> {
  if (!isReadable(log)) return [];
  const columns = `name, direction, outcome, transaction, started_at, finished_at, duration_ms, checksum,
    run_by, error, backend_pid, backend_start, id`;
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
