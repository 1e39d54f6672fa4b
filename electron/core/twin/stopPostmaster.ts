import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Cluster } from './cluster';
import { isPostmasterAlive, readPostmasterPid } from './postmasterFile';

const run = promisify(execFile);

type ShutdownSignal = 'INT' | 'QUIT' | 'KILL';

// Fast, immediate, by force: https://www.postgresql.org/docs/18/server-shutdown.html
const escalation: readonly (readonly [ShutdownSignal, number])[] = [
  ['INT', 10_000],
  ['QUIT', 5_000],
  ['KILL', 5_000],
];

export async function stopPostmaster(cluster: Cluster, pid: number): Promise<void> {
  for (const [name, patienceMs] of escalation) {
    await signalPostmaster(cluster, pid, name);
    if (await isGoneWithin(pid, patienceMs)) break;
  }
  await rm(cluster.ownerFile, { force: true });
}

export async function signalPostmaster(cluster: Cluster, pid: number, name: ShutdownSignal): Promise<void> {
  // Windows knows no signals; PostgreSQL has a pipe for them, which pg_ctl writes to.
  if (process.platform === 'win32' && name !== 'KILL') {
    await run(cluster.binaries.pgCtl, ['kill', name, String(pid)], { windowsHide: true }).catch(
      () => undefined,
    );
    return;
  }
  trySignal(pid, name);
}

/** The last chance when this process ends without stop(): asks for a fast shutdown and does not wait. */
export function stopAtExit(cluster: Cluster, pid: number): { readonly forget: () => void } {
  const stop = () => {
    if (readPostmasterPid(cluster.dataFolder) === pid) trySignal(pid, 'INT');
  };
  process.once('exit', stop);
  return { forget: () => process.off('exit', stop) };
}

async function isGoneWithin(pid: number, patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (!(await isPostmasterAlive(pid))) return true;
    await delay(10);
  }
  return false;
}

function trySignal(pid: number, name: ShutdownSignal): void {
  try {
    process.kill(pid, `SIG${name}`);
  } catch {
    // It is gone already, which is what we wanted.
  }
}
