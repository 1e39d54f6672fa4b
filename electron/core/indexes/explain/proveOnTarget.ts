/** Asks the target itself, in a session that is read-only, waits for nobody and for a few seconds at most. */
import type { Credentials } from '../../connection/parseTarget';
import { openSession } from '../../connection/session';
import { explainOnTarget } from './explainOnTarget';
import type { Explanation } from './explainOnTwin';

export interface Proving {
  readonly credentials: Credentials;
  readonly sql: string;
  /** CREATE INDEX statements. */
  readonly candidates: readonly string[];
  readonly signal: AbortSignal;
}

const SETTINGS = {
  // What is planned for whatever its parameters are has to be prepared before PostgreSQL 16.
  plan_cache_mode: 'force_generic_plan',
  // As our parser reads strings: with a backslash that escapes, one statement may become several, which would run.
  standard_conforming_strings: 'on',
};

/** null: the target has no hypopg. */
export async function proveOnTarget({
  credentials,
  sql,
  candidates,
  signal,
}: Proving): Promise<Explanation | null> {
  signal.throwIfAborted();
  const session = await openSession(credentials, {
    ...{ kind: 'watch', name: 'lockstep explain', settings: SETTINGS },
  });
  const cancel = () => void cancelPlanning(credentials, session.pid).catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await explainOnTarget(session, sql, candidates);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
    await session.close();
  }
}

/** A planner does not notice that nobody listens any more. */
async function cancelPlanning(credentials: Credentials, pid: number): Promise<void> {
  const interrupt = await openSession(credentials, {
    kind: 'interrupt',
    name: 'lockstep explain, cancelled',
  });
  try {
    await interrupt.query(
      `SELECT pg_catalog.pg_cancel_backend(a.pid) FROM pg_catalog.pg_stat_activity a
        WHERE a.pid = $1 AND a.application_name = 'lockstep explain'`,
      [pid],
    );
  } finally {
    await interrupt.close();
  }
}
