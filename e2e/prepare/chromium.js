// Finds a real browser for Playwright, whose own browsers are a download: one that is installed, or the headless
// Chromium that comes inside a package.
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { isRoot, preparedFolder } from './cache.js';
import { mustRun } from './children.js';

const PACKAGED_VERSION = '143.0.4';
const INSTALLED_NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * Launch options for Playwright, or undefined when there is no browser for this platform. Playwright leaves the OS
 * sandbox off unless told otherwise, which root needs; the packaged Chromium's own recommended switches are for
 * one-process clouds and turn web security off, so none of them is used.
 * @returns {Promise<{ executablePath: string, args: string[] } | undefined>}
 */
export async function chromium() {
  const executablePath = (await installedChromium()) ?? (await packagedChromium());
  return executablePath === undefined ? undefined : { executablePath, args: [] };
}

async function installedChromium() {
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of INSTALLED_NAMES) if (await isExecutable(join(folder, name))) return join(folder, name);
  return undefined;
}

async function packagedChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = await preparedFolder(`chromium-${PACKAGED_VERSION}-1`, unpackChromium);
  return join(folder, 'chromium');
}

/**
 * The package unpacks into the temporary folder and takes a file of that name there for its own: give it a folder
 * where nobody else could have put one.
 * @param {string} folder
 */
async function unpackChromium(folder) {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const executable = await packaged.executablePath();
    if (executable !== join(folder, 'chromium')) throw new Error(`Chromium was unpacked to ${executable}`);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  // Unpacked by root, the files belong to whatever user id packed them, and the executable is closed to others.
  if (isRoot) await mustRun('chown', ['-R', '0:0', folder]);
  await mustRun('chmod', ['-R', 'a+rX', folder]);
}

/** @param {string} path */
const isExecutable = (path) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
