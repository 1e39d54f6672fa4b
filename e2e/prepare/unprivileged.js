// Runs the Electron journeys as somebody who isn't root: Chromium refuses its OS sandbox to root, and the sandbox
// is what users have. Everything that user needs is put where it can be read; what it writes is handed back.
import { chmod, chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { cacheFolder, checkout, exists, isRoot } from './cache.js';
import { mustRun, readProgram } from './children.js';
import { enableSetuidSandbox } from './registryElectron.js';

const USER = 'nobody';
const STAGED = [
  'dist',
  'e2e',
  'migrations',
  'node_modules',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
];

/**
 * @typedef {object} Place
 * @property {string} folder the checkout, or a copy of it that the user can read
 * @property {string} node
 * @property {string} results where the user may write its results
 * @property {readonly string[]} prefix the start of the command line: becomes the user and sets its folders
 * @property {() => Promise<void>} leave brings the results home and removes what was made
 */

/**
 * @param {string} results
 * @param {string} dist
 * @returns {Promise<Place>}
 */
export async function placeForElectron(results, dist) {
  const folder = checkout;
  if (!isRoot) return { folder, node: process.execPath, results, prefix: [], leave: async () => {} };
  if (dist.startsWith(cacheFolder) && !(await hasNamespaces())) await enableSetuidSandbox(dist);
  return unprivilegedPlace(results);
}

/**
 * @param {string} results
 * @returns {Promise<Place>}
 */
async function unprivilegedPlace(results) {
  const { uid, gid } = await userIds();
  const temporary = await mkdtemp(join(tmpdir(), 'lockstep-e2e-'));
  await chmod(temporary, 0o755);
  // Short names: a socket's path, which PostgreSQL and Electron make below, may have about 100 characters.
  const own = {
    home: join(temporary, 'home'),
    results: join(temporary, 'results'),
    tmp: join(temporary, 't'),
  };
  for (const folder of Object.values(own)) {
    await mkdir(folder);
    await chown(folder, uid, gid);
  }
  const user = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const home = [
    'env',
    `HOME=${own.home}`,
    `XDG_CONFIG_HOME=${join(own.home, '.config')}`,
    `USER=${USER}`,
    `TMPDIR=${own.tmp}`,
  ];
  const { folder, node } = await readableCheckout(temporary, user);
  const leave = async () => {
    await cp(own.results, results, { recursive: true });
    await rm(temporary, { recursive: true, force: true });
  };
  return { folder, node, results: own.results, prefix: [...user, ...home], leave };
}

/**
 * @param {string} temporary
 * @param {readonly string[]} user
 */
async function readableCheckout(temporary, user) {
  const samples = ['package.json', 'dist/node/main.js', 'node_modules/@playwright/test/cli.js'];
  const readable = await canRead(
    user,
    samples.map((name) => join(checkout, name)),
  );
  const folder = readable ? checkout : await stagedCopy(join(temporary, 'checkout'));
  if (await canRead(user, [process.execPath])) return { folder, node: process.execPath };
  const node = join(temporary, 'node');
  await cp(process.execPath, node);
  await chmod(node, 0o755);
  return { folder, node };
}

/** @param {string} folder */
async function stagedCopy(folder) {
  console.log(`${checkout} is closed to ${USER}: running from a copy in ${dirname(folder)}${sep}`);
  await mkdir(folder);
  for (const name of STAGED) {
    if (await exists(join(checkout, name)))
      await mustRun('cp', ['-a', join(checkout, name), join(folder, name)]);
  }
  await mustRun('chmod', ['-R', 'a+rX', folder]);
  return folder;
}

/**
 * @param {readonly string[]} user
 * @param {readonly string[]} files
 */
async function canRead([command = '', ...args], files) {
  for (const file of files)
    if ((await readProgram(command, [...args, 'test', '-r', file])).code !== 0) return false;
  return true;
}

/** Whether an unprivileged user may make the namespaces that Chromium's sandbox is built of. */
async function hasNamespaces() {
  const { uid, gid } = await userIds();
  const user = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  return (await readProgram('setpriv', [...user, 'unshare', '--user', 'true'])).code === 0;
}

async function userIds() {
  const [uid, gid] = await Promise.all([mustRun('id', ['-u', USER]), mustRun('id', ['-g', USER])]);
  return { uid: Number(uid), gid: Number(gid) };
}
