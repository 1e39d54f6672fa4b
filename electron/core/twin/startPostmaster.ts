import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from './cluster';
import type { Postmaster } from './findPostmaster';
import { chooseFreePort } from './freePort';
import { localServerFailure } from './localServerFailure';
import { probeServer } from './probe';
import { settingOptions } from './settings';
import { signalPostmaster } from './stopPostmaster';

interface StartRequest {
  readonly signal?: AbortSignal | undefined;
  readonly settings?: Readonly<Record<string, string>> | undefined;
}

// Recovery after a crash may take its time.
const patienceMs = 60_000;

/** Starts a server that this process is to stop, and waits until it answers. */
export async function startPostmaster(cluster: Cluster, request: StartRequest): Promise<Postmaster> {
  const port = await chooseFreePort();
  const child = await spawnPostgres(cluster, { ...request.settings, port: String(port) });
  const { pid } = child;
  if (pid === undefined) throw await notStarted(cluster);
  try {
    await waitUntilReady(cluster, child, port, request.signal);
    await writeFile(cluster.ownerFile, String(process.pid));
  } catch (thrown) {
    if (child.exitCode === null) await signalPostmaster(cluster, pid, 'QUIT');
    throw thrown;
  }
  return { pid, port, isOurs: true };
}

async function spawnPostgres(
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const log = await open(cluster.logFile, 'w');
  try {
    const child = spawn(cluster.binaries.postgres, ['-D', cluster.dataFolder, ...settingOptions(settings)], {
      ...cluster.serverUser,
      cwd: cluster.folder,
      stdio: ['ignore', log.fd, log.fd],
      // A process group of its own: Ctrl+C in our terminal is for us, and we need the server to finish.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    // A program that can't be run has no pid; that it also raises an event must not end our process.
    child.on('error', () => undefined);
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

async function waitUntilReady(
  cluster: Cluster,
  child: ChildProcess,
  port: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { user, password } = cluster;
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    signal?.throwIfAborted();
    if (child.exitCode !== null || child.signalCode !== null) throw await notStarted(cluster);
    const answer = await probeServer({ port, user, password });
    if (answer.kind === 'ready' && answer.dataFolder === cluster.dataFolder) return;
    await delay(15);
  }
  throw await notStarted(cluster);
}

async function notStarted(cluster: Cluster): Promise<Error> {
  const log = await readFile(cluster.logFile, 'utf8').catch(() => '');
  const complaint = log.split('\n').findLast((line) => /FATAL|PANIC|ERROR|HINT/.test(line));
  return localServerFailure(
    `The local PostgreSQL on ${cluster.dataFolder} did not start${complaint ? `: ${complaint.trim()}` : '.'}`,
    `Its whole log is ${cluster.logFile}; moving that folder away lets Lockstep make a new one.`,
  );
}
