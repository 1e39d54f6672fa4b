/**
 * Drives the runner's child through a run: follows what happens, passes on a cancel, stops it when the
 * run lock is lost and ends what does not end by itself.
 * What it returns are the child's claims; settleRun asks the database.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Blocker, CoreError, type ErrorInfo, toErrorInfo } from '../errors';
import type { RunnerExit, RunnerProcess } from '../project/runnerProcess';
import { type BeginMessage, type FromRunner, fromRunner, type RunEvent } from '../project/runnerProtocol';
import { observe, withBlockers } from './observeRun';
import type { RunProgress } from './runProgress';
import { codeName, type RunSessions } from './runSessions';
import { type Backend, cancelBackend, terminateBackend, terminateByName } from './workBackend.sql';

export interface DriveOptions {
  readonly begin: BeginMessage;
  /** Started, and waiting to be told. */
  readonly child: RunnerProcess;
  readonly sessions: RunSessions;
  readonly progress: RunProgress;
  readonly signal: AbortSignal;
}

export interface DriveResult {
  readonly backend: Backend | null;
  /** Why it stopped, as far as the child or its end tells; null when it ran to the end. */
  readonly error: ErrorInfo | null;
  /** The revision that the error is about. */
  readonly revision: string | null;
  /** Statements of that revision that had run; at least, where `isUntold`. */
  readonly statementCount: number;
  /** The child ended without saying how far it was: the last messages may be missing. */
  readonly isUntold: boolean;
}

/** After a cancel the child has this long to roll back by itself. */
const CANCEL_GRACE_MS = 1000;

/** What is known of a run that goes on. */
export interface Drive extends DriveOptions {
  /** Of the connections that the child has opened. */
  readonly localPorts: number[];
  backend: Backend | null;
  error: ErrorInfo | null;
  revision: string | null;
  statementCount: number;
  /** What process.exit was called with. */
  exit: { readonly revision: string | null; readonly code: number } | null;
  lastBlockers: readonly Blocker[];
  ended: boolean;
  isUntold: boolean;
}

export async function driveRunner(options: DriveOptions): Promise<DriveResult> {
  const drive = start(options);
  const { exit } = drive.child;
  const stop = new AbortController();
  const cancelling = onAbort(options.signal, () => cancel(drive, exit));
  const observing = observe(drive, stop.signal);
  const how = await exit;
  stop.abort();
  await observing;
  await cancelling.done();
  await terminateByName(options.sessions.interrupt, codeName(options.begin)).catch(() => undefined);
  explainEnd(drive, how);
  const { backend, error, revision, statementCount, isUntold } = drive;
  return { backend, error, revision, statementCount, isUntold };
}

function start(options: DriveOptions): Drive {
  const { child } = options;
  const drive: Drive = {
    ...options,
    localPorts: [],
    backend: null,
    error: null,
    revision: null,
    statementCount: 0,
    exit: null,
    lastBlockers: [],
    ended: false,
    isUntold: false,
  };
  child.onOutput((text) => options.progress.print(text));
  child.onMessage((message) => {
    const parsed = fromRunner.safeParse(message);
    if (parsed.success) receive(drive, parsed.data);
  });
  options.sessions.lock.onLost(() => {
    blame(drive, null, lockLost());
    child.send({ type: 'cancel' });
  });
  child.send(options.begin);
  return drive;
}

function receive(drive: Drive, message: FromRunner): void {
  if (message.type === 'connected') drive.backend = { pid: message.pid, start: message.backendStart };
  if (message.type === 'socket') drive.localPorts.push(message.localPort);
  if (message.type === 'events') for (const event of message.events) receiveEvent(drive, event);
  if (message.type === 'refused') blame(drive, message.revision, message.error);
  if (message.type === 'exiting') drive.exit = message;
  if (message.type === 'ended') {
    drive.ended = true;
    drive.child.kill();
  }
}

function receiveEvent(drive: Drive, event: RunEvent): void {
  if (event.type === 'step-begun') drive.lastBlockers = [];
  if (event.type === 'step-ended' && event.error) {
    drive.statementCount = event.statementCount;
    blame(drive, event.name, withBlockers(event.error, drive.lastBlockers));
  }
  drive.progress.apply(event);
}

/** The first thing to blame is the cause of all others. */
export function blame(drive: Drive, revision: string | null, error: ErrorInfo): void {
  if (drive.error) return;
  drive.error = error;
  drive.revision = revision;
}

async function cancel(drive: Drive, exit: Promise<RunnerExit>): Promise<void> {
  drive.progress.enter('cancelling');
  drive.child.send({ type: 'cancel' });
  const { backend, sessions } = drive;
  if (backend) await cancelBackend(sessions.interrupt, backend).catch(() => undefined);
  const grace = new AbortController();
  await Promise.race([
    exit,
    sleep(CANCEL_GRACE_MS, undefined, { signal: grace.signal }).catch(() => undefined),
  ]);
  grace.abort();
  if (backend) await terminateBackend(sessions.interrupt, backend).catch(() => undefined);
  drive.child.kill();
}

function lockLost(): ErrorInfo {
  return {
    kind: 'connection-lost',
    message: 'The session that holds the run lock was lost.',
    hint: 'Nothing further was begun. Run again.',
  };
}

/** The child is gone; what it has not said itself is said here. */
function explainEnd(drive: Drive, how: RunnerExit): void {
  if (drive.error || (drive.ended && !drive.signal.aborted)) return;
  const name = drive.progress.currentName();
  drive.isUntold = !drive.ended;
  drive.statementCount = drive.progress.endedStatements();
  if (drive.signal.aborted) {
    blame(drive, name, { kind: 'cancelled', message: `${name ?? 'The run'} was cancelled.` });
    return;
  }
  const ended =
    drive.exit === null
      ? `the process that ran it ended (${how.signal ?? `exit code ${how.code}`})`
      : `it called process.exit(${drive.exit.code})`;
  blame(drive, drive.exit?.revision ?? name, {
    kind: 'code-failed',
    message: `The project’s code did not finish: ${ended}.`,
    hint:
      drive.exit === null
        ? 'It may have been killed, or have used more than 512 MB of memory.'
        : 'A revision must return, not end its process.',
  });
}

function onAbort(signal: AbortSignal, action: () => Promise<void>) {
  let running: Promise<void> = Promise.resolve();
  const listener = () => {
    running = action();
  };
  if (signal.aborted) listener();
  else signal.addEventListener('abort', listener, { once: true });
  return {
    done: () => {
      signal.removeEventListener('abort', listener);
      return running;
    },
  };
}

export function isCancelled(error: ErrorInfo | null): boolean {
  return error?.kind === 'cancelled';
}

export function asCoreError(error: unknown): CoreError {
  return error instanceof CoreError ? error : new CoreError(toErrorInfo(error));
}
