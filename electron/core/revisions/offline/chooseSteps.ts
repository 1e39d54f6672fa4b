/** Decides, from files and names alone, what is replayed before a capture and what is captured. */
import { badInput } from '../../errors';
import type { Project, RevisionFile } from '../../project/project';
import { buildGraph, type RevisionGraph } from '../graph/graph';
import { chooseRange } from '../graph/range';
import { chooseDowngrade, chooseUpgrade } from '../graph/targets';
import { ancestorsOf, descendantsOf, headsOf, type Position, readPosition } from '../graph/walk';
import type { Direction } from '../plan';
import { STOPS_RUNS } from '../planRun';

export interface CaptureSteps {
  /** Applied before, in the order in which they ran; replayed. */
  readonly before: readonly RevisionFile[];
  /** In the order in which they are to run. */
  readonly wanted: readonly RevisionFile[];
  /** Names in the ledger that no file stands for. */
  readonly missing: readonly string[];
  /** By file name: what the ledger calls it, where that is another name. */
  readonly ledgerNames: ReadonlyMap<string, string>;
  /** Heads of what is applied, before and after. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** What the ledger must hold before the script, and must not, in its own names. */
  readonly present: readonly string[];
  readonly absent: readonly string[];
}

export interface Asked {
  readonly project: Pick<Project, 'revisions'>;
  readonly direction: Direction;
  /** A target, or a range: from what is taken to be applied, a colon, to where it leads. */
  readonly target: string;
  /** What the ledger holds. */
  readonly applied: readonly string[];
}

export function chooseSteps({ project, direction, target, applied }: Asked): CaptureSteps {
  const graph = buildGraph(project.revisions);
  refuseBroken(graph);
  const ledger = readPosition(graph, applied);
  const range = target.includes(':') ? readRange(graph, ledger, direction, target) : null;
  const position = range?.position ?? ledger;
  const names = range?.names ?? choose(graph, position.applied, direction, target);
  return { ...describeSteps(graph, position, direction, names), missing: position.missing };
}

function refuseBroken({ problems }: RevisionGraph): void {
  const broken = problems.find(({ kind }) => STOPS_RUNS.has(kind));
  if (broken) throw badInput(broken.message, broken.hint);
}

function choose(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  direction: Direction,
  target: string,
): readonly string[] {
  return (direction === 'up' ? chooseUpgrade : chooseDowngrade)(graph, applied, target);
}

/** A range says itself what is applied before: what its beginning follows. Of a downgrade it begins at the later end. */
function readRange(graph: RevisionGraph, ledger: Position, direction: Direction, target: string) {
  const [first = '', second = '', ...rest] = target.split(':');
  const text = direction === 'up' || rest.length > 0 ? target : `${second}:${first}`;
  const current = headsOf(graph, ledger.applied);
  const { from, to, names } = chooseRange(graph, text, { current, between: false });
  const applied = ancestorsOf(graph, direction === 'up' ? from : to);
  const position: Position = { applied, ledgerNames: ledger.ledgerNames, missing: [] };
  return { position, names: direction === 'up' ? names : [...names].reverse() };
}

function describeSteps(
  graph: RevisionGraph,
  { applied, ledgerNames, missing }: Position,
  direction: Direction,
  names: readonly string[],
): Omit<CaptureSteps, 'missing'> {
  const moved = new Set(names);
  const after = direction === 'up' ? [...applied, ...names] : [...applied].filter((name) => !moved.has(name));
  const before = graph.order.filter((name) => applied.has(name));
  const inLedger = (name: string) => ledgerNames.get(name) ?? name;
  return {
    before: filesOf(graph, before),
    wanted: filesOf(graph, names),
    ledgerNames,
    from: headsOf(graph, applied),
    to: headsOf(graph, new Set(after)),
    present: [...before.map(inLedger), ...missing],
    absent: (direction === 'up' ? names : followers(graph, names)).map(inLedger),
  };
}

/** What would be left without what it builds on. */
function followers(graph: RevisionGraph, undone: readonly string[]): readonly string[] {
  const after = descendantsOf(graph, undone);
  for (const name of undone) after.delete(name);
  return graph.order.filter((name) => after.has(name));
}

function filesOf({ nodes }: RevisionGraph, names: readonly string[]): readonly RevisionFile[] {
  return names.flatMap((name) => nodes.get(name)?.file ?? []);
}
