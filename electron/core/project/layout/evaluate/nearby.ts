/** Files that a configuration takes from beside itself. */
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { NotStatic, readSmall } from '../readValue';
import type { Scope } from './scope';

/** For code that is written in TypeScript, or with its names. */
const ENDINGS = ['.ts', '.mts', '.cts', '/index.ts'];

export function readNearby(path: string, scope: Scope, line: number): string {
  const { root } = scope.session.place;
  return readSmall(insideProject(resolve(root, path), root, line));
}

/** The file that `require` would take. Nothing is loaded. */
export function resolveNearby(name: string, scope: Scope, line: number): string {
  const found = resolveName(name, scope.path);
  if (found === null) throw new NotStatic(line, `${name} is not there`);
  return insideProject(found, scope.session.place.root, line);
}

function resolveName(name: string, from: string): string | null {
  try {
    return createRequire(from).resolve(name);
  } catch {
    const path = resolve(dirname(from), name);
    const candidates = ENDINGS.flatMap((ending) => [
      `${path}${ending}`,
      path.replace(/\.([cm]?)js$/, '.$1ts'),
    ]);
    return candidates.find((each) => each !== path && existsSync(each)) ?? null;
  }
}

/**
 * Its folder, or the repository that this is in. What a stranger's configuration says is read before anybody has
 * trusted it, and it may name a server of theirs and, as the password for it, any file of the user's.
 */
function insideProject(path: string, root: string, line: number): string {
  const real = realPathOf(path, line);
  const within = relative(realpathSync(repositoryOf(root)), real);
  if (!within.startsWith('..') && resolve(within) !== within) return real;
  throw new NotStatic(line, `${path} is outside of the project`);
}

function realPathOf(path: string, line: number): string {
  try {
    return realpathSync(path);
  } catch {
    throw new NotStatic(line, `${path} can’t be read`);
  }
}

function repositoryOf(root: string): string {
  for (let folder = root; dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
  }
  return root;
}
