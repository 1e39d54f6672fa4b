/** Watches, from the interrupt session, whom a run's statement waits for, and whether the run waits for itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Blocker, type ErrorInfo, toErrorInfo } from '../errors';
import { blame, type Drive } from './driveRunner';
import { codeName } from './runSessions';
import { type Backend, fetchBlockers, fetchOwnWaiters, terminateBackend } from './workBackend.sql';

const OBSERVE_EVERY_MS = 250;

/** Until aborted. */
export async function observe(drive: Drive, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(OBSERVE_EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted || !drive.backend || drive.sessions.interrupt.isLost) continue;
    await observeOnce(drive, drive.backend).catch((error) => {
      if (!drive.sessions.interrupt.isLost) drive.progress.warn(toErrorInfo(error).message);
    });
  }
}

async function observeOnce(drive: Drive, backend: Backend): Promise<void> {
  const blockers = await fetchBlockers(drive.sessions.interrupt, backend);
  if (blockers.length > 0) drive.lastBlockers = blockers;
  if (blockers.length > 0 || drive.lastBlockers.length > 0) drive.progress.blockedBy(blockers);
  const [waiter] = await fetchOwnWaiters(drive.sessions.interrupt, backend, {
    application: codeName(drive.begin),
    localPorts: drive.localPorts,
  });
  if (!waiter) return;
  const name = drive.progress.currentName();
  blame(drive, name, {
    kind: 'code-failed',
    message: `${name ?? 'The revision'} waits for itself: a second connection that its code opened (pid ${waiter.pid}) waits for what its own transaction has locked: ${waiter.query ?? ''}`,
    hint: 'Use the queryInterface that is passed in, or pass its transaction on, instead of a connection of its own.',
  });
  await terminateBackend(drive.sessions.interrupt, backend);
  drive.child.kill();
}

/** A lock timeout, with those who were last seen in its way. */
export function withBlockers(error: ErrorInfo, blockers: readonly Blocker[]): ErrorInfo {
  if (error.kind !== 'lock-timeout' || blockers.length === 0) return error;
  const who = blockers.map(describeBlocker).join('; ');
  return { ...error, blockers, message: `${error.message} Held by ${who}.` };
}

function describeBlocker({ pid, application, state, transactionAgeMs }: Blocker): string {
  if (pid === 0) return 'a prepared transaction';
  const age = transactionAgeMs === null ? '' : ` for ${Math.round(transactionAgeMs / 1000)} s`;
  return `pid ${pid}${application ? ` ${application}` : ''}${state ? ` (${state}${age})` : ''}`;
}
