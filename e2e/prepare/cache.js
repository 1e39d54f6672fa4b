// Where prepared browsers are kept between runs, and how a folder gets there: filled under another name and
// renamed, so that an interrupted preparation is never mistaken for a finished one.
import { access, chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const checkout = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

export const isRoot = process.getuid?.() === 0;

/** Root's tests run as somebody else, to whom a checkout below /root is closed: hence a folder open to all. */
export const cacheFolder = isRoot ? '/var/cache/lockstep' : join(checkout, '.cache');

/** @param {string} path */
export const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * The cached folder of this name, filled now if it is not there. The name carries the version of its content:
 * change it when `fill` changes.
 * @param {string} name
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>}
 */
export async function preparedFolder(name, fill) {
  const folder = join(cacheFolder, name);
  if (await exists(folder)) return folder;
  await mkdir(cacheFolder, { recursive: true, mode: 0o755 });
  const unfinished = await mkdtemp(`${folder}.unfinished-`);
  try {
    await fill(unfinished);
    await chmod(unfinished, 0o755);
    await renameUnlessThere(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Another run may have prepared the same folder meanwhile: then its one stays.
 * @param {string} from
 * @param {string} to
 */
async function renameUnlessThere(from, to) {
  await rename(from, to).catch(async (error) => {
    if (!(await exists(to))) throw error;
  });
}
