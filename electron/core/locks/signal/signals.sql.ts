/** What is sent to a session, and what becomes of it. */
import type { Session } from '../../connection/session';

export type Signal = 'cancel' | 'terminate';

export interface Victim {
  readonly pid: number;
  readonly backendStart: string;
}

export interface SentRow {
  readonly sent: boolean;
  readonly at: Date;
  readonly user: string | null;
  readonly application: string | null;
  readonly state: string | null;
  readonly query: string | null;
  readonly query_start: string | null;
}

/** Looked at and signalled in one statement: between two of them the pid could become somebody else's. */
const SEND: Readonly<Record<Signal, string>> = {
  cancel: sendSql('pg_cancel_backend'),
  terminate: sendSql('pg_terminate_backend'),
};

function sendSql(signal: string): string {
  return `SELECT pg_catalog.${signal}(a.pid) AS sent, pg_catalog.clock_timestamp() AS at, a.usename AS user,
    a.application_name AS application, a.state, pg_catalog."left"(a.query, 2000) AS query,
    a.query_start::text AS query_start
  FROM pg_catalog.pg_stat_activity a
  WHERE a.pid = $1 AND a.backend_start = $2::timestamptz AND a.pid <> pg_catalog.pg_backend_pid()`;
}

/** null: there is no such session any more, and nobody was signalled. */
export async function sendSignal(
  session: Session,
  signal: Signal,
  { pid, backendStart }: Victim,
): Promise<SentRow | null> {
  const [row] = await session.query<SentRow>(SEND[signal], [pid, backendStart]);
  return row ?? null;
}

export interface AfterRow {
  readonly state: string | null;
  readonly query_start: string | null;
  readonly user: string | null;
  readonly is_superuser: boolean;
  readonly is_autovacuum: boolean;
}

const AFTER = `SELECT a.state, a.query_start::text AS query_start, a.usename AS user,
    coalesce((SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.oid = a.usesysid), true) AS is_superuser,
    a.backend_type IS NOT DISTINCT FROM 'autovacuum worker' AS is_autovacuum
  FROM pg_catalog.pg_stat_activity a WHERE a.pid = $1 AND a.backend_start = $2::timestamptz`;

export async function fetchAfter(session: Session, { pid, backendStart }: Victim): Promise<AfterRow | null> {
  const [row] = await session.query<AfterRow>(AFTER, [pid, backendStart]);
  return row ?? null;
}

const WAITING = `SELECT l.pid FROM pg_catalog.pg_locks l WHERE NOT l.granted AND l.pid IS NOT NULL`;

/** Pids that wait for a lock now. */
export async function fetchWaiting(session: Session): Promise<ReadonlySet<number>> {
  const rows = await session.query<{ readonly pid: number }>(WAITING);
  return new Set(rows.map(({ pid }) => pid));
}
