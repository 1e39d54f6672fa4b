/** What the interrupt session asks and does about the backend on which a run works. */

import { type BlockerRow, toBlocker } from '../connection/relationLockers.sql';
import type { Session } from '../connection/session';
import { type Blocker, CoreError } from '../errors';

/** A pid alone may have been given to somebody else in the meantime. */
export interface Backend {
  readonly pid: number;
  /** pg_stat_activity.backend_start as text. */
  readonly start: string;
}

/** The backend of one of our own sessions. */
export async function fetchOwnBackend(session: Session): Promise<Backend> {
  const [row] = await session.query<Backend>(
    'SELECT pid, backend_start::text AS start FROM pg_catalog.pg_stat_activity WHERE pid = pg_catalog.pg_backend_pid()',
  );
  if (row) return row;
  throw new CoreError({ kind: 'bug', id: 'backend', message: 'The server does not list our own session.' });
}

const BLOCKER_COLUMNS = `a.pid, a.usename AS user, a.application_name AS application, a.state, a.query,
  (extract(epoch FROM pg_catalog.clock_timestamp() - a.xact_start) * 1000)::float8 AS age_ms`;

/** Who the backend waits for; empty when it does not wait. A prepared transaction is pid 0. */
export async function fetchBlockers(session: Session, backend: Backend): Promise<readonly Blocker[]> {
  const rows = await session.query<BlockerRow>(
    `SELECT b.pid, a.user, a.application, a.state, a.query, a.age_ms
     FROM (SELECT DISTINCT pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) AS pid) b
     LEFT JOIN LATERAL (SELECT ${BLOCKER_COLUMNS} FROM pg_catalog.pg_stat_activity a WHERE a.pid = b.pid) a ON true
     ORDER BY b.pid`,
    [backend.pid],
  );
  return rows.map(toBlocker);
}

/**
 * Sessions of the project's own code that wait for this backend: they would wait for ever. Known by their
 * name, or by the port that they come from where no proxy is in between.
 */
export async function fetchOwnWaiters(
  session: Session,
  backend: Backend,
  own: { readonly application: string; readonly localPorts: readonly number[] },
): Promise<readonly Blocker[]> {
  const rows = await session.query<BlockerRow>(
    `SELECT ${BLOCKER_COLUMNS} FROM pg_catalog.pg_stat_activity a
     JOIN pg_catalog.pg_stat_activity w ON w.pid = $1
     WHERE (a.application_name = $2 OR a.client_port = ANY ($3::int[]) AND a.client_addr = w.client_addr)
       AND a.wait_event_type = 'Lock' AND $1 = ANY (pg_catalog.pg_blocking_pids(a.pid))`,
    [backend.pid, own.application, own.localPorts],
  );
  return rows.map(toBlocker);
}

export async function isBackendAlive(session: Session, backend: Backend): Promise<boolean> {
  const rows = await session.query(
    'SELECT FROM pg_catalog.pg_stat_activity WHERE pid = $1 AND backend_start = $2::timestamptz',
    [backend.pid, backend.start],
  );
  return rows.length > 0;
}

/** Cancels the running statement; does nothing when the pid is somebody else's by now. */
export async function cancelBackend(session: Session, backend: Backend): Promise<void> {
  await session.query(
    'SELECT pg_catalog.pg_cancel_backend(pid) FROM pg_catalog.pg_stat_activity WHERE pid = $1 AND backend_start = $2::timestamptz',
    [backend.pid, backend.start],
  );
}

/** Ends the session; does nothing when the pid is somebody else's by now. */
export async function terminateBackend(session: Session, backend: Backend): Promise<void> {
  await session.query(
    'SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE pid = $1 AND backend_start = $2::timestamptz',
    [backend.pid, backend.start],
  );
}

/** Ends every session that the project's code opened for itself. */
export async function terminateByName(session: Session, codeApplicationName: string): Promise<void> {
  await session.query(
    'SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE application_name = $1',
    [codeApplicationName],
  );
}
