import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const SOURCE = process.env.ELECTRON_MIRROR || 'https://github.com';
const CONTACT_MS = 5_000;
const DOWNLOAD_MS = 10 * 60_000;
/** Where its source can't be reached: enough to unpack one from the download cache. */
const OFFLINE_MS = 10_000;

/**
 * The program of the `electron` package, downloaded at first use; null where it can't be had. That package's own
 * index.js is not used: it downloads without an end while it is imported.
 */
export async function electronProgram(): Promise<string | null> {
  const folder = packageFolder();
  if (folder === null) return null;
  const there = findProgram(folder);
  if (there !== null) return there;
  process.stderr.write('Lockstep fetches Electron once. This takes a while…\n');
  await install(folder, (await isReachable(SOURCE)) ? DOWNLOAD_MS : OFFLINE_MS);
  return findProgram(folder);
}

function packageFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

function findProgram(folder: string): string | null {
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : platformProgram();
  const program = join(process.env.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist'), name);
  return existsSync(program) ? program : null;
}

function platformProgram(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

async function isReachable(address: string): Promise<boolean> {
  const signal = AbortSignal.timeout(CONTACT_MS);
  return fetch(address, { method: 'HEAD', signal }).then(
    () => true,
    () => false,
  );
}

/** Its failure shows in the program's absence; what it has to say would only hide our one line. */
function install(folder: string, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      stdio: 'ignore',
      timeout: limitMs,
    });
    child.on('error', () => resolve());
    child.on('exit', () => resolve());
  });
}
