import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { waitUntil } from '../core/testing/waitUntil';
import { killTree } from './killTree';

/** A zombie has ended; the system's first process may take its time to notice. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

test.skipIf(process.platform === 'win32')('what a process has started ends with it', async () => {
  const script = 'trap "" TERM; sleep 60 & echo $!; wait';
  const child = spawn('sh', ['-c', `sh -c '${script}'; true`], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [printed] = await once(child.stdout, 'data');
  const grandchild = Number(String(printed));
  expect(isRunning(grandchild)).toBe(true);
  killTree(child.pid ?? 0);
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  await waitUntil(() => !isRunning(grandchild));
});

test('a process that has ended already is no failure', async () => {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  expect(() => killTree(child.pid ?? 0)).not.toThrow();
});
