/** heads and branches: what the files say, without a database. */
import { buildGraph, type RevisionGraph, type RevisionNode } from '../core/revisions/graph/graph';
import { readNamedProject, withProjectOptions } from './place';
import { printable } from './printable';
import { type Cli, type CommandContext, EXIT, type PlaceOptions, tell } from './verb';

export function addHeads({ program, context, does }: Cli): void {
  withProjectOptions(program.command('heads').description('revisions that no other follows')).action(
    does((options: PlaceOptions) => showHeads(options, context)),
  );
  withProjectOptions(program.command('branches').description('where the history forks')).action(
    does((options: PlaceOptions) => showBranches(options, context)),
  );
}

async function showHeads(options: PlaceOptions, context: CommandContext): Promise<number> {
  const graph = await readGraph(options, context);
  const heads = graph.heads.flatMap((name) => graph.nodes.get(name) ?? []);
  tell(context, options, { heads: heads.map(describeNode) }, () =>
    heads.map((node) => `${labelled(node)} (head)\n`).join(''),
  );
  return EXIT.done;
}

async function showBranches(options: PlaceOptions, context: CommandContext): Promise<number> {
  const graph = await readGraph(options, context);
  const points = graph.branchPoints.flatMap((name) => graph.nodes.get(name) ?? []);
  tell(context, options, { branchPoints: points.map(describeNode) }, () =>
    points.map((node) => describeFork(graph, node)).join(''),
  );
  return EXIT.done;
}

async function readGraph(options: PlaceOptions, context: CommandContext): Promise<RevisionGraph> {
  return buildGraph((await readNamedProject(options, context)).revisions);
}

function describeNode({ name, branches, revises, children }: RevisionNode) {
  return { name, branches, revises, children };
}

function describeFork(graph: RevisionGraph, node: RevisionNode): string {
  const children = node.children.flatMap((name) => graph.nodes.get(name) ?? []);
  return `${labelled(node)} (branchpoint)\n${children.map((child) => `  -> ${labelled(child)}\n`).join('')}`;
}

export function labelled({ name, branches }: Pick<RevisionNode, 'name' | 'branches'>): string {
  return printable(branches.length === 0 ? name : `${name} (${branches.join(', ')})`);
}
