/** Where the revisions and models of a project are, when nobody says it: by habit. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { badInput } from '../errors';
import type { Layout } from './layout/readLayout';
import { chooseRevisions } from './revisionFiles';

/** Tried in this order; last the folder itself. */
const REVISION_FOLDERS = ['migrations', 'db/migrations', 'src/migrations', 'database/migrations', '.'];
const MODEL_FOLDERS = ['models', '../models', 'db/models', 'src/models', 'database/models'];

export async function findRevisionsFolder(
  root: string,
  { revisions, source }: Pick<Layout, 'revisions' | 'source'>,
): Promise<string> {
  if (revisions !== null) {
    if (await isFolder(revisions)) return realpath(revisions);
    throw badInput(
      `${source} says that the revisions are in ${revisions}, and there is no such folder.`,
      'Correct it, or create the folder.',
      'folder',
    );
  }
  for (const candidate of REVISION_FOLDERS) {
    const entries = await readdir(join(root, candidate), { withFileTypes: true }).catch(() => []);
    const hasRevisions = chooseRevisions(entries).files.length > 0;
    if (hasRevisions && (candidate !== '.' || looksLikeRevisions(entries))) return join(root, candidate);
    if (candidate === 'migrations' && (await isFolder(join(root, candidate)))) return join(root, candidate);
  }
  throw badInput(
    `${root} holds no revisions.`,
    'Lockstep looks in migrations/, db/migrations/, src/migrations/, database/migrations/ and the folder itself.',
    'folder',
  );
}

/** A folder of its own accord is only taken when its files are numbered as revisions are. */
function looksLikeRevisions(entries: readonly Dirent[]): boolean {
  return chooseRevisions(entries).files.some((name) => /^\d+/.test(name));
}

export async function findModelsFolder(root: string, revisionsFolder: string): Promise<string | null> {
  const candidates = [join(revisionsFolder, 'models'), ...MODEL_FOLDERS.map((each) => join(root, each))];
  for (const candidate of candidates) {
    if (await isFolder(candidate)) return candidate;
  }
  return null;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
