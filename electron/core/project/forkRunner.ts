import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunnerExit, RunnerProcess, SpawnRunner } from './runnerProcess';

/** What Sequelize leaves behind as it loads fits in: cleaning up meanwhile takes longer than all of a small revision. */
const YOUNG_MB = 16;

/** Starts the runner with plain Node: `entry` is the built dist/node/runner.js. */
export function forkRunner(entry: string): SpawnRunner {
  return ({ env, cwd, memoryMb }) => {
    const child = fork(entry, [], {
      env,
      cwd,
      execArgv: [`--max-old-space-size=${memoryMb}`, `--min-semi-space-size=${YOUNG_MB}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'json',
      // A process group of its own, so that what the project's code started ends with it.
      detached: process.platform !== 'win32',
    });
    return {
      send: (message) => {
        if (child.connected) child.send(message as Parameters<typeof child.send>[0], () => undefined);
      },
      onMessage: (listener) => child.on('message', listener),
      exit: untilExit(child),
      onOutput: (listener) => {
        child.stdout?.setEncoding('utf8').on('data', listener);
        child.stderr?.setEncoding('utf8').on('data', listener);
      },
      pid: child.pid,
      kill: () => killGroup(child.pid),
    } satisfies RunnerProcess;
  };
}

const LAST_WORDS_MS = 200;

/** What it has printed last is read after its exit. A process that it left behind may keep its output open. */
function untilExit(child: ChildProcess): Promise<RunnerExit> {
  return new Promise((resolve) => {
    child.once('exit', async (code, signal) => {
      await Promise.race([once(child, 'close'), sleep(LAST_WORDS_MS, undefined, { ref: false })]);
      resolve({ code, signal });
    });
    // Sending to a child that has just died is an error, too; its exit says all there is to say.
    child.on('error', (error) => {
      if (child.pid === undefined) resolve({ code: null, signal: error.message });
    });
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // ESRCH: it has ended by itself.
  }
}
