/** A sample's edges as the screen draws them: every party once, below or right of the one that it waits for. Pure. */
import type { BlockKind, LockSnapshot } from '../../../electron/contract/locks';
import { keyOf, type Party, partiesOf } from './parties';

export interface Blocking {
  /** All that block or are blocked, in the order in which they are drawn: each after the one that it is under. */
  readonly parties: readonly Party[];
  readonly edges: readonly BlockingEdge[];
  /** By the key of who is blocked: the edge that says where it is drawn. */
  readonly leading: ReadonlyMap<string, BlockingEdge>;
  /** Keys of those that wait for nobody; of a deadlock in the making all that are in it. */
  readonly roots: readonly string[];
  /** Keys of those that wait for each other. */
  readonly deadlocked: ReadonlySet<string>;
}

export interface BlockingEdge {
  readonly blocker: string;
  readonly blocked: string;
  readonly kind: BlockKind;
  /** Both are in one queue: drawn below each other, not a step aside for each. */
  readonly isQueue: boolean;
}

/** `rootOrder`: as they were shown before. Who is known keeps the place, who is new comes last. */
export function blockingOf(snapshot: LockSnapshot, rootOrder: readonly string[] = []): Blocking {
  const known = partiesOf(snapshot);
  const drawn = snapshot.edges.filter(({ isImplied }) => !isImplied);
  const found = drawn.map(({ blocked, blocker, gid, kind }) => ({
    blocked: String(blocked),
    blocker: keyOf({ pid: blocker, gid }),
    kind,
  }));
  const isBlocked = new Set(found.map(({ blocked }) => blocked));
  const firstBy = firstBlocker(found);
  const edges = found.map((edge) => ({ ...edge, isQueue: isQueued(edge, firstBy) }));
  const leading = firstBlocker(edges);
  const ranked = snapshot.roots.map(keyOf).filter((key) => edges.some(({ blocker }) => blocker === key));
  const others = edges.map(({ blocker }) => blocker).filter((key) => !isBlocked.has(key));
  const roots = steadyOrder(rootOrder, [...new Set([...ranked, ...others])]);
  const order = depthFirst(roots, edges, leading);
  const deadlocked = new Set(snapshot.roots.filter(({ isDeadlock }) => isDeadlock).map(keyOf));
  const parties = order.map((key): Party => known.get(key) ?? { kind: 'absent', key });
  return { parties, edges, leading, roots, deadlocked };
}

type FoundEdge = Omit<BlockingEdge, 'isQueue'>;

/** A hard block says more about the place than a soft one. */
function firstBlocker<E extends FoundEdge>(edges: readonly E[]): ReadonlyMap<string, E> {
  const first = new Map<string, E>();
  for (const edge of edges) {
    const before = first.get(edge.blocked);
    if (!before || (before.kind === 'soft' && edge.kind === 'hard')) first.set(edge.blocked, edge);
  }
  return first;
}

/** Behind one that is itself behind another in the queue: the second of a queue stands aside, the third below it. */
function isQueued(edge: FoundEdge, firstBy: ReadonlyMap<string, FoundEdge>): boolean {
  const isSecond = firstBy.get(edge.blocker)?.kind !== 'soft';
  return edge.kind === 'soft' && firstBy.get(edge.blocked) === edge && !isSecond;
}

export function steadyOrder(before: readonly string[], now: readonly string[]): readonly string[] {
  const present = new Set(now);
  const kept = before.filter((key) => present.has(key));
  const known = new Set(kept);
  return [...kept, ...now.filter((key) => !known.has(key))];
}

function depthFirst(
  roots: readonly string[],
  edges: readonly BlockingEdge[],
  leading: ReadonlyMap<string, BlockingEdge>,
): readonly string[] {
  const below = new Map<string, string[]>();
  for (const edge of edges) {
    if (leading.get(edge.blocked) !== edge) continue;
    const list = below.get(edge.blocker);
    if (list) list.push(edge.blocked);
    else below.set(edge.blocker, [edge.blocked]);
  }
  const order = new Set<string>();
  // A queue of thousands is deeper than the stack of calls.
  const visit = (from: string) => {
    const ahead = [from];
    for (let key = ahead.pop(); key !== undefined; key = ahead.pop()) {
      if (order.has(key)) continue;
      order.add(key);
      ahead.push(...(below.get(key) ?? []).toReversed());
    }
  };
  for (const root of roots) visit(root);
  for (const { blocked } of edges) visit(blocked);
  return [...order];
}
