/**
 * Reads a folder as a project: which files are revisions, in which order, with which checksums.
 * Knows only what can be read without running any of the project's code.
 */
import { type Dirent, readFileSync, statSync } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { badInput, CoreError } from '../errors';
import { chooseEnvironment, readEnvironments } from './layout/readEnvironments';
import { type Layout, readLayout } from './layout/readLayout';
import type { Environment } from './layout/readValue';
import { NOTHING_STATED, type StatedPlaceOfFile } from './metadata/checkPlace';
import type { LedgerName, Project, RevisionFile, RevisionFormat } from './project';
import { checksumOf, findOutsideOnly } from './revisionText';

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
/** What sequelize-cli and Umzug call it. */
const DEFAULT_LEDGER: LedgerName = { table: 'SequelizeMeta', schema: null };

export interface ReadOptions {
  /** Of which `use_env_variable` and NODE_ENV are taken. */
  readonly env?: Environment | undefined;
  /** Of the project's configuration; else what the project or NODE_ENV says, or development. */
  readonly environment?: string | undefined;
  /** Instead of what the project says. */
  readonly ledger?: LedgerName | undefined;
  readonly cache?: RevisionCache | undefined;
}

export async function readProject(folder: string, options: ReadOptions = {}): Promise<Project> {
  const env = options.env ?? process.env;
  const root = await realFolder(folder);
  const layout = await readLayout(root, env);
  const revisionsFolder = await findRevisionsFolder(root, layout);
  const environments = await readEnvironments({ root, configFile: layout.config, env });
  const environment = chooseEnvironment(environments, [
    options.environment,
    layout.environment,
    env.NODE_ENV,
  ]);
  const entries = await readdir(revisionsFolder, { withFileTypes: true });
  const { files, skipped } = chooseRevisions(entries);
  const notes = layout.notes.map((reason) => ({ name: layout.source, reason }));
  return {
    folder: root,
    name: basename(root),
    revisionsFolder,
    modelsFolder: layout.models ?? (await findModelsFolder(root, revisionsFolder)),
    ledger: options.ledger ?? layout.ledger ?? environment?.ledger ?? DEFAULT_LEDGER,
    environment: environment?.name ?? null,
    urlVariable: environment?.urlVariable ?? null,
    layoutSource: layout.source,
    configFile: layout.config,
    revisions: await readRevisions(revisionsFolder, files, entries, options.cache ?? new Map()),
    skipped: [...notes, ...skipped],
  };
}

/** How many revisions opening this folder would find; 0 for any folder that is no project. */
export async function countRevisions(folder: string): Promise<number> {
  const revisionsFolder = await readLayout(folder, {})
    .then((layout) => findRevisionsFolder(folder, layout))
    .catch(() => null);
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

async function findRevisionsFolder(root: string, { revisions, source }: Layout): Promise<string> {
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

/** As they were when they were last read; a file that has changed since is read again. */
export type RevisionCache = Map<string, { readonly version: string; readonly file: RevisionFile }>;

/**
 * Synchronous, because that is several times as fast for thousands of small files; others have their turn after
 * every few.
 */
async function readRevisions(
  folder: string,
  names: readonly string[],
  entries: readonly Dirent[],
  cache: RevisionCache,
): Promise<readonly RevisionFile[]> {
  const siblings = new Set(entries.map(({ name }) => name));
  const files: RevisionFile[] = [];
  for (const [index, name] of names.entries()) {
    if (index % READS_AT_ONCE === READS_AT_ONCE - 1) await new Promise(setImmediate);
    files.push(await readRevision(folder, name, siblings, cache));
  }
  return files;
}

async function readRevision(
  folder: string,
  name: string,
  siblings: ReadonlySet<string>,
  cache: RevisionCache,
): Promise<RevisionFile> {
  const path = join(folder, name);
  const facts = statSync(path, { throwIfNoEntry: false });
  if (!facts?.isFile()) throw changedUnderneath(path);
  refuseLarge(path, facts.size);
  const downPath = name.endsWith('.sql') ? findDownSql(folder, name, siblings) : null;
  const version = `${facts.mtimeMs} ${facts.ctimeMs} ${facts.size} ${facts.ino} ${downPath}`;
  const known = cache.get(path);
  if (known?.version === version) return known.file;
  const text = readFileSync(path, 'utf8');
  const place = await placeOf(text, formatOf(name) ?? 'js');
  const file = describeRevision(path, name, text, downPath, place);
  cache.set(path, { version, file });
  return file;
}

/** Nearly all files state nothing, and the parsers are large: they are loaded for the first one that does. */
async function placeOf(text: string, format: RevisionFormat): Promise<StatedPlaceOfFile> {
  if (!/\blockstep\b/.test(text)) return NOTHING_STATED;
  const { readStatedPlace } = await import('./metadata/readStatedPlace');
  return readStatedPlace(text, format);
}

function describeRevision(
  path: string,
  name: string,
  text: string,
  downPath: string | null,
  { declaredNone, ...stated }: StatedPlaceOfFile,
): RevisionFile {
  const format = formatOf(name) ?? 'js';
  return {
    name,
    path,
    format,
    checksum: checksumOf(text),
    downPath,
    hints: { declaredNone, outsideOnly: findOutsideOnly(text) },
    stated,
  };
}

function refuseLarge(path: string, size: number): void {
  if (size <= LARGEST_REVISION_BYTES) return;
  throw badInput(`${path} is larger than 64 MiB.`, 'Load bulk data with COPY, not with a revision.');
}

export async function readRevisionText(path: string): Promise<string> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) throw changedUnderneath(path);
  refuseLarge(path, facts.size);
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

function findDownSql(folder: string, name: string, siblings: ReadonlySet<string>): string | null {
  const stem = name.slice(0, -'.sql'.length).replace(/\.up$/, '');
  const sibling = [`${stem}.down.sql`, `${stem}.undo.sql`].find((each) => siblings.has(each));
  return sibling === undefined ? null : join(folder, sibling);
}

function formatOf(name: string): RevisionFormat | null {
  return FORMATS[name.slice(name.lastIndexOf('.') + 1)] ?? null;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
