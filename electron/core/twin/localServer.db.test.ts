import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { beforeEach, expect, test } from 'vitest';
import { atEnd } from '../testing/endings';
import { waitUntil } from '../testing/waitUntil';
import { startLocalServer } from './localServer';
import { isPostmasterAlive } from './postmasterFile';

const ownerScript = fileURLToPath(new URL('../testing/localServerOwner.ts', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lockstep-local-server-'));
  const used = folder;
  atEnd(() => rm(used, { recursive: true, force: true }));
});

const start = () => startLocalServer({ binaries: '18', folder });

test('a fresh folder becomes a server that listens on this machine only and wants the password', async () => {
  const server = await start();
  expect(server.adopted).toBe(false);
  expect(await query(server.url('postgres'), 'SHOW listen_addresses')).toBe('127.0.0.1');
  expect(await query(server.url('postgres'), 'SHOW server_encoding')).toBe('UTF8');
  await expect(
    query(`postgresql://postgres:no@127.0.0.1:${server.port}/postgres`, 'SELECT 1'),
  ).rejects.toThrow('password authentication failed');
  await server.stop();
});

test('a restart keeps the data', async () => {
  const first = await start();
  await query(first.url('postgres'), `CREATE TABLE kept AS SELECT 'still here' AS note`);
  await first.stop();
  const second = await start();
  expect(await query(second.url('postgres'), 'SELECT note FROM kept')).toBe('still here');
  await second.stop();
});

test('stop leaves no server behind', async () => {
  const server = await start();
  await server.stop();
  expect(await isPostmasterAlive(server.pid)).toBe(false);
  expect(existsSync(join(server.folder, 'data', 'postmaster.pid'))).toBe(false);
});

test('a second process adopts the running server, and its stop leaves it to the owner', async () => {
  const owner = await startOwner();
  const adopter = await start();
  expect(adopter).toMatchObject({ adopted: true, pid: owner.serverPid });
  await adopter.stop();
  expect(await isPostmasterAlive(owner.serverPid)).toBe(true);
  await kill(owner.process);
  await (await start()).stop();
});

test('a server whose owner was killed is adopted, and stopped by its heir', async () => {
  const owner = await startOwner();
  await kill(owner.process);
  expect(await isPostmasterAlive(owner.serverPid)).toBe(true);
  const heir = await start();
  expect(heir).toMatchObject({ adopted: true, pid: owner.serverPid });
  await heir.stop();
  expect(await isPostmasterAlive(owner.serverPid)).toBe(false);
});

test('what a killed server leaves behind does not keep the next from starting', async () => {
  const killed = await start();
  process.kill(killed.pid, 'SIGKILL');
  await waitUntil(async () => !(await isPostmasterAlive(killed.pid)));
  const next = await start();
  expect(next.adopted).toBe(false);
  expect(next.pid).not.toBe(killed.pid);
  await next.stop();
});

test('a pid file with the pid of something else does not keep the server from starting', async () => {
  await (await start()).stop();
  const stale = [process.pid, join(folder, 'postgres-18', 'data'), 1, 1, '', '127.0.0.1', '', 'ready'];
  await writeFile(join(folder, 'postgres-18', 'data', 'postmaster.pid'), stale.join('\n'));
  const server = await start();
  expect(server.adopted).toBe(false);
  await server.stop();
});

test('of two first starts at once, one starts the server and the other adopts it', async () => {
  const both = await Promise.all([start(), start()]);
  expect(both.map((server) => server.adopted).sort()).toEqual([false, true]);
  expect(both[0].pid).toBe(both[1].pid);
  await Promise.all(both.map((server) => server.stop()));
});

test('a start that is cancelled leaves no server behind', async () => {
  await expect(
    startLocalServer({ binaries: '18', folder, signal: AbortSignal.timeout(60) }),
  ).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(existsSync(join(folder, 'postgres-18', 'data', 'postmaster.pid'))).toBe(false);
});

test.runIf(process.getuid?.() === 0)('as root, a closed folder is no obstacle', async () => {
  await chmod(folder, 0o700);
  const server = await startLocalServer({ binaries: '18', folder: join(folder, 'inner') });
  expect(server.folder).toMatch('/var/lib/lockstep/');
  await server.stop();
  await rm(join(server.folder, '..'), { recursive: true });
});

interface Owner {
  readonly process: ChildProcess;
  readonly serverPid: number;
}

async function startOwner(): Promise<Owner> {
  const child = spawn(process.execPath, ['--import', 'jiti/register', ownerScript, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  atEnd(() => kill(child));
  const [line] = await once(child.stdout, 'data');
  return { process: child, serverPid: JSON.parse(String(line)).pid };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function query(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}
