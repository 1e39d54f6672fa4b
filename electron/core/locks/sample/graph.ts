/** The graph of who waits for whom: what is said twice in it, where it begins, and where it goes round. */
import type { Blocking } from './findEdges';
import type { Party } from './lockObject';

/** Walks beyond this many steps are given up: an edge is then drawn that could have been left out. */
const PATIENCE = 5000;

/** Whether others lead from the waiter to the blocker as well. */
export function isImplied(blocking: Blocking, blocked: Party, blocker: Party): boolean {
  const others = [...(blocking.get(blocked)?.keys() ?? [])].filter((party) => party !== blocker);
  // On a way round each edge would be implied by the others.
  if (others.length === 0 || reaches(blocking, [blocker], blocked)) return false;
  return reaches(blocking, others, blocker, blocked);
}

function reaches(
  blocking: Blocking,
  from: readonly Party[],
  to: Party,
  without: Party | null = null,
): boolean {
  const seen = new Set<Party>(without === null ? from : [...from, without]);
  const next = [...from];
  for (let steps = 0; next.length > 0 && steps < PATIENCE; steps++) {
    const blockers = blocking.get(next.pop() ?? '');
    if (blockers?.has(to)) return true;
    for (const party of blockers?.keys() ?? []) {
      if (seen.has(party)) continue;
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
export function findRoots(blocking: Blocking): readonly RootParty[] {
  const blockedBy = reverse(blocking);
  const roots: RootParty[] = [];
  for (const party of blockedBy.keys()) {
    const isWaiting = blocking.has(party);
    // Whom nobody but those who end at a root wait for can't be on a way round: most are sorted out at once.
    if (isWaiting && !reaches(blocking, [party], party)) continue;
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
