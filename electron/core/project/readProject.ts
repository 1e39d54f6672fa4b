/**
 * Reads a folder as a project: which files are revisions, in which order, with which checksums.
 * Knows only what can be read without running any of the project's code.
 */
import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { badInput, CoreError } from '../errors';
import type { Project, RevisionFile, RevisionFormat } from './project';
import { checksumOf, transactionHints } from './revisionText';

const FORMATS: Readonly<Record<string, RevisionFormat>> = {
  js: 'js',
  cjs: 'js',
  mjs: 'js',
  ts: 'ts',
  cts: 'ts',
  mts: 'ts',
  sql: 'sql',
};
/** Where projects keep their revisions, tried in this order; last the folder itself. */
const REVISION_FOLDERS = ['migrations', 'db/migrations', 'src/migrations', 'database/migrations', '.'];
const MODEL_FOLDERS = ['models', '../models', 'db/models', 'src/models', 'database/models'];
const LARGEST_REVISION_BYTES = 64 * 1024 * 1024;
const READS_AT_ONCE = 64;

export async function readProject(folder: string): Promise<Project> {
  const root = await realFolder(folder);
  const revisionsFolder = await findRevisionsFolder(root);
  const entries = await readdir(revisionsFolder, { withFileTypes: true });
  const { files, skipped } = chooseRevisions(entries);
  refuseTwins(files);
  return {
    folder: root,
    name: basename(root),
    revisionsFolder,
    modelsFolder: await findModelsFolder(root, revisionsFolder),
    revisions: await mapLimited(files, (name) => readRevision(revisionsFolder, name, entries)),
    skipped,
  };
}

/** How many revisions opening this folder would find; 0 for any folder that is no project. */
export async function countRevisions(folder: string): Promise<number> {
  const revisionsFolder = await findRevisionsFolder(folder).catch(() => null);
  if (!revisionsFolder) return 0;
  return chooseRevisions(await readdir(revisionsFolder, { withFileTypes: true })).files.length;
}

function isRevisionName(name: string): boolean {
  return formatOf(name) !== null && !/\.d\.[cm]?ts$/.test(name) && !/\.(down|undo)\.sql$/i.test(name);
}

async function realFolder(folder: string): Promise<string> {
  const path = await realpath(folder).catch(() => null);
  if (!path || !(await stat(path)).isDirectory()) {
    throw badInput(`There is no folder ${folder}.`, 'Choose the folder that holds your revisions.', 'folder');
  }
  return path;
}

async function findRevisionsFolder(root: string): Promise<string> {
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

async function findModelsFolder(root: string, revisionsFolder: string): Promise<string | null> {
  const candidates = [join(revisionsFolder, 'models'), ...MODEL_FOLDERS.map((each) => join(root, each))];
  for (const candidate of candidates) {
    if (await isFolder(candidate)) return candidate;
  }
  return null;
}

function chooseRevisions(entries: readonly Dirent[]) {
  const named = entries.filter((entry) => isRevisionName(entry.name)).sort(byCodeUnit);
  const skipped = named
    .filter((entry) => !entry.isFile() && !entry.isSymbolicLink())
    .map((entry) => ({ name: entry.name, reason: 'not a file' }));
  const files = named.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map((entry) => entry.name);
  return { files, skipped };
}

/** As sequelize-cli and Umzug sort: not by locale. */
function byCodeUnit(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Two files for one revision: same name but for the extension, case or Unicode form. */
function refuseTwins(names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const key = name
      .normalize('NFC')
      .toLowerCase()
      .replace(/\.[cm]?[jt]s$|\.sql$/, '');
    const twin = seen.get(key);
    if (twin !== undefined) {
      throw badInput(
        `Two files stand for one revision: ${twin} and ${name}.`,
        'Keep one of them: which one has run can’t be told apart in the ledger.',
        'folder',
      );
    }
    seen.set(key, name);
  }
}

async function readRevision(folder: string, name: string, entries: readonly Dirent[]): Promise<RevisionFile> {
  const path = join(folder, name);
  const format = formatOf(name) ?? 'js';
  const text = await readRevisionText(path);
  return {
    name,
    path,
    format,
    checksum: checksumOf(text),
    downPath: format === 'sql' ? findDownSql(folder, name, entries) : null,
    hints: transactionHints(text),
  };
}

export async function readRevisionText(path: string): Promise<string> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) throw changedUnderneath(path);
  if (facts.size > LARGEST_REVISION_BYTES) {
    throw badInput(`${path} is larger than 64 MiB.`, 'Load bulk data with COPY, not with a revision.');
  }
  return readFile(path, 'utf8');
}

function changedUnderneath(path: string): CoreError {
  return new CoreError({
    kind: 'files-changed',
    names: [basename(path)],
    message: `${path} is not there any more, or is not a file.`,
    hint: 'Read the project again.',
  });
}

function findDownSql(folder: string, name: string, entries: readonly Dirent[]): string | null {
  const stem = name.slice(0, -'.sql'.length).replace(/\.up$/, '');
  const sibling = entries.find((entry) => [`${stem}.down.sql`, `${stem}.undo.sql`].includes(entry.name));
  return sibling ? join(folder, sibling.name) : null;
}

function formatOf(name: string): RevisionFormat | null {
  return FORMATS[name.slice(name.lastIndexOf('.') + 1)] ?? null;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

/** Like Promise.all over a map, but with few files open at once. */
async function mapLimited<T, R>(values: readonly T[], each: (value: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < values.length; from += READS_AT_ONCE) {
    results.push(...(await Promise.all(values.slice(from, from + READS_AT_ONCE).map(each))));
  }
  return results;
}
