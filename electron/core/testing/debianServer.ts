/** Debian's own PostgreSQL 15, where it is installed together with hypopg, on a cluster of the test's. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseTarget } from '../connection/parseTarget';
import { openSession } from '../connection/session';
import { chooseFreePort } from '../twin/freePort';
import { findServerUser } from '../twin/serverUser';

const PROGRAMS = '/usr/lib/postgresql/15/bin';
const HYPOPG = '/usr/share/postgresql/15/extension/hypopg.control';

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  autovacuum: 'off',
  shared_preload_libraries: 'pg_stat_statements',
  max_parallel_workers_per_gather: '0',
};

export interface DebianServer {
  url(database: string): string;
  stop(): Promise<void>;
}

export function hasDebianServer(): boolean {
  return existsSync(HYPOPG);
}

export async function startDebianServer(
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Promise<DebianServer | null> {
  if (!hasDebianServer()) return null;
  const user = await findServerUser();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user) await chown(folder, user.uid, user.gid);
  const start = (program: string, words: readonly string[]) =>
    spawn(`${PROGRAMS}/${program}`, [...words], { ...user, cwd: folder, stdio: 'ignore' });
  const data = join(folder, 'data');
  await once(
    start('initdb', ['-D', data, '-U', 'postgres', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C']),
    'exit',
  );
  const port = await chooseFreePort();
  const settings = Object.entries({ ...SETTINGS, port: String(port), ...more });
  const child = start('postgres', [
    '-D',
    data,
    ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  await untilReady(url('postgres'));
  return {
    url,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGINT');
      await gone;
    },
  };
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      const session = await openSession(parseTarget({ url }), { kind: 'watch', name: 'lockstep test' });
      await session.close();
      return;
    } catch (error) {
      if (tries > 100) throw error;
      await sleep(100);
    }
  }
}
