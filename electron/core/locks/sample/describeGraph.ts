/** Who blocks whom, and who is at the root of it, as the snapshot tells it. Pure. */
import type { LockEdge, LockRoot, LockSnapshot } from '../snapshot';
import type { Found } from './findEdges';
import { type Depths, findRoots, isImplied } from './graph';
import { isPrepared, type Party } from './lockObject';

/** Beyond this many edges the implied ones are left out. */
const MANY_EDGES = 3000;

export function describeEdges(
  { blocking, leftOut }: Found,
  depths: Depths,
  gids: ReadonlyMap<Party, string>,
): Pick<LockSnapshot, 'edges' | 'edgesLeftOut'> {
  const all: LockEdge[] = [];
  for (const [blocked, blockers] of blocking) {
    for (const [blocker, kind] of blockers) {
      const named = { blocker: pidOf(blocker), gid: gids.get(blocker) ?? null };
      all.push({
        blocked: pidOf(blocked),
        ...named,
        kind,
        isImplied: isImplied(blocking, depths, blocked, blocker),
      });
    }
  }
  if (all.length <= MANY_EDGES) return { edges: all, edgesLeftOut: leftOut };
  // One of each waiter's stays: whether somebody else is in its way, too, is what a forecast goes by.
  const kept = new Set<number>();
  const edges = all.filter(
    ({ isImplied: implied, blocked }) => !implied || (!kept.has(blocked) && kept.add(blocked)),
  );
  return { edges, edgesLeftOut: leftOut + all.length - edges.length };
}

export function rankRoots(
  { blocking }: Found,
  depths: Depths,
  waits: ReadonlyMap<Party, number | null>,
  gids: ReadonlyMap<Party, string>,
): readonly LockRoot[] {
  const roots = findRoots(blocking, depths).map(({ party, isDeadlock, victims }) => ({
    pid: pidOf(party),
    gid: gids.get(party) ?? null,
    victimCount: victims.size,
    victimWaitMs: [...victims].reduce((sum, victim) => sum + (waits.get(victim) ?? 0), 0),
    isDeadlock,
  }));
  return roots.sort(
    (a, b) => b.victimWaitMs - a.victimWaitMs || b.victimCount - a.victimCount || a.pid - b.pid,
  );
}

/** 0 is a prepared transaction, as in pg_blocking_pids. */
function pidOf(party: Party): number {
  return isPrepared(party) ? 0 : Number(party);
}
