/**
 * Runs one revision: in one transaction with its ledger row; outside of one when it says so or
 * PostgreSQL does; again after a pause when a lock was not to be had. Start at `runRevision`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorInfo } from '../../errors';
import type { TransactionMode } from '../../revisions/history';
import { RevisionError } from './describeRevisionError';
import { tryInside } from './insideTransaction';
import type { TryResult } from './judgeFailure';
import type { LoadedStep } from './loadRevision';
import { tryOutside } from './outsideTransaction';
import { restoreSettings } from './restoreSession';
import type { RunContext } from './runContext';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;

/**
 * Ends with the step's event sent; throws a RevisionError when the run must stop.
 * `next` is the revision that runs after this one, where there is one.
 */
export async function runRevision(
  context: RunContext,
  loaded: LoadedStep,
  next: LoadedStep | null,
): Promise<void> {
  const { begin, port, cancelled } = context;
  const { name, declaredNone } = loaded.step;
  let transaction: TransactionMode = declaredNone ? 'none' : 'own';
  let hasSavepoints = false;
  for (let tries = 1; ; tries++) {
    if (cancelled.aborted) throw new RevisionError({ kind: 'cancelled', message: 'Cancelled.' });
    const startedAt = performance.now();
    port.sendEvent({ type: 'step-begun', name, transaction, tries });
    const result = await (transaction === 'own'
      ? tryInside(context, loaded, { next, hasSavepoints })
      : tryOutside(context, loaded));
    await restoreSettings(context);
    if (result.next === 'without-transaction') {
      transaction = 'none';
      tries = 0;
    } else if (result.next === 'with-savepoints' && !hasSavepoints) {
      hasSavepoints = true;
      tries = 0;
    } else if (result.next === 'retry' && result.error && tries < begin.lockTries && !cancelled.aborted) {
      await pause(context, name, tries, result.error);
    } else {
      return tellEnd(context, loaded, result, { transaction, startedAt });
    }
  }
}

function tellEnd(
  { port, session }: RunContext,
  { step }: LoadedStep,
  { status, error }: TryResult,
  { transaction, startedAt }: { readonly transaction: TransactionMode; readonly startedAt: number },
): void {
  const durationMs = performance.now() - startedAt;
  const statementCount = session.trace.endedCount;
  port.sendEvent({
    type: 'step-ended',
    name: step.name,
    status,
    transaction,
    durationMs,
    error,
    statementCount,
    caught: error ? [] : [...session.trace.caught],
  });
  if (error) throw new RevisionError(error);
}

async function pause(context: RunContext, name: string, tries: number, error: ErrorInfo): Promise<void> {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
  const pauseMs = longest * (0.5 + Math.random() / 2);
  context.port.sendEvent({ type: 'retrying', name, pauseMs, error });
  await sleep(pauseMs, undefined, { signal: context.cancelled }).catch(() => undefined);
}
