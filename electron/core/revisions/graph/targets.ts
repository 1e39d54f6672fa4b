/**
 * What a target means for what is applied: which revisions to run, to undo, or to mark.
 * The meaning is Alembic's; where it has to differ, because our ledger is the set of what is applied and not its
 * heads alone, alembic/differences.ts says so.
 */
import type { RevisionGraph } from './graph';
import { readTarget, type Target } from './readTarget';
import { refuse, walkedTooFar } from './refusals';
import {
  currentIn,
  namedTargets,
  nameOf,
  resolveTarget,
  stepsFromCurrent,
  stepsFromName,
} from './resolveTarget';
import { ancestorsOf, descendantsOf } from './walk';
import { goDown } from './walkSteps';

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
  if (word === 'head' || word === 'heads' || (word === null && steps !== null && steps > 0)) {
    throw refuse(`${text} is not behind.`, 'Downgrading goes to -N, a name or base; use upgrade to go on.');
  }
  if (word === null && steps !== null) return undoSteps(graph, applied, target);
  const to =
    word === 'base' ? null : steps === null ? nameOf(graph, target) : stepsFromName(graph, applied, target);
  if (to === null) return inBranch(graph, target, graph.bases);
  if (!applied.has(to)) {
    throw refuse(`${to} is not applied, so the database can’t go back to it.`, 'Choose an applied one.');
  }
  return inBranch(graph, target, graph.nodes.get(to)?.children ?? []);
}

/** -N from where the database is. */
function undoSteps(graph: RevisionGraph, applied: ReadonlySet<string>, target: Target): readonly string[] {
  const { text, steps } = target;
  const from = currentIn(graph, applied, target);
  if (steps === 0) return [];
  const way = from === null ? { undone: [] } : goDown(graph, applied, from, -(steps ?? 0), text);
  const last = way.undone[-(steps ?? 0) - 1];
  if (last === undefined) throw walkedTooFar(text, way.undone.length, 'base');
  return [last];
}

/** Where several ways lead away, the one of the branch that is meant. */
function inBranch(
  graph: RevisionGraph,
  { branch, text }: Target,
  roots: readonly string[],
): readonly string[] {
  if (branch === null || roots.length < 2) return roots;
  const before = ancestorsOf(graph, [branch]);
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
  const named = targets.map((text) => ({ text, names: resolveTarget(graph, applied, text) }));
  refuseOverlap(graph, named);
  const to = named.flatMap(({ names }) => names);
  const isBase = to.length === 0;
  const after = purge || isBase ? new Set<string>() : descendantsOf(graph, to);
  const kept = purge || isBase ? [] : [...applied].filter((name) => to.includes(name) || !after.has(name));
  return new Set([...kept, ...ancestorsOf(graph, to)]);
}

function refuseOverlap(
  graph: RevisionGraph,
  named: readonly { readonly text: string; readonly names: readonly string[] }[],
): void {
  const all = named.flatMap(({ names }) => names);
  for (const name of all) {
    const before = ancestorsOf(graph, [name]);
    const covered = all.filter((other) => other !== name && before.has(other));
    if (covered.length === 0) continue;
    throw refuse(
      `${name} overlaps with other targets: it comes after them.`,
      'Name only the last ones:',
      covered,
    );
  }
}

/** The revisions that a target names whatever is applied, for showing; empty is base. */
export function chooseNamed(graph: RevisionGraph, text: string): readonly string[] {
  return resolveTarget(graph, new Set(), text);
}
