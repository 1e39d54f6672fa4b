/**
 * A real PostgreSQL on this machine, out of the npm packages: for the demo, the twins and the tests.
 * Knows how to make a cluster in a folder, start it, share it between our processes and stop it.
 * Knows nothing of what is in its databases. Start reading at startLocalServer; the steps are
 * binaries (which PostgreSQL), cluster (its folder), find-, start- and stopPostmaster (its process).
 */
import { type BinariesSource, prepareBinaries } from './binaries';
import { type Cluster, openCluster } from './cluster';
import { findPostmaster, type Postmaster } from './findPostmaster';
import { findServerUser } from './serverUser';
import { startPostmaster } from './startPostmaster';
import { stopAtExit, stopPostmaster } from './stopPostmaster';

export interface LocalServerRequest {
  readonly binaries: BinariesSource;
  /** Where its cluster lives. As root, and when other users can't reach it, a folder below /var/lib/lockstep. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((message: string) => void) | undefined;
  /** Settings of postgresql.conf, over our defaults. Without effect on a server that runs already. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
}

export interface LocalServer {
  readonly port: number;
  /** A superuser. */
  readonly user: string;
  readonly password: string;
  readonly pid: number;
  /** The folder in use: the data directory, the password and the log are in it. */
  readonly folder: string;
  /** It ran already. stop() leaves it to the process that owns it, unless that one is gone. */
  readonly adopted: boolean;
  url(database: string): string;
  stop(): Promise<void>;
}

interface Running {
  readonly postmaster: Postmaster;
  readonly adopted: boolean;
}

export async function startLocalServer(request: LocalServerRequest): Promise<LocalServer> {
  const user = await findServerUser();
  const binaries = await prepareBinaries(request.binaries, user, request.onProgress);
  const cluster = await openCluster({ ...request, binaries, user });
  const running = await adoptOrStart(request, cluster);
  return describeServer(cluster, running);
}

// Two processes may start the same cluster at once: PostgreSQL lets one win, and the other finds it
// at its next attempt. A port that somebody took since we chose it is cured by an attempt, too.
async function adoptOrStart(request: LocalServerRequest, cluster: Cluster): Promise<Running> {
  let failure: unknown;
  for (let attempt = 1; attempt <= 3; attempt++) {
    const found = await findPostmaster(cluster, request.signal);
    if (found) return { postmaster: found, adopted: true };
    request.onProgress?.('Starting the local PostgreSQL');
    try {
      return { postmaster: await startPostmaster(cluster, request), adopted: false };
    } catch (thrown) {
      request.signal?.throwIfAborted();
      failure = thrown;
    }
  }
  throw failure;
}

function describeServer(cluster: Cluster, { postmaster, adopted }: Running): LocalServer {
  const { user, password } = cluster;
  const stop = postmaster.isOurs ? ownServer(cluster, postmaster.pid) : () => Promise.resolve();
  return {
    port: postmaster.port,
    pid: postmaster.pid,
    user,
    password,
    folder: cluster.folder,
    adopted,
    url: (database) => serverUrl({ user, password, port: postmaster.port, database }),
    stop,
  };
}

function ownServer(cluster: Cluster, pid: number): LocalServer['stop'] {
  const atExit = stopAtExit(cluster, pid);
  let stopping: Promise<void> | undefined;
  return () => {
    stopping ??= stopPostmaster(cluster, pid).finally(atExit.forget);
    return stopping;
  };
}

interface UrlParts {
  readonly user: string;
  readonly password: string;
  readonly port: number;
  readonly database: string;
}

function serverUrl({ user, password, port, database }: UrlParts): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}
