import { readFileSync } from 'node:fs';
import { expect, test } from './app';

test('the page runs in the sandbox of the operating system', async ({ app }) => {
  const rendererPid = await app.electron?.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  expect(rendererPid).toBeGreaterThan(0);
  if (process.platform !== 'linux') return;
  // Seccomp 2: system calls are filtered, see proc(5). Without the OS sandbox it is 0.
  expect(readFileSync(`/proc/${rendererPid}/status`, 'utf8')).toMatch(/^Seccomp:\s*2$/m);
});

test('the page has neither require nor process', async ({ app }) => {
  expect(
    await app.page.evaluate(() => [
      typeof Reflect.get(globalThis, 'require'),
      typeof Reflect.get(globalThis, 'process'),
    ]),
  ).toEqual(['undefined', 'undefined']);
});
