/** The graph of who waits for whom: what is said twice in it, where it begins, and where it goes round. */
import type { Blocking } from './findEdges';
import type { Party } from './lockObject';

export interface Depths {
  /** Steps to the root that is the farthest; 0 of those who wait for nobody. */
  readonly depths: ReadonlyMap<Party, number>;
  /** Who never comes to a root: those on a way round, and those who wait for them. They have no depth. */
  readonly round: ReadonlySet<Party>;
}

export function measureDepths(blocking: Blocking): Depths {
  const left = new Map([...blocking].map(([party, blockers]) => [party, blockers.size]));
  const blockedBy = reverse(blocking);
  const depths = new Map<Party, number>();
  const free = [...blockedBy.keys()].filter((party) => !blocking.has(party));
  for (const party of free) {
    const depth = Math.max(
      -1,
      ...[...(blocking.get(party)?.keys() ?? [])].map((each) => depths.get(each) ?? 0),
    );
    depths.set(party, depth + 1);
    for (const victim of blockedBy.get(party) ?? []) {
      const count = (left.get(victim) ?? 0) - 1;
      left.set(victim, count);
      if (count === 0) free.push(victim);
    }
  }
  return { depths, round: new Set([...left].filter(([, count]) => count > 0).map(([party]) => party)) };
}

/** Whether others lead from the waiter to the blocker as well; on a way round each would imply the others. */
export function isImplied(blocking: Blocking, depths: Depths, blocked: Party, blocker: Party): boolean {
  const others = [...(blocking.get(blocked)?.keys() ?? [])].filter((party) => party !== blocker);
  if (others.length === 0) return false;
  if (depths.round.has(blocker) && reaches(blocking, depths, [blocker], blocked)) return false;
  return reaches(blocking, depths, others, blocker, blocked);
}

/** Walks beyond this many steps are given up: an edge is then drawn that could have been left out. */
const PATIENCE = 5000;

/** One that is no deeper than where the way is to lead can't be on it. */
function reaches(
  blocking: Blocking,
  { depths }: Depths,
  from: readonly Party[],
  to: Party,
  without: Party | null = null,
): boolean {
  const least = depths.get(to) ?? -1;
  const isDeeper = (party: Party) => (depths.get(party) ?? Number.POSITIVE_INFINITY) > least;
  const seen = new Set<Party>(without === null ? from : [...from, without]);
  const next = from.filter(isDeeper);
  for (let steps = 0; next.length > 0 && steps < PATIENCE; steps++) {
    const blockers = blocking.get(next.pop() ?? '');
    if (blockers?.has(to)) return true;
    for (const party of blockers?.keys() ?? []) {
      if (seen.has(party) || !isDeeper(party)) continue;
      seen.add(party);
      next.push(party);
    }
  }
  return false;
}

export interface RootParty {
  readonly party: Party;
  readonly isDeadlock: boolean;
  readonly victims: ReadonlySet<Party>;
}

/** Those who wait for nobody and are waited for; and those who wait for themselves at the end. */
export function findRoots(blocking: Blocking, depths: Depths): readonly RootParty[] {
  const blockedBy = reverse(blocking);
  const roots: RootParty[] = [];
  for (const party of blockedBy.keys()) {
    const isWaiting = blocking.has(party);
    if (isWaiting && !(depths.round.has(party) && reaches(blocking, depths, [party], party))) continue;
    const victims = victimsOf(blockedBy, party);
    victims.delete(party);
    roots.push({ party, isDeadlock: isWaiting, victims });
  }
  return roots;
}

/** By blocker, who waits for it at first hand. */
export function reverse(blocking: Blocking): ReadonlyMap<Party, readonly Party[]> {
  const blockedBy = new Map<Party, Party[]>();
  for (const [blocked, blockers] of blocking) {
    for (const blocker of blockers.keys()) {
      const known = blockedBy.get(blocker);
      if (known) known.push(blocked);
      else blockedBy.set(blocker, [blocked]);
    }
  }
  return blockedBy;
}

function victimsOf(blockedBy: ReadonlyMap<Party, readonly Party[]>, root: Party): Set<Party> {
  const victims = new Set<Party>();
  const next = [root];
  for (let party = next.pop(); party !== undefined; party = next.pop()) {
    for (const victim of blockedBy.get(party) ?? []) {
      if (victims.has(victim)) continue;
      victims.add(victim);
      next.push(victim);
    }
  }
  return victims;
}
