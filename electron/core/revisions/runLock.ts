/**
 * Keeps two runs on one ledger apart: a session-level advisory lock that dies with its session.
 * Polled, never waited for: a session that waits in pg_advisory_lock holds a snapshot, and
 * CREATE INDEX CONCURRENTLY of the run that it waits for would wait for that snapshot: a deadlock.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../connection/session';
import { CoreError, type RunnerHolder } from '../errors';
import { fenceName } from '../project/child/fenceSql';
import type { Ledger } from './ledger';

const SHORTEST_POLL_MS = 25;
const LONGEST_POLL_MS = 250;

/** What the lock's key is hashed from. The key space of advisory locks is one database's already. */
export function lockName(ledger: Ledger): string {
  return `lockstep run ${ledger.schema}.${ledger.table}`;
}

export interface WaitOptions {
  readonly waitMs: number;
  readonly signal: AbortSignal;
  /** Called while somebody else holds the lock. */
  readonly onWaiting: (holder: RunnerHolder | null) => void;
}

/**
 * Resolves once the lock is ours and no backend of an earlier run is still at work; throws runner-busy,
 * naming the holder, when that is not so within `waitMs`.
 */
export async function acquireRunLock(session: Session, name: string, options: WaitOptions): Promise<void> {
  const deadline = performance.now() + options.waitMs;
  await pollLock(session, name, deadline, options);
  // The backend of a run that was killed may yet commit: what the ledger holds is known only afterwards.
  await pollLock(session, fenceName(name), deadline, options);
  await session.query('SELECT pg_catalog.pg_advisory_unlock(pg_catalog.hashtextextended($1, 0))', [
    fenceName(name),
  ]);
}

async function pollLock(
  session: Session,
  name: string,
  deadline: number,
  options: WaitOptions,
): Promise<void> {
  for (;;) {
    options.signal.throwIfAborted();
    const [answer] = await session.query<{ locked: boolean }>(
      'SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended($1, 0)) AS locked',
      [name],
    );
    if (answer?.locked) return;
    const holder = await fetchRunLockHolder(session, name);
    if (performance.now() >= deadline) throw busy(holder);
    options.onWaiting(holder);
    const pause = SHORTEST_POLL_MS + Math.random() * (LONGEST_POLL_MS - SHORTEST_POLL_MS);
    await sleep(pause, undefined, { signal: options.signal });
  }
}

/** Who holds the run lock now; null when nobody does. Reads only. */
export async function fetchRunLockHolder(session: Session, name: string): Promise<RunnerHolder | null> {
  const [row] = await session.query<{
    pid: number;
    application: string;
    user: string;
    client: string | null;
    since: Date | null;
  }>(
    `SELECT l.pid, coalesce(a.application_name, '') AS application, coalesce(a.usename::text, '') AS user,
       a.client_addr::text AS client, a.backend_start AS since
     FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid,
       LATERAL (SELECT pg_catalog.hashtextextended($1, 0) AS key) k
     WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
       AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
       AND l.classid::bigint = ((k.key >> 32) & 4294967295) AND l.objid::bigint = (k.key & 4294967295)
     LIMIT 1`,
    [name],
  );
  if (!row) return null;
  const { pid, application, user, client, since } = row;
  return { pid, application, user, client, since: since?.toISOString() ?? null };
}

/** A pooler that hands out another backend per transaction would void the lock without a word. */
export async function refusePooler(session: Session): Promise<void> {
  const [row] = await session.query<{ pid: number }>('SELECT pg_catalog.pg_backend_pid() AS pid');
  if (row?.pid === session.pid) return;
  throw new CoreError({
    kind: 'cannot-connect',
    reason: 'other',
    message: 'This connection goes through a pooler (such as PgBouncer), which can’t keep a run lock.',
    hint: 'Give the server’s own host and port for migrations. Nothing was run.',
  });
}

function busy(holder: RunnerHolder | null): CoreError {
  const who = holder
    ? `pid ${holder.pid}, ${holder.application || 'unnamed'}, as ${holder.user}${holder.client ? ` from ${holder.client}` : ''}`
    : 'another session';
  return new CoreError({
    kind: 'runner-busy',
    holder,
    message: `Somebody else is running revisions on this database: ${who}.`,
    hint: 'Wait until they have finished; nothing was run.',
  });
}
