/** For what changes ledger or log without running a revision: alone, and after looking again. */
import { openSession, type Session } from '../connection/session';
import { fetchLedgerState, type LedgerState } from './fetchHistory';
import { createLedger } from './ledger';
import { ensureLog, type Log } from './log';
import type { Place } from './place';
import { acquireRunLock, lockName, refusePooler } from './runLock';

const WAIT_MS = 10_000;

export interface UnderLock {
  /** Autocommit; holds the run lock. */
  readonly session: Session;
  /** As read after the lock was taken. */
  readonly state: LedgerState;
  readonly log: Log;
}

/** Makes ledger and log where they are missing; throws runner-busy, naming who runs, when that does not end soon. */
export async function underRunLock<T>(place: Place, use: (locked: UnderLock) => Promise<T>): Promise<T> {
  const { connection, project } = place;
  const session = await openSession(connection.credentials, { kind: 'run', name: 'lockstep ledger' });
  try {
    await refusePooler(session);
    const seen = await fetchLedgerState(session, project.ledger);
    const waiting = { waitMs: WAIT_MS, signal: new AbortController().signal, onWaiting: () => undefined };
    await acquireRunLock(session, lockName(seen.ledger), waiting);
    await createLedger(session, seen.ledger);
    const log = await ensureLog(session, seen.ledger.schema);
    return await use({ session, state: await fetchLedgerState(session, project.ledger), log });
  } finally {
    await session.close();
  }
}
