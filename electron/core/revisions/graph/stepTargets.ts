/** Targets with steps: from where the database is, or from a name. */
import type { RevisionGraph } from './graph';
import { namedTargets } from './namedTargets';
import type { Target } from './readTarget';
import { refuse, severalHeads, walkedTooFar } from './refusals';
import { headsOf, lineageOf, tipsOf } from './walk';
import { goDown, goUp, type StepsDown } from './walkSteps';

/** -N: what is undone from where the database is, and where that ends. */
export function stepsBack(graph: RevisionGraph, applied: ReadonlySet<string>, target: Target): StepsDown {
  const { text, branch } = target;
  const steps = -(target.steps ?? 0);
  const from = currentIn(graph, applied, target);
  // Below a fork of which another side is applied, a step back would take that side along.
  const isThere = from !== null && headsOf(graph, applied).includes(from);
  if (branch !== null && !isThere) throw notOnBranch(text, headsOf(graph, applied));
  if (from === null || steps === 0) {
    if (steps > 0) throw walkedTooFar(text, 0, 'base');
    return { undone: [], below: from };
  }
  const way = goDown(graph, applied, from, steps, text);
  if (way.undone.length < steps) throw walkedTooFar(text, way.undone.length, 'base');
  return way;
}

function notOnBranch(text: string, current: readonly string[]): Error {
  return refuse(
    `“${text}” goes back on a branch of which nothing is applied.`,
    current.length > 0 ? 'The database is at:' : 'The database is at base.',
    current,
  );
}

/** +N; null is base, after no step. */
export function stepsFromCurrent(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  target: Target,
): string | null {
  const from = currentIn(graph, applied, target);
  return goUp(graph, { from, steps: target.steps ?? 0, branch: target.branch, text: target.text, applied });
}

/** NAME+N and NAME-N; null is base. */
export function stepsFromName(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  target: Target,
): string | null {
  const { steps, branch, text } = target;
  const from = startOf(graph, applied, target);
  if (steps === null || steps === 0) return from;
  if (steps > 0) return goUp(graph, { from, steps, branch, text, applied: new Set() });
  if (from === null) throw walkedTooFar(text, 0, 'base');
  const { undone, below } = goDown(graph, null, from, -steps, text);
  if (undone.length < -steps) throw walkedTooFar(text, undone.length, 'base');
  return below;
}

/** The one revision that steps are counted from; null is base. */
export function startOf(graph: RevisionGraph, applied: ReadonlySet<string>, target: Target): string | null {
  if (target.word === 'base') return null;
  if (target.word === 'current') return currentIn(graph, applied, target);
  const [only, ...others] = namedTargets(graph, applied, target);
  if (only !== undefined && others.length > 0) throw severalHeads(target.text, [only, ...others]);
  return only ?? null;
}

/**
 * Where the database is on the way that is meant; null is base. As in Alembic, what another applied revision
 * depends on is that only where nothing else on the branch is.
 */
export function currentIn(
  graph: RevisionGraph,
  applied: ReadonlySet<string>,
  { text, branch }: Target,
): string | null {
  const lineage = branch === null ? null : lineageOf(graph, [branch]);
  const tips = tipsOf(graph, applied).filter((name) => lineage === null || lineage.has(name));
  const onLine = () => new Set([...applied].filter((name) => lineage?.has(name)));
  const meant = lineage === null || tips.length > 0 ? tips : tipsOf(graph, onLine());
  const [only, ...others] = meant;
  if (others.length > 0) {
    throw refuse(
      `“${text}” is ambiguous: the database is at several heads.`,
      'Say which way with label@, or name a revision:',
      meant,
    );
  }
  return only ?? null;
}
