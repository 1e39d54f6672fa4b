import { utilityProcess } from 'electron';
import type { SpawnRunner } from '../core/project/runnerProcess';
import { killTree } from './killTree';

/**
 * Starts the runner in a utility process: the desktop app is shipped with RunAsNode off, so that there is no
 * `fork`. `entry` is the built dist/node/runner.js.
 */
export function utilityRunner(entry: string): SpawnRunner {
  return ({ env, cwd, memoryMb }) => {
    const child = utilityProcess.fork(entry, [], {
      env: { ...env },
      cwd,
      // Node's own form of the option is taken and has no effect in Electron 33.
      execArgv: [`--js-flags=--max-old-space-size=${memoryMb}`],
      stdio: ['ignore', 'pipe', 'pipe'],
      serviceName: 'Lockstep runner',
    });
    return {
      send: (message) => child.postMessage(message),
      onMessage: (listener) => child.on('message', listener),
      exit: new Promise((resolve) => child.once('exit', (code) => resolve({ code, signal: null }))),
      onOutput: (listener) => {
        for (const output of [child.stdout, child.stderr]) {
          output?.on('data', (chunk) => listener(String(chunk)));
        }
      },
      get pid() {
        return child.pid;
      },
      // Not child.kill(): it asks with SIGTERM, which the project's code may ignore.
      kill: () => {
        if (child.pid !== undefined) killTree(child.pid);
        // It has no pid before it has started.
        else child.once('spawn', () => child.pid !== undefined && killTree(child.pid));
      },
    };
  };
}
