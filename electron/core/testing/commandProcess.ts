/** The real command, `lockstep …`, as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { COMMAND_PROGRAM } from './builtPrograms';
import { atEnd } from './endings';

export interface CommandEnd {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandProcess {
  readonly process: ChildProcess;
  readonly ended: Promise<CommandEnd>;
  /** What it has told on stderr so far. */
  stderr(): string;
}

export function startCommand(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): CommandProcess {
  const child = spawn(process.execPath, [COMMAND_PROGRAM, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
  });
  const told = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    told.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    told.stderr += text;
  });
  atEnd(async () => void child.kill('SIGKILL'));
  const ended = once(child, 'close').then(([code]) => ({ code, ...told }));
  return { process: child, ended, stderr: () => told.stderr };
}

export function runCommandProcess(words: readonly string[], env?: Readonly<Record<string, string>>) {
  return startCommand(words, env).ended;
}
