/**
 * Drives the runner's child through a run: follows what happens, passes on a cancel, stops it when the
 * run lock is lost and ends what does not end by itself.
 * What it returns are the child's claims; settleRun asks the database.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../connection/session';
import { type Blocker, CoreError, type ErrorInfo, toErrorInfo } from '../errors';
import { type RunnerExit, type RunnerProcess, runnerEnv, type SpawnRunner } from '../project/runnerProcess';
import { type BeginMessage, type FromRunner, fromRunner, type RunEvent } from '../project/runnerProtocol';
import type { RunProgress } from './runProgress';
import {
  type Backend,
  cancelBackend,
  fetchBlockers,
  fetchOwnWaiters,
  terminateBackend,
  terminateByName,
} from './workBackend.sql';

export interface DriveOptions {
  readonly begin: BeginMessage;
  readonly spawnRunner: SpawnRunner;
  /** Holds the run lock. */
  readonly lockSession: Session;
  readonly interruptSession: Session;
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

const OBSERVE_EVERY_MS = 250;
/** After a cancel the child has this long to roll back by itself. */
const CANCEL_GRACE_MS = 1000;
const MEMORY_LIMIT_MB = 512;

interface Drive extends DriveOptions {
  readonly child: RunnerProcess;
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
  const exit = new Promise<RunnerExit>((resolve) => drive.child.onExit(resolve));
  const stop = new AbortController();
  const cancelling = onAbort(options.signal, () => cancel(drive, exit));
  const observing = observe(drive, stop.signal);
  const how = await exit;
  stop.abort();
  await observing;
  await cancelling.done();
  await terminateByName(options.interruptSession, codeName(options.begin)).catch(() => undefined);
  explainEnd(drive, how);
  const { backend, error, revision, statementCount, isUntold } = drive;
  return { backend, error, revision, statementCount, isUntold };
}

/** The name under which connections of the project's own code appear in pg_stat_activity. */
function codeName(begin: BeginMessage): string {
  return `lockstep run ${begin.runId.slice(0, 8)} code`;
}

function start(options: DriveOptions): Drive {
  const child = options.spawnRunner({
    env: runnerEnv(process.env, codeName(options.begin)),
    cwd: options.begin.projectFolder,
    memoryMb: MEMORY_LIMIT_MB,
  });
  const drive: Drive = {
    ...options,
    child,
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
  options.lockSession.onLost(() => {
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

function blame(drive: Drive, revision: string | null, error: ErrorInfo): void {
  if (drive.error) return;
  drive.error = error;
  drive.revision = revision;
}

function withBlockers(error: ErrorInfo, blockers: readonly Blocker[]): ErrorInfo {
  if (error.kind !== 'lock-timeout' || blockers.length === 0) return error;
  const who = blockers.map(describeBlocker).join('; ');
  return { ...error, blockers, message: `${error.message} Held by ${who}.` };
}

function describeBlocker({ pid, application, state, transactionAgeMs }: Blocker): string {
  if (pid === 0) return 'a prepared transaction';
  const age = transactionAgeMs === null ? '' : ` for ${Math.round(transactionAgeMs / 1000)} s`;
  return `pid ${pid}${application ? ` ${application}` : ''}${state ? ` (${state}${age})` : ''}`;
}

/** Looks, from another session, who a statement waits for, and whether the run waits for itself. */
async function observe(drive: Drive, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(OBSERVE_EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted || !drive.backend || drive.interruptSession.isLost) continue;
    await observeOnce(drive, drive.backend).catch((error) => {
      if (!drive.interruptSession.isLost) drive.progress.warn(toErrorInfo(error).message);
    });
  }
}

async function observeOnce(drive: Drive, backend: Backend): Promise<void> {
  const blockers = await fetchBlockers(drive.interruptSession, backend);
  if (blockers.length > 0) drive.lastBlockers = blockers;
  if (blockers.length > 0 || drive.lastBlockers.length > 0) drive.progress.blockedBy(blockers);
  const [waiter] = await fetchOwnWaiters(drive.interruptSession, backend, {
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
  await terminateBackend(drive.interruptSession, backend);
  drive.child.kill();
}

async function cancel(drive: Drive, exit: Promise<RunnerExit>): Promise<void> {
  drive.progress.enter('cancelling');
  drive.child.send({ type: 'cancel' });
  const { backend, interruptSession } = drive;
  if (backend) await cancelBackend(interruptSession, backend).catch(() => undefined);
  const grace = new AbortController();
  await Promise.race([
    exit,
    sleep(CANCEL_GRACE_MS, undefined, { signal: grace.signal }).catch(() => undefined),
  ]);
  grace.abort();
  if (backend) await terminateBackend(interruptSession, backend).catch(() => undefined);
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
