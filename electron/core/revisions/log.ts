/**
 * lockstep_log: what the ledger can't say: when, how long, by whom, which text, with what outcome.
 * Where the role may not create it everything else works without. logEntries.ts reads it, writeLog.ts writes
 * what the runner's child does not write itself.
 */
import type { Session } from '../connection/session';
import { SQLSTATE } from '../connection/sqlstates';
import { CoreError } from '../errors';
import { quoteIdent, quoteQualified } from '../sql/quote';
import type { LogState } from './history';

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

interface PlaceRow {
  readonly exists: boolean;
  readonly can_create: boolean;
  /** Of SELECT, INSERT and UPDATE, those that the role does not have. */
  readonly missing: readonly string[];
  readonly has_note: boolean;
  readonly user: string;
}

/**
 * All three are needed to write: an entry is added, found again by its id, and completed. Each is asked for by
 * itself, because of several in one text has_table_privilege asks whether the role has any.
 * https://www.postgresql.org/docs/18/functions-info.html#FUNCTIONS-INFO-ACCESS
 */
const PLACE_SQL = `SELECT c.oid IS NOT NULL AS exists, coalesce(
      pg_catalog.has_schema_privilege(pg_catalog.to_regnamespace(pg_catalog.quote_ident($1)), 'CREATE'),
      pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')) AS can_create,
    ARRAY(SELECT p FROM pg_catalog.unnest('{SELECT,INSERT,UPDATE}'::text[]) p
      WHERE NOT pg_catalog.has_table_privilege(c.oid, p)) AS missing,
    current_user AS user,
    EXISTS (SELECT FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = c.oid AND a.attname = 'note' AND NOT a.attisdropped) AS has_note
  FROM (SELECT pg_catalog.to_regclass(pg_catalog.quote_ident($1) || '.' || pg_catalog.quote_ident($2)) AS oid) found
  LEFT JOIN pg_catalog.pg_class c ON c.oid = found.oid`;

export async function fetchLog(session: Session, schema: string): Promise<Log> {
  const [place] = await session.query<PlaceRow>(PLACE_SQL, [schema, LOG_TABLE]);
  const sql = quoteQualified(schema, LOG_TABLE);
  const user = quoteIdent(place?.user ?? 'public');
  if (place?.exists) {
    const { missing, has_note: isWhole } = place;
    if (missing.length === 0) return { sql, isWhole, state: { kind: 'ready' } };
    const grantSql = `GRANT ${missing.join(', ')} ON ${sql} TO ${user};`;
    const kind = missing.includes('SELECT') ? 'unreadable' : 'read-only';
    return { sql, isWhole, state: { kind, grantSql } };
  }
  const grantSql = `GRANT CREATE ON SCHEMA ${quoteIdent(schema)} TO ${user};`;
  return { sql, isWhole: true, state: { kind: 'absent', canCreate: place?.can_create ?? false, grantSql } };
}

export function isReadable({ state }: Log): boolean {
  return state.kind === 'ready' || state.kind === 'read-only';
}

/** Creates the log where that is allowed; answers with the log as it is then. */
export async function ensureLog(session: Session, schema: string): Promise<Log> {
  const log = await fetchLog(session, schema);
  const isLacking = log.state.kind === 'absent' && log.state.canCreate;
  if (isLacking) await session.query(createLogSql(log.sql));
  else if (log.state.kind !== 'ready' || log.isWhole || !(await addNote(session, log))) return log;
  return fetchLog(session, schema);
}

/** False where only its owner may, or while somebody reads it: a run can do without. */
async function addNote(session: Session, { sql }: Log): Promise<boolean> {
  try {
    await session.query(addNoteSql(sql));
    return true;
  } catch (error) {
    const info = error instanceof CoreError ? error.info : null;
    const isBusy = info?.kind === 'sql-failed' && info.sqlstate === SQLSTATE.lockNotAvailable;
    if (info?.kind === 'not-permitted' || isBusy) return false;
    throw error;
  }
}

function addNoteSql(sql: string): string {
  return `ALTER TABLE ${sql} ADD COLUMN IF NOT EXISTS note text;`;
}

/** For what is nothing without its entry. */
export function refuseUnlogged({ state, isWhole, sql }: Log, what: string): void {
  if (state.kind === 'ready' && isWhole) return;
  throw new CoreError({
    kind: 'not-permitted',
    message:
      state.kind === 'ready'
        ? `${what} is kept in ${LOG_TABLE}, which has no column “note” yet.`
        : `${what} is kept in ${LOG_TABLE}, which this role may not write.`,
    hint: 'Nothing was changed.',
    grantSql: state.kind === 'ready' ? addNoteSql(sql) : state.grantSql,
  });
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
