/** show: one revision: where it belongs, what became of it, its text. */

import { findRevision } from '../core/revisions/graph/findRevision';
import { buildGraph, type RevisionNode } from '../core/revisions/graph/graph';
import type { Place } from '../core/revisions/place';
import { fetchRevisionLog, type LogRecord } from '../core/revisions/revisionLog';
import { type RevisionText, readHistory, readSource } from '../core/revisions/revisions';
import { labelled } from './heads';
import { namesDatabase, readNamedProject, withPlace, withPlaceOptions } from './place';
import { printable, printableLines } from './printable';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell } from './verb';

export function addShow({ program, context, does }: Cli): void {
  withPlaceOptions(
    program
      .command('show')
      .description('one revision: its place, its text and, with a database, what became of it')
      .argument('<revision>', 'a name or an unambiguous part of one'),
  ).action(does((options: PlaceOptions, name: string) => show(name, options, context)));
}

async function show(asked: string, options: PlaceOptions, context: CommandContext): Promise<number> {
  const project = await readNamedProject(options, context);
  const graph = buildGraph(project.revisions);
  const name = findRevision(graph, asked);
  const node = graph.nodes.get(name);
  if (!node) return EXIT.failed;
  const source = await readSource(project, name);
  const there = namesDatabase(options, project)
    ? await withPlace(options, context, (place) => fetchState(place, name))
    : null;
  tell(context, options, { ...describeNode(node), ...there, ...source }, () =>
    [
      ...describePlace(node, graph.heads.includes(name)),
      ...(there ? describeState(there) : []),
      '',
      printableLines(textOf(source)),
    ].join('\n'),
  );
  return EXIT.done;
}

interface StateThere {
  readonly state: string;
  readonly log: readonly LogRecord[];
}

async function fetchState(place: Place, name: string): Promise<StateThere> {
  const { revisions } = await readHistory(place);
  const state = revisions.find((row) => row.name === name)?.state ?? 'pending';
  return { state, log: await fetchRevisionLog(place, name) };
}

function describeNode({ name, revises, children, dependsOn, branches, file }: RevisionNode) {
  return { name, revises, children, dependsOn, branches, checksum: file.checksum, path: file.path };
}

function describePlace(node: RevisionNode, isHead: boolean): readonly string[] {
  const lines = [
    `Revision: ${labelled(node)}${isHead ? ' (head)' : ''}${node.revises.length > 1 ? ' (mergepoint)' : ''}`,
    `Revises:  ${printable(node.revises.join(', ') || 'base')}`,
  ];
  if (node.children.length > 0) lines.push(`Followed by: ${printable(node.children.join(', '))}`);
  if (node.dependsOn.length > 0) lines.push(`Depends on: ${printable(node.dependsOn.join(', '))}`);
  return [...lines, `Path: ${printable(node.file.path)}`, `SHA-256: ${node.file.checksum}`];
}

function describeState({ state, log }: StateThere): readonly string[] {
  return [
    `State: ${state}`,
    ...log.map(
      ({ outcome, direction, startedAt, durationMs, runBy, note }) =>
        `  ${startedAt.slice(0, 19).replace('T', ' ')}  ${direction === 'up' ? 'upgrade' : 'downgrade'} ${outcome}${durationMs === null ? '' : ` in ${Math.round(durationMs)} ms`} by ${printable(runBy)}${note ? `: ${printable(note)}` : ''}`,
    ),
  ];
}

function textOf({ text, downText }: RevisionText): string {
  return downText === null ? text : `${text}\n-- down:\n${downText}`;
}
