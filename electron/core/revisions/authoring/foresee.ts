/** What the graph will be once files are changed. */
import { basename, join } from 'node:path';
import { readStatedPlace } from '../../project/metadata/readStatedPlace';
import type { RevisionFile } from '../../project/project';
import { buildGraph, type RevisionGraph } from '../graph/graph';
import { formatOf } from './revisionName';
import { type Draft, type DraftFile, refuse, type Sources } from './sources';

/** Refused unless every revision will follow exactly what it shall. */
export function foresee(sources: Sources, { files, wanted }: Draft): RevisionGraph {
  const graph = graphAfter(sources, files);
  const [problem] = graph.problems;
  const astray = findAstray(graph, wanted);
  if (!problem && astray.length === 0) return graph;
  if (problem && astray.length === 0) throw refuse(problem.message, problem.hint, problem.names);
  throw refuse(
    `${astray[0]} would follow another revision than it does now, because its place is told by its name alone.`,
    'State in its file what it follows, with “revises”, and try again.',
    astray,
  );
}

export function graphAfter({ project }: Sources, files: readonly DraftFile[]): RevisionGraph {
  const gone = new Set(files.map(({ from }) => from));
  const kept = project.revisions.filter(({ name }) => !gone.has(name));
  const byName = new Map(project.revisions.map((file) => [file.name, file]));
  const drafted = files
    .filter(({ name }) => !isDown(name))
    .map((file) => fileAfter(project.revisionsFolder, file, byName.get(file.from ?? '')));
  return buildGraph([...kept, ...drafted].sort((a, b) => (a.name < b.name ? -1 : 1)));
}

/** Those that follow something else than they shall. */
export function findAstray(
  graph: RevisionGraph,
  wanted: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return [...wanted].flatMap(([name, parents]) => {
    const now = graph.nodes.get(name)?.revises ?? [];
    return now.length === parents.length && parents.every((each) => now.includes(each)) ? [] : [name];
  });
}

/** Every revision's parents as they are. */
export function parentsNow({ graph }: Sources): Map<string, readonly string[]> {
  return new Map([...graph.nodes].map(([name, { revises }]) => [name, revises]));
}

function fileAfter(folder: string, { name, after }: DraftFile, now: RevisionFile | undefined): RevisionFile {
  const format = formatOf(name);
  const { declaredNone, ...stated } = readStatedPlace(after, format);
  const hints = { declaredNone, outsideOnly: now?.hints.outsideOnly ?? [] };
  return { name, path: join(folder, basename(name)), format, checksum: '', downPath: null, hints, stated };
}

function isDown(name: string): boolean {
  return /\.(down|undo)\.sql$/i.test(name);
}
