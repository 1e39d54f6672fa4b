import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from './cluster';
import { localServerFailure } from './localServerFailure';
import {
  isAlive,
  isPostmasterAlive,
  type PostmasterFile,
  postmasterFilePath,
  readPostmasterFile,
} from './postmasterFile';
import { probeServer } from './probe';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Ours to stop: we started it, or the process that did is gone. */
  readonly isOurs: boolean;
}

/** The server that already runs on the cluster, if one does; what a dead one left is cleared away. */
export async function findPostmaster(
  cluster: Cluster,
  signal?: AbortSignal,
): Promise<Postmaster | undefined> {
  const refusedUntil = Date.now() + 3_000;
  const silentUntil = Date.now() + 60_000;
  for (;;) {
    const file = await readPostmasterFile(cluster.dataFolder);
    if (!file) return undefined;
    const answer = await askPostmaster(cluster, file);
    if (answer === 'ready') return { ...file, isOurs: await inheritServer(cluster) };
    // A live pid whose port stays closed belongs to something else by now. Should we be wrong, PostgreSQL
    // still refuses to start twice on one data directory: its shared memory is its second interlock.
    if (answer === 'dead' || (answer === 'refused' && Date.now() > refusedUntil)) {
      return clearAway(cluster, file);
    }
    if (Date.now() > silentUntil) throw unanswered(cluster, file);
    await delay(25, undefined, { ...(signal && { signal }) });
  }
}

async function askPostmaster(
  cluster: Cluster,
  file: PostmasterFile,
): Promise<'ready' | 'dead' | 'refused' | 'silent'> {
  if (!(await isPostmasterAlive(file.pid))) return 'dead';
  const { user, password } = cluster;
  const answer = await probeServer({ port: file.port, user, password });
  if (answer.kind === 'foreign') throw unanswered(cluster, file);
  if (answer.kind !== 'ready') return answer.kind;
  // Not ours: somebody's server got the port of one that died.
  return answer.dataFolder === cluster.dataFolder ? 'ready' : 'refused';
}

// Without an heir, a server whose owner was killed would run until the machine is switched off.
async function inheritServer(cluster: Cluster): Promise<boolean> {
  const owner = Number(await readFile(cluster.ownerFile, 'utf8').catch(() => '0'));
  if (owner > 0 && isAlive(owner)) return false;
  await writeFile(cluster.ownerFile, String(process.pid));
  return true;
}

async function clearAway(cluster: Cluster, dead: PostmasterFile): Promise<undefined> {
  // Another of our processes may have started a server meanwhile; without its file that one would shut down.
  const file = await readPostmasterFile(cluster.dataFolder);
  if (file?.pid === dead.pid) await rm(postmasterFilePath(cluster.dataFolder), { force: true });
}

function unanswered(cluster: Cluster, { pid, port }: PostmasterFile): Error {
  return localServerFailure(
    `A PostgreSQL (pid ${pid}, port ${port}) runs on ${cluster.dataFolder} but does not let Lockstep in.`,
    'Stop that process and try again.',
  );
}
