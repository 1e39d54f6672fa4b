import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface PostmasterFile {
  readonly pid: number;
  /** 0 until the server has written it. */
  readonly port: number;
}

export function postmasterFilePath(dataFolder: string): string {
  return join(dataFolder, 'postmaster.pid');
}

/** What a server writes into its data directory. Its lines: pid, data directory, start time, port, … */
export async function readPostmasterFile(dataFolder: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(postmasterFilePath(dataFolder), 'utf8').catch(() => undefined);
  const lines = text?.split('\n');
  return lines && { pid: Number(lines[0]), port: Number(lines[3] ?? 0) };
}

/** For a handler of process exit, where nothing can be awaited. */
export function readPostmasterPid(dataFolder: string): number | undefined {
  const path = postmasterFilePath(dataFolder);
  return existsSync(path) ? Number.parseInt(readFileSync(path, 'utf8'), 10) : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

/**
 * Whether the pid is still a server. kill(pid, 0) alone would take for one what got the number since, and
 * what is dead but not yet collected, which in a container without an init is for ever.
 */
export async function isPostmasterAlive(pid: number): Promise<boolean> {
  if (!(pid > 0) || !isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return stat === undefined ? isAlive(pid) : /^\d+ \(postgres\) [^ZX]/.test(stat);
}
