// The browser host, opened in a real browser.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { chromium as playwrightChromium } from '@playwright/test';
import type { OpenDoor } from './app';
import { collectComplaints } from './complaints';
import { chromium } from './prepare/chromium.js';

const SERVE = fileURLToPath(new URL('../dist/node/serve.js', import.meta.url));
const READY_LINE = /^Lockstep is at (http:\/\/127\.0\.0\.1:\d+\/\S*)/m;
const READY_MS = 30_000;

export async function openBrowserDoor(env: Record<string, string>, complaints: string[]): Promise<OpenDoor> {
  const launch = await chromium();
  if (launch === undefined) throw new Error('There is no Chromium for this platform: put one on the PATH.');
  const host = startHost(env);
  const address = await host.address();
  const browser = await playwrightChromium.launch(launch);
  const context = await browser.newContext();
  collectComplaints(context, complaints);
  const page = await context.newPage();
  await page.goto(address);
  const close = async () => {
    await browser.close();
    await host.close();
  };
  return { page, pid: host.pid, output: host.output, close };
}

function startHost(env: Record<string, string>) {
  const child = spawn(process.execPath, [SERVE], {
    env: { ...env, BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const output = () => printed;
  return {
    pid: child.pid ?? 0,
    output,
    address: () => readAddress(child, output),
    close: async () => {
      if (!hasEnded(child) && child.kill('SIGTERM')) await once(child, 'exit');
    },
  };
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function readAddress(child: ChildProcess, output: () => string): Promise<string> {
  const deadline = AbortSignal.timeout(READY_MS);
  while (!deadline.aborted && !hasEnded(child)) {
    const address = READY_LINE.exec(output())?.[1];
    if (address !== undefined) return address;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The browser host did not say where it is. It printed:\n${output()}`);
}
