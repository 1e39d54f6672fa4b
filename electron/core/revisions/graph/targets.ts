/**
 * What a target means for what is applied: which revisions to run, to undo, or to mark.
 * The meaning is Alembic's; where it has to differ, because our ledger is the set of what is applied and not its
 * heads alone, alembic/differences.ts says so.
 */
import type { RevisionGraph } from './graph';
import { namedTargets, nameOf } from './namedTargets';
import { readTarget, type Target } from './readTarget';
import { refuse } from './refusals';
import { type Destination, resolveTarget } from './resolveTarget';
import { stepsBack, stepsFromCurrent, stepsFromName } from './stepTargets';
import { ancestorsOf, descendantsOf, lineBefore } from './walk';

/** The names to run, parents first. */
export function chooseUpgrade(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  text: string,
): readonly string[] {
  const wanted = ancestorsOf(graph, upgradeTargets(graph, applied, readTarget(graph, text)));
  return graph.order.filter((name) => wanted.has(name) && !applied.has(name));
}

function upgradeTargets(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  target: Target,
): readonly string[] {
  const { text, word, steps } = target;
  if (steps !== null) {
    if (word === null && steps < 0) throw notAhead(text);
    const to =
      word === null ? stepsFromCurrent(graph, applied, target) : stepsFromName(graph, applied, target);
    if (to === null && steps !== 0) throw notAhead(text);
    return to === null ? [] : [to];
  }
  if (word === 'base') throw notAhead(text);
  return namedTargets(graph, applied, target);
}

function notAhead(text: string): Error {
  return refuse(`“${text}” is not ahead.`, 'Upgrading goes to head, +N or a name; use downgrade to go back.');
}

/** The names to undo, children first. */
export function chooseDowngrade(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  text: string,
): readonly string[] {
  const undone = descendantsOf(graph, downgradeRoots(graph, applied, readTarget(graph, text)));
  return graph.order.filter((name) => undone.has(name) && applied.has(name)).reverse();
}

/** The lowest revisions that are undone, with all that follows them. */
function downgradeRoots(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  target: Target,
): readonly string[] {
  const { text, word, steps } = target;
  const isAhead = steps === null ? word === 'head' || word === 'heads' : word === null && steps > 0;
  if (isAhead) {
    throw refuse(`${text} is not behind.`, 'Downgrading goes to -N, a name or base; use upgrade to go on.');
  }
  if (word === null && steps !== null) return stepsBack(graph, applied, target).undone.slice(-1);
  const to = steps !== null ? stepsFromName(graph, applied, target) : fixedTarget(graph, target);
  if (to === null) return inBranch(graph, target, graph.bases);
  if (!applied.has(to)) {
    throw refuse(`${to} is not applied, so the database can’t go back to it.`, 'Choose an applied one.');
  }
  return inBranch(graph, target, graph.nodes.get(to)?.children ?? []);
}

function fixedTarget(graph: RevisionGraph, target: Target): string | null {
  return target.word === 'base' ? null : nameOf(graph, target);
}

/** Where several ways lead away, the one of the branch that is meant. */
function inBranch(
  graph: RevisionGraph,
  { branch, text }: Target,
  roots: readonly string[],
): readonly string[] {
  if (branch === null || roots.length < 2) return roots;
  // What the branch only depends on is no part of it.
  const before = lineBefore(graph, [branch]);
  const meant = roots.filter((name) => before.has(name));
  if (meant.length > 0) return meant;
  throw refuse(
    `“${text}” undoes nothing on that branch.`,
    'Choose a revision from which the branch leads on:',
    roots,
  );
}

/**
 * What is applied after a stamp: the targets with all that they follow, without what follows them. Other
 * branches stay as they are, unless the ledger is purged.
 */
export function chooseStamp(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  targets: readonly string[],
  purge: boolean,
): ReadonlySet<string> {
  const destinations = targets.map((text) => resolveTarget(graph, applied, text));
  refuseOverlap(graph, destinations);
  const to = destinations.flatMap(({ names }) => names);
  const toBase = destinations.filter(({ names }) => names.length === 0);
  const kept = purge ? new Set<string>() : withoutLines(graph, applied, toBase);
  const after = descendantsOf(graph, to);
  const staying = [...kept].filter((name) => !after.has(name));
  return new Set([...staying, ...ancestorsOf(graph, to)]);
}

/** Back at base: all, or on some lines alone, whose other revisions stay where something else needs them. */
function withoutLines(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  toBase: readonly Destination[],
): ReadonlySet<string> {
  const lines = toBase.map(({ lineOf }) => lineOf);
  if (lines.length === 0) return applied;
  const named = lines.filter((name) => name !== null);
  if (named.length < lines.length) return new Set();
  const line = new Set([...ancestorsOf(graph, named), ...descendantsOf(graph, named)]);
  const needed = ancestorsOf(
    graph,
    [...applied].filter((name) => !line.has(name)),
  );
  return new Set([...applied].filter((name) => needed.has(name)));
}

/** Heads may depend on one another: what one target names never overlaps. */
function refuseOverlap(graph: RevisionGraph, destinations: readonly Destination[]): void {
  for (const destination of destinations) {
    const others = destinations.filter((each) => each !== destination).flatMap(({ names }) => names);
    const before = others.length === 0 ? null : ancestorsOf(graph, destination.names);
    const covered = others.filter((name) => before?.has(name) && !destination.names.includes(name));
    if (covered.length === 0) continue;
    throw refuse(
      `${destination.names.join(', ')} overlaps with other targets: it comes after them.`,
      'Name only the last ones:',
      destination.names,
    );
  }
}

/** The revisions that a target names whatever is applied, for showing; empty is base. */
export function chooseNamed(graph: RevisionGraph, text: string): readonly string[] {
  return resolveTarget(graph, new Set(), text).names;
}
