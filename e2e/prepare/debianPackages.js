// What Debian must have installed: for an Electron window without a screen, and psql, which the database tests run
// scripts with. Root gets it installed, anybody else is told the one command. Asks dpkg only, so it costs milliseconds
// when nothing is missing.
import { join } from 'node:path';
import { exists, isRoot } from './cache.js';
import { mustRun, readProgram } from './children.js';

const SCREEN = isRoot || !process.env.DISPLAY ? ['xvfb', 'xauth'] : [];

const FOR_ELECTRON = [
  ...SCREEN,
  'unzip',
  'libnss3',
  'libatk1.0-0',
  'libatk-bridge2.0-0',
  'libgtk-3-0',
  'libgbm1',
  'libasound2',
];

/**
 * Debian 12's own server with hypopg, which no npm package has: the tests of proofs on a target are skipped without
 * it. Root alone gets it, since it may bring a server that starts by itself.
 */
const WITH_HYPOPG = isRoot ? ['postgresql-15-hypopg'] : [];

const NEEDED = [...FOR_ELECTRON, 'postgresql-client', ...WITH_HYPOPG];

// biome-ignore lint/suspicious/noTemplateCurlyInString: these placeholders are dpkg-query's.
const FORMAT = '${Package} ${db:Status-Status}\n';

/** Later releases renamed some libraries (64-bit time) and keep the old name as a virtual package, if at all. */
const RENAMED = 't64';

/**
 * Installs what is missing, as root. Resolves with what Electron still misses: nothing on a system that isn't Debian's.
 * @returns {Promise<readonly string[]>}
 */
export async function debianPackages() {
  if (process.platform !== 'linux' || !(await exists('/usr/bin/apt-get'))) return [];
  const missing = await missingPackages();
  if (missing.length === 0) return [];
  if (isRoot) {
    await install(missing).catch((error) => console.error(error.message));
    return forElectron(await missingPackages());
  }
  console.log(`Install what the tests need: sudo apt-get install ${(await installNames(missing)).join(' ')}`);
  return forElectron(missing);
}

/** @param {readonly string[]} missing */
function forElectron(missing) {
  return missing.filter((name) => FOR_ELECTRON.includes(name));
}

/**
 * The shared libraries that this Electron can't find: what the package list above should have brought.
 * @param {string} dist
 * @returns {Promise<readonly string[]>}
 */
export async function missingLibraries(dist) {
  if (process.platform !== 'linux') return [];
  const { output } = await readProgram('ldd', [join(dist, 'electron')]);
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => String(match[1]));
}

async function missingPackages() {
  const names = NEEDED.flatMap((name) => [name, name + RENAMED]);
  // Exits with 1 when one of the names is unknown, and still lists the others.
  const { output } = await readProgram('dpkg-query', ['-W', '-f', FORMAT, ...names]);
  const installed = new Set(output.split('\n').map((line) => line.replace(/ installed$/, '')));
  return NEEDED.filter((name) => !installed.has(name) && !installed.has(name + RENAMED));
}

/** @param {readonly string[]} missing */
async function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quietly = ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300'];
  await mustRun('apt-get', [...quietly, 'update'], { env });
  const names = await installNames(missing);
  if (names.length === 0) return;
  console.log(`Installing ${names.join(' ')}`);
  await mustRun('apt-get', [...quietly, 'install', '--no-install-recommends', ...names], { env });
}

/** @param {readonly string[]} missing */
async function installNames(missing) {
  const { output } = await readProgram('apt-cache', [
    'show',
    ...missing.flatMap((name) => [name, name + RENAMED]),
  ]);
  const known = new Set([...output.matchAll(/^Package: (\S+)$/gm)].map((match) => match[1]));
  return missing
    .filter((name) => known.has(name) || known.has(name + RENAMED) || !WITH_HYPOPG.includes(name))
    .map((name) => (known.has(name + RENAMED) ? name + RENAMED : name));
}
