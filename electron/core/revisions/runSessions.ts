/** The sessions of a run besides the one on which it works. */

import type { ServerFacts } from '../connection/profile';
import { fetchServerFacts, refuseOldServer } from '../connection/serverFacts.sql';
import { openSession, type Session } from '../connection/session';
import { refusePooler } from './runLock';
import type { RunRequest } from './runRequest';

export interface RunSessions {
  /** Holds the run lock; autocommit, never with a snapshot of its own. */
  readonly lock: Session;
  readonly interrupt: Session;
  readonly facts: ServerFacts;
}

/** All sessions before the first statement: a server that has none left refuses here, not half-way. */
export async function withRunSessions<T>(
  request: RunRequest,
  use: (sessions: RunSessions) => Promise<T>,
): Promise<T> {
  const sessions = await openSessions(request);
  try {
    return await use(sessions);
  } finally {
    await Promise.all([sessions.lock.close(), sessions.interrupt.close()]);
  }
}

async function openSessions({ credentials, identity }: RunRequest): Promise<RunSessions> {
  const name = runName(identity);
  const lock = await openSession(credentials, { kind: 'run', name: `${name} lock` });
  try {
    await refusePooler(lock);
    const facts = await fetchServerFacts(lock);
    refuseOldServer(facts);
    const known = { ...credentials, password: lock.password };
    return { lock, facts, interrupt: await openSession(known, { kind: 'interrupt', name: `${name} watch` }) };
  } catch (error) {
    await lock.close();
    throw error;
  }
}

/** How the application_name of each of a run's sessions begins. */
export function runName({ runId }: { readonly runId: string }): string {
  return `lockstep run ${runId.slice(0, 8)}`;
}

/** The name under which connections of the project's own code appear in pg_stat_activity. */
export function codeName(identity: { readonly runId: string }): string {
  return `${runName(identity)} code`;
}
