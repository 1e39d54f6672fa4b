import type { Session } from '../../connection/session';

export interface ActivityRow {
  readonly pid: number;
  /** Text to the microsecond; this and what follows to `query` is null for others without pg_read_all_stats. */
  readonly backend_start: string | null;
  readonly user: string | null;
  readonly database: string | null;
  readonly application: string | null;
  readonly client: string | null;
  readonly state: string | null;
  readonly wait_event_type: string | null;
  readonly wait_event: string | null;
  readonly transaction_age_ms: number | null;
  readonly state_age_ms: number | null;
  readonly backend_type: string | null;
  readonly leader_pid: number | null;
  readonly query: string | null;
  readonly is_hidden: boolean;
  /** As the server keeps it, or as it is read here. */
  readonly is_query_cut: boolean | null;
  /** Whom a DEFERRABLE transaction waits for. */
  readonly snapshot_blockers: readonly number[] | null;
  /** Sessions that are of interest, and all. */
  readonly shown_count: number;
  readonly session_count: number;
}

export const SESSIONS_SHOWN = 5000;

/** Of another user's session PostgreSQL tells pid, names and, in place of the query, this. */
const HIDDEN = '<insufficient privilege>';

const LONGEST_QUERY = 2000;

/** In bytes. A text is cut before a letter that would not fit as a whole. */
const ROOM = `(SELECT pg_catalog.pg_size_bytes(pg_catalog.current_setting('track_activity_query_size')) - 1 - 3)`;

const COLUMNS = `a.pid, a.backend_start::text AS backend_start, a.usename AS user, a.datname AS database,
    a.application_name AS application,
    CASE WHEN a.client_addr IS NOT NULL THEN pg_catalog.host(a.client_addr) || ':' || a.client_port
      WHEN a.client_port = -1 THEN 'local' END AS client,
    a.state, a.wait_event_type, a.wait_event,
    pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - a.xact_start) * 1000 AS transaction_age_ms,
    pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - a.state_change) * 1000 AS state_age_ms,
    a.backend_type, a.leader_pid, pg_catalog."left"(a.query, ${LONGEST_QUERY}) AS query,
    pg_catalog.octet_length(a.query) >= ${ROOM} OR pg_catalog.length(a.query) > ${LONGEST_QUERY} AS is_query_cut,
    a.query IS NOT DISTINCT FROM '${HIDDEN}' AS is_hidden,
    CASE WHEN a.wait_event = 'SafeSnapshot' OR a.query IS NOT DISTINCT FROM '${HIDDEN}'
      THEN pg_catalog.pg_safe_snapshot_blocking_pids(a.pid) END AS snapshot_blockers,
    (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_get_backend_idset() AS b WHERE pg_catalog.pg_stat_get_backend_dbid(b) <> 0)::int AS session_count`;

const INTERESTING = `FROM pg_catalog.pg_stat_activity a
  WHERE a.pid <> pg_catalog.pg_backend_pid()
    AND (a.pid IN (SELECT pg_catalog.unnest($1::int[])) OR a.xact_start IS NOT NULL OR a.wait_event = 'SafeSnapshot'
      OR a.leader_pid IS NOT NULL)`;

/** A window over them, or a count beside each, costs the server as much again as to read them. */
const ALL = `SELECT ${COLUMNS} ${INTERESTING} ORDER BY a.xact_start, a.pid LIMIT ${SESSIONS_SHOWN + 1}`;

const FIRST = `SELECT ${COLUMNS}, pg_catalog.count(*) OVER ()::int AS shown_count ${INTERESTING}
  ORDER BY a.pid IN (SELECT pg_catalog.unnest($2::int[])) DESC, a.xact_start, a.pid LIMIT ${SESSIONS_SHOWN}`;

/** Sessions with a transaction open, and those of `pids`; `first` come before the cap. */
export async function fetchActivity(
  session: Session,
  pids: readonly number[],
  first: readonly number[],
): Promise<readonly ActivityRow[]> {
  const rows = await session.query<Omit<ActivityRow, 'shown_count'>>(ALL, [pids], {
    keptAs: 'lockstep activity',
  });
  if (rows.length <= SESSIONS_SHOWN) return rows.map((row) => ({ ...row, shown_count: rows.length }));
  return session.query<ActivityRow>(FIRST, [pids, first], { keptAs: 'lockstep first activity' });
}
