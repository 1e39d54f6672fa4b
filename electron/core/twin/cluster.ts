import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries';
import { localServerFailure } from './localServerFailure';
import { isReachableForOthers, makeRootFolder, rootFolder, type ServerUser } from './serverUser';

const run = promisify(execFile);

/** A data directory and what we keep beside it. */
export interface Cluster {
  readonly binaries: Binaries;
  readonly serverUser: ServerUser | undefined;
  readonly folder: string;
  readonly dataFolder: string;
  readonly logFile: string;
  /** Holds the pid of our process that must stop the server. */
  readonly ownerFile: string;
  readonly user: string;
  readonly password: string;
}

interface ClusterRequest {
  readonly folder: string;
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((message: string) => void) | undefined;
}

const superuser = 'postgres';

/** The cluster in the folder, created at first use. One per major version: their files differ. */
export async function openCluster(request: ClusterRequest): Promise<Cluster> {
  const home = await makeHome(request);
  const folder = join(home, `postgres-${request.binaries.major}`);
  if (!(await isThere(folder))) await createCluster(request, folder);
  return {
    binaries: request.binaries,
    serverUser: request.user,
    folder,
    dataFolder: join(folder, 'data'),
    logFile: join(folder, 'server.log'),
    ownerFile: join(folder, 'owner.pid'),
    user: superuser,
    password: (await readFile(join(folder, 'password'), 'utf8')).trim(),
  };
}

async function makeHome({ folder, user }: ClusterRequest): Promise<string> {
  const home = user && !(await isReachableForOthers(folder)) ? await placeBelowRootFolder(folder) : folder;
  // Only the folder itself is private: a parent made with the same mode would shut the server's user out.
  await mkdir(dirname(home), { recursive: true });
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (user) await chown(home, user.uid, user.gid);
  return realpath(home);
}

async function placeBelowRootFolder(folder: string): Promise<string> {
  await makeRootFolder();
  return join(rootFolder, `server-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`);
}

// Made under another name and renamed when complete: a crash leaves no half cluster, and of two
// processes that do this at once the slower throws its own away.
async function createCluster(request: ClusterRequest, folder: string): Promise<void> {
  request.onProgress?.('Creating the local PostgreSQL');
  const draft = `${folder}.${process.pid}-${randomBytes(4).toString('hex')}.draft`;
  try {
    await fillCluster(request, draft);
    await rename(draft, folder);
  } catch (thrown) {
    await rm(draft, { recursive: true, force: true, maxRetries: 5 });
    if (await isThere(folder)) return;
    request.signal?.throwIfAborted();
    throw localServerFailure(
      `The local PostgreSQL could not be created in ${folder}: ${lastWords(thrown)}`,
      'Check that the disk has space and that the folder can be written, and try again.',
    );
  }
}

async function fillCluster({ binaries, user, signal }: ClusterRequest, draft: string): Promise<void> {
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = join(draft, 'password');
  await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  if (user) await Promise.all([draft, passwordFile].map((path) => chown(path, user.uid, user.gid)));
  await run(
    binaries.initdb,
    [
      ...['--pgdata', join(draft, 'data'), '--username', superuser, '--pwfile', passwordFile],
      ...['--auth', 'scram-sha-256', '--no-sync', '--no-instructions'],
      ...localeOptions(binaries.major),
    ],
    { ...user, cwd: draft },
  );
  // Half a second: not worth being killed for, since a dying initdb still writes into what is being removed.
  signal?.throwIfAborted();
}

// The operating system's C.UTF-8 is not everywhere; PostgreSQL 17 brings its own:
// https://www.postgresql.org/docs/17/locale.html#LOCALE-PROVIDERS
function localeOptions(major: number): readonly string[] {
  const plain = ['--encoding', 'UTF8', '--locale', 'C'];
  return major >= 17 ? [...plain, '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'] : plain;
}

function lastWords(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const stderr = 'stderr' in thrown ? String(thrown.stderr).trim() : '';
  return stderr.split('\n').at(-1) || thrown.message;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
