/**
 * Reads a folder as a project: which files are revisions, in which order, with which checksums.
 * Knows only what can be read without running any of the project's code.
 */
import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { badInput, CoreError } from '../errors';
import type { Environment } from './layout/evaluateFile';
import { chooseEnvironment, readEnvironments } from './layout/readEnvironments';
import { type Layout, readLayout } from './layout/readLayout';
import { readStatedPlace } from './metadata/readStatedPlace';
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
}

export async function readProject(folder: string, options: ReadOptions = {}): Promise<Project> {
  const env = options.env ?? process.env;
  const root = await realFolder(folder);
  const layout = await readLayout(root, env);
  const revisionsFolder = await findRevisionsFolder(root, layout);
  const environments = readEnvironments({ root, configFile: layout.config, env });
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
    revisions: await mapLimited(files, (name) => readRevision(revisionsFolder, name, entries)),
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

async function readRevision(folder: string, name: string, entries: readonly Dirent[]): Promise<RevisionFile> {
  const path = join(folder, name);
  const format = formatOf(name) ?? 'js';
  const text = await readRevisionText(path);
  const { declaredNone, ...stated } = readStatedPlace(text, format);
  return {
    name,
    path,
    format,
    checksum: checksumOf(text),
    downPath: format === 'sql' ? findDownSql(folder, name, entries) : null,
    hints: { declaredNone, outsideOnly: findOutsideOnly(text) },
    stated,
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
