import { execFile } from 'node:child_process';
import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname, parse } from 'node:path';
import { promisify } from 'node:util';
import { localServerFailure } from './localServerFailure';

const run = promisify(execFile);

/** PostgreSQL refuses to run as root: as root, its programs run as this user. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Where root keeps what the server's user must reach: a checkout or a home below /root is closed to it. */
export const rootFolder = '/var/lib/lockstep';

/** Undefined unless we are root. */
export async function findServerUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await lookUpUser()) ?? (await createUser());
}

export async function makeRootFolder(): Promise<void> {
  await mkdir(rootFolder, { recursive: true });
  await chmod(rootFolder, 0o755);
}

/** Whether a user who is neither owner nor group may enter every folder above the path. */
export async function isReachableForOthers(path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const mode = await stat(folder).then(
      (found) => found.mode,
      () => undefined,
    );
    if (mode !== undefined && (mode & 0o001) === 0) return false;
    if (folder === parse(folder).root) return true;
  }
}

async function lookUpUser(): Promise<ServerUser | undefined> {
  // macOS has its own, with an underscore.
  for (const name of ['postgres', '_postgres']) {
    const [uid, gid] = await Promise.all([idOf(name, '-u'), idOf(name, '-g')]);
    if (uid && gid) return { uid, gid };
  }
  return undefined;
}

async function idOf(name: string, option: '-u' | '-g'): Promise<number | undefined> {
  const printed = await run('id', [option, name]).catch(() => undefined);
  return printed && Number(printed.stdout);
}

async function createUser(): Promise<ServerUser> {
  // Fails when another of our processes creates it at the same moment: looking it up again decides.
  await run('useradd', [
    ...['--system', '--user-group', '--no-create-home'],
    ...['--home-dir', rootFolder, '--shell', '/usr/sbin/nologin', 'postgres'],
  ]).catch(() => undefined);
  const user = await lookUpUser();
  if (user) return user;
  throw localServerFailure(
    'PostgreSQL refuses to run as root, and no user "postgres" could be created for it.',
    'Start Lockstep as an ordinary user, or create a system user named "postgres".',
  );
}
