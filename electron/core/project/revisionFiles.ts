/** The revision files of a folder: which files are some, and what each of them is. */
import { type Dirent, readFileSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { badInput, CoreError } from '../errors';
import { NOTHING_STATED, type StatedPlaceOfFile } from './metadata/checkPlace';
import type { RevisionFile, RevisionFormat } from './project';
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
const LARGEST_REVISION_BYTES = 64 * 1024 * 1024;
const READS_AT_ONCE = 64;

/** Names of those in a folder, in the order in which they run, and what looks like one and is none. */
export function chooseRevisions(entries: readonly Dirent[]) {
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

function isRevisionName(name: string): boolean {
  return formatOf(name) !== null && !/\.d\.[cm]?ts$/.test(name) && !/\.(down|undo)\.sql$/i.test(name);
}

/** As they were when they were last read; a file that has changed since is read again. */
export type RevisionCache = Map<string, { readonly version: string; readonly file: RevisionFile }>;

/**
 * Synchronous, because that is several times as fast for thousands of small files; others have their turn after
 * every few.
 */
export async function readRevisions(
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
  forgetOthers(cache, files);
  return files;
}

function forgetOthers(cache: RevisionCache, files: readonly RevisionFile[]): void {
  if (cache.size <= files.length) return;
  const paths = new Set(files.map(({ path }) => path));
  for (const path of cache.keys()) if (!paths.has(path)) cache.delete(path);
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
