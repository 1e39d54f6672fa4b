/** Has every file state what it must, so that each revision follows what it shall once files have moved. */
import { basename } from 'node:path';
import { writeStatedPlace } from '../../project/metadata/writeStatedPlace';
import { stemOf } from '../graph/names';
import { findAstray, graphAfter } from './foresee';
import { formatOf, restOf } from './revisionName';
import type { Draft, DraftFile, Sources } from './sources';

export interface Move {
  /** By their names now. */
  readonly moved: readonly string[];
  /** New names by old ones. */
  readonly renames: ReadonlyMap<string, string>;
  /** By their names then. */
  readonly wanted: Draft['wanted'];
}

/** Rounds of mending, one file each, before all that is left is mended at once. */
const ROUNDS = 20;

export async function settlePlaces(sources: Sources, move: Move): Promise<readonly DraftFile[]> {
  const { wanted, moved, renames } = move;
  const drafts = await beginDrafts(sources, move);
  const lowest = moved[0] ?? '';
  await restate(sources, drafts, move, renames.get(lowest) ?? lowest);
  for (let round = 0; round <= ROUNDS; round++) {
    // The first by name may be why those behind it have gone astray.
    const astray = [...findAstray(graphAfter(sources, [...drafts.values()]), wanted)].sort();
    const mended = round < ROUNDS ? astray.slice(0, 1) : astray;
    if (mended.length === 0) break;
    for (const name of mended) await restate(sources, drafts, move, name);
  }
  const revisions = isLine(wanted) ? withoutNeedless(sources, drafts, move) : [...drafts.values()];
  const changed = revisions.filter(({ name, from, before, after }) => name !== from || before !== after);
  return [...changed, ...(await renameDowns(sources, move))];
}

/** The files that get another name, and those that speak of them. */
async function beginDrafts(sources: Sources, { moved, renames }: Move): Promise<Map<string, DraftFile>> {
  const stems = new Map([...renames].map(([from, to]) => [stemOf(from), stemOf(to)]));
  const after = (name: string) => stems.get(stemOf(name)) ?? name;
  const drafts = new Map<string, DraftFile>();
  for (const file of sources.project.revisions) {
    const { revises, dependsOn } = file.stated;
    const speaks = [...(revises ?? []), ...dependsOn].some((name) => after(name) !== name);
    if (!speaks && !renames.has(file.name) && !moved.includes(file.name)) continue;
    const before = await sources.readText(file);
    const change = { revises: revises?.map(after) ?? null, dependsOn: dependsOn.map(after) };
    const text = speaks ? writeStatedPlace(before, file.format, change) : before;
    const name = renames.get(file.name) ?? file.name;
    drafts.set(name, { name, from: file.name, before, after: text });
  }
  return drafts;
}

/** Has the file say what it is to follow. */
async function restate(
  sources: Sources,
  drafts: Map<string, DraftFile>,
  { renames, wanted }: Move,
  name: string,
): Promise<void> {
  const draft = drafts.get(name) ?? (await draftOf(sources, renames, name));
  if (!draft) return;
  const revises = (wanted.get(name) ?? []).map(stemOf);
  drafts.set(name, { ...draft, after: writeStatedPlace(draft.after, formatOf(name), { revises }) });
}

async function draftOf({ project, readText }: Sources, renames: Move['renames'], name: string) {
  const file = project.revisions.find((each) => (renames.get(each.name) ?? each.name) === name);
  if (!file) return null;
  const before = await readText(file);
  return { name, from: file.name, before, after: before };
}

/** Each follows the one before it by name, so that the names alone would say so. */
function isLine(wanted: Draft['wanted']): boolean {
  const names = [...wanted.keys()].sort();
  return names.every((name, index) => {
    const parents = wanted.get(name) ?? [];
    return parents.length <= 1 && parents[0] === names[index - 1];
  });
}

function withoutNeedless(
  sources: Sources,
  drafts: ReadonlyMap<string, DraftFile>,
  { moved, wanted, renames }: Move,
): readonly DraftFile[] {
  const own = new Set(moved.map((name) => renames.get(name) ?? name));
  const bare = [...drafts.values()].map((draft) =>
    own.has(draft.name)
      ? { ...draft, after: writeStatedPlace(draft.after, formatOf(draft.name), { revises: null }) }
      : draft,
  );
  return findAstray(graphAfter(sources, bare), wanted).length === 0 ? bare : [...drafts.values()];
}

async function renameDowns({ project, readDown }: Sources, { renames }: Move): Promise<readonly DraftFile[]> {
  const downs: DraftFile[] = [];
  for (const [from, to] of renames) {
    const path = project.revisions.find(({ name }) => name === from)?.downPath;
    if (path) downs.push(await renamedDown(path, to, readDown));
  }
  return downs;
}

async function renamedDown(path: string, to: string, read: Sources['readDown']): Promise<DraftFile> {
  const text = await read(path);
  const from = basename(path);
  const stamp = /^\d+/.exec(to)?.[0] ?? '';
  return { name: `${stamp}${restOf(from)}`, from, before: text, after: text };
}
