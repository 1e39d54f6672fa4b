// The desktop window, in a real Electron with the OS sandbox on.
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import type { OpenDoor } from './app';
import { collectComplaints } from './complaints';
import { chooseElectronBinary } from './prepare/electronBinary.js';

const CHECKOUT = fileURLToPath(new URL('..', import.meta.url));

export async function openElectronDoor(env: Record<string, string>, complaints: string[]): Promise<OpenDoor> {
  await chooseElectronBinary();
  // No executablePath: with one, Playwright takes the app for a packaged one and does not hold back "ready" until
  // it listens, so that the first window's first messages are lost. Without chromiumSandbox it adds --no-sandbox.
  const electron = await _electron.launch({ args: [CHECKOUT], cwd: CHECKOUT, env, chromiumSandbox: true });
  collectComplaints(electron.context(), complaints);
  const child = electron.process();
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk));
  const page = await electron.firstWindow();
  return {
    page,
    pid: child.pid ?? 0,
    electron,
    output: () => printed,
    close: () => electron.close(),
  };
}
