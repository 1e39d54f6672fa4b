/** Moves revisions that have not been applied on top of another head. */
import { findRevision } from '../graph/findRevision';
import type { RevisionGraph } from '../graph/graph';
import { stemOf } from '../graph/names';
import { ancestorsOf, descendantsOf, lineageOf } from '../graph/walk';
import type { Authoring } from './fileChange';
import { parentsNow } from './foresee';
import { nextName, restOf } from './revisionName';
import { settlePlaces } from './settlePlaces';
import { type Draft, listNames, refuse, type Sources } from './sources';

type Asked = Extract<Authoring, { readonly kind: 'rebase' }>;

export async function planRebase(sources: Sources, asked: Asked): Promise<Draft> {
  const head = findHead(sources.graph, asked.head, 'head');
  const onto = findHead(sources.graph, asked.onto, 'onto');
  if (head === onto)
    throw refuse(`${head} can’t go on top of itself.`, 'Name two heads.', sources.graph.heads, 'onto');
  const moved = movedOf(sources, head, onto);
  const renames = renameAfter(sources, moved, onto);
  const wanted = wantedAfter(sources, moved, onto, renames);
  const files = await settlePlaces(sources, { moved, renames, wanted });
  const summary =
    moved.length === 1
      ? `Moves ${head} on top of ${onto}.`
      : `Moves ${moved.length} revisions, ${moved[0]} to ${head}, on top of ${onto}.`;
  const changed = files.map(({ from }) => from).filter((name) => name !== null);
  return { summary, files, wanted, notes: notesOn(sources, moved, renames, changed) };
}

function findHead(graph: RevisionGraph, asked: string, field: string): string {
  const name = findRevision(graph, asked);
  if (graph.heads.includes(name)) return name;
  throw refuse(`${name} is no head.`, `Heads are ${graph.heads.join(', ')}.`, graph.heads, field);
}

/** What leads to `head` and not to `onto`, lowest first. */
function movedOf(sources: Sources, head: string, onto: string): readonly string[] {
  const { graph } = sources;
  const stays = lineageOf(graph, [onto]);
  const moved: string[] = [];
  for (let name: string | undefined = head; name !== undefined && !stays.has(name); ) {
    const parents: readonly string[] = graph.nodes.get(name)?.revises ?? [];
    if (parents.length > 1) {
      const hint = 'A merge ties the branch to others: merge the heads instead.';
      throw refuse(`${name} is a merge, and merges can’t be moved.`, hint, [name], 'head');
    }
    moved.unshift(name);
    name = parents[0];
  }
  refuseApplied(sources, moved, 'head');
  return moved;
}

function refuseApplied({ isApplied }: Sources, names: readonly string[], field: string): void {
  const applied = names.filter(isApplied);
  if (applied.length === 0) return;
  const are = applied.length === 1 ? 'is' : 'are';
  const hint = 'Downgrade below it first, merge the heads instead, or move the other branch.';
  throw refuse(
    `${listNames(applied)} ${are} applied to this database, and would be as if missing.`,
    hint,
    applied,
    field,
  );
}

/** New names for those that would sort before what they follow, by their old ones. */
function renameAfter(sources: Sources, moved: readonly string[], onto: string): ReadonlyMap<string, string> {
  const { graph, project, now } = sources;
  const taken = new Set(project.revisions.map(({ name }) => stemOf(name)));
  const renames = new Map<string, string>();
  const after = descendantsOf(graph, moved);
  for (const name of graph.order.filter((each) => after.has(each))) {
    const before = name === moved[0] ? [...ancestorsOf(graph, [onto])] : linksOf(graph, name);
    const floor = lastOf(before.map((each) => renames.get(each) ?? each));
    if (name > floor) continue;
    // Those that move keep their order among each other, whatever they follow.
    const fresh = nextName(restOf(name), now, lastOf([floor, ...renames.values()]), taken);
    if (fresh === null) continue;
    refuseApplied(sources, [name], 'head');
    taken.add(stemOf(fresh));
    renames.set(name, fresh);
  }
  return renames;
}

function lastOf(names: readonly string[]): string {
  return names.reduce((a, b) => (a > b ? a : b), '');
}

function linksOf(graph: RevisionGraph, name: string): readonly string[] {
  const node = graph.nodes.get(name);
  return node ? [...node.revises, ...node.dependsOn] : [];
}

function wantedAfter(
  sources: Sources,
  moved: readonly string[],
  onto: string,
  renames: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const nameAfter = (name: string) => renames.get(name) ?? name;
  const wanted = parentsNow(sources);
  if (moved[0] !== undefined) wanted.set(moved[0], [onto]);
  return new Map([...wanted].map(([name, parents]) => [nameAfter(name), parents.map(nameAfter)]));
}

function notesOn(
  { graph, isApplied }: Sources,
  moved: readonly string[],
  renames: ReadonlyMap<string, string>,
  changed: readonly string[],
): readonly string[] {
  const notes: string[] = [];
  if (renames.size > 0) {
    const which = listNames([...renames.keys()]);
    notes.push(
      `${which}: where the old name is applied on another database, that one will see it as missing.`,
    );
  }
  const inPlace = moved.filter((name) => !renames.has(name));
  if (inPlace.length > 0)
    notes.push(
      `${listNames(inPlace)}: a database where it is applied already will get what it now follows out of order.`,
    );
  const along = [...descendantsOf(graph, moved)].filter((name) => !moved.includes(name));
  if (along.length > 0) notes.push(`${listNames(along)} follows what moves, and goes along.`);
  const applied = changed.filter(isApplied);
  if (applied.length > 0)
    notes.push(
      `${listNames(applied)} is applied and has to say now what it follows: it will be shown as changed.`,
    );
  return notes;
}
