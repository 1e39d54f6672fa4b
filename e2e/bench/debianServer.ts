/** Debian's own PostgreSQL 15, where it is installed together with hypopg, on a cluster of the bench's. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chown, mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseTarget } from '../../electron/core/connection/parseTarget';
import { openSession } from '../../electron/core/connection/session';
import { chooseFreePort } from '../../electron/core/twin/freePort';
import { findServerUser } from '../../electron/core/twin/serverUser';

const PROGRAMS = '/usr/lib/postgresql/15/bin';
const HYPOPG = '/usr/share/postgresql/15/extension/hypopg.control';

export interface DebianServer {
  url(database: string): string;
  stop(): Promise<void>;
}

export async function startDebianServer(folder: string): Promise<DebianServer | null> {
  const isThere = await access(HYPOPG).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  const user = await findServerUser();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user) await chown(folder, user.uid, user.gid);
  const start = (program: string, words: readonly string[]) =>
    spawn(`${PROGRAMS}/${program}`, [...words], { ...user, cwd: folder, stdio: 'ignore' });
  await once(
    start('initdb', [
      '-D',
      folder,
      '-U',
      'postgres',
      '--auth',
      'trust',
      '--encoding',
      'UTF8',
      '--locale',
      'C',
    ]),
    'exit',
  );
  const port = await chooseFreePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'autovacuum=off'];
  const more = [
    'shared_preload_libraries=pg_stat_statements',
    'max_parallel_workers_per_gather=0',
    `port=${port}`,
  ];
  const child = start('postgres', ['-D', folder, ...[...settings, ...more].flatMap((each) => ['-c', each])]);
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
      const session = await openSession(parseTarget({ url }), { kind: 'watch', name: 'lockstep bench' });
      await session.close();
      return;
    } catch (error) {
      if (tries > 100) throw error;
      await sleep(100);
    }
  }
}
