import { describeRevisionError, RevisionError } from './describeRevisionError';
import type { LoadedStep } from './loadRevision';
import { CaughtError, missingAwait, swallowedError } from './revisionFaults';
import type { RunContext } from './runContext';
import type { Opening } from './statementTrace';

/** Calls the revision's own code; throws unless all that it sent has ended, and ended well. */
export async function runBody(
  { session }: RunContext,
  { step, body }: LoadedStep,
  how: Pick<Opening, 'transaction' | 'hasSavepoints'>,
): Promise<void> {
  const gate = { ...how, lockTimeoutMs: step.lockTimeoutMs };
  await session.trace.open(gate, () => body(session));
  // What still runs, or is sent from now on, nobody has awaited.
  const running = session.trace.active;
  session.trace.close((sql) => new RevisionError(missingAwait(step.name, [sql])));
  // It reaches the connection within two turns of the event loop.
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  if (running.length > 0) throw new RevisionError(missingAwait(step.name, running));
  const { refused } = session.trace;
  if (refused) throw new RevisionError(describeRevisionError(refused.thrown, refused, step));
  if (session.trace.firstError && session.transactionStatus() === 'E') {
    throw new CaughtError(swallowedError(session));
  }
}
