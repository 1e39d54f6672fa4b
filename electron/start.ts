/** `npm start`: the desktop app where there can be a window, else the browser host, which says why in one line. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { electronProgram } from './shell/electronProgram';
import { whyNoWindow } from './shell/whyNoWindow';

const CHECKOUT = join(import.meta.dirname, '../..');
/** A desktop app that fails this early could not show a window: a library or the kernel's sandbox is missing. */
const EARLY_MS = 5_000;

const wantsBrowser = process.argv.slice(2).some((argument) => /^--(browser|port)\b/.test(argument));
void (wantsBrowser ? serve() : startDesktop());

async function startDesktop(): Promise<void> {
  const why = whyNoWindow({ platform: process.platform, env: process.env, userId: process.getuid?.() });
  if (why !== null) return serve(why);
  const program = await electronProgram();
  if (program === null) return serve('Electron is not installed and could not be fetched');
  const startedAt = performance.now();
  const { code, wasAsked } = await runDesktop(program);
  const isEarly = performance.now() - startedAt < EARLY_MS;
  if (code !== 0 && isEarly && !wasAsked) return serve('Electron does not start here');
  process.exitCode = code;
}

interface DesktopExit {
  readonly code: number;
  /** Whether a signal told it to end. */
  readonly wasAsked: boolean;
}

function runDesktop(program: string): Promise<DesktopExit> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(program, [CHECKOUT, ...process.argv.slice(2)], { env, stdio: 'inherit' });
  const wasAsked = passSignalsOn(child);
  return new Promise((resolve) => {
    child.on('error', () => resolve({ code: 1, wasAsked: false }));
    child.on('exit', (code) => resolve({ code: code ?? 1, wasAsked: wasAsked() }));
  });
}

function passSignalsOn(child: ChildProcess): () => boolean {
  let wasAsked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      wasAsked = true;
      child.kill(signal);
    });
  }
  return () => wasAsked;
}

async function serve(why?: string): Promise<void> {
  if (why !== undefined) process.stderr.write(`No desktop window: ${why}. Serving a browser instead.\n`);
  await import('./serve');
}
