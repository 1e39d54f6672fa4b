/** Who is in whose way: as pg_blocking_pids says it for those who were asked for, else by the queue. */
import { conflicts, type LockMode } from '../lockModes';
import type { BlockKind } from '../snapshot';
import type { ActivityRow } from './activity.sql';
import { isPrepared, type Leaders, type Party, partyOfPid } from './lockObject';
import type { LockRow } from './lockRows.sql';
import { type AwaitedObject, type Claim, findAwaited } from './waitQueue';

/** By party that waits: who is in its way, holders first, then those ahead, the nearest first. */
export type Blocking = ReadonlyMap<Party, ReadonlyMap<Party, BlockKind>>;

export interface Found {
  readonly blocking: Blocking;
  readonly leftOut: number;
}

/** A queue that is longer, all of one mode, is told by the next ahead and one holder: 550 of 550 are 150,000 pairs. */
const LONG_QUEUE = 100;
const KEPT_OF_MANY = 2;

type Blocker = readonly [Party, BlockKind];

export function findEdges(
  rows: readonly LockRow[],
  activity: readonly ActivityRow[],
  leaders: Leaders,
): Found {
  const blocking = new Map<Party, Map<Party, BlockKind>>();
  let leftOut = 0;
  const add = (blocked: Party, blockers: readonly (readonly [Party, BlockKind])[]) => {
    const known = blocking.get(blocked) ?? new Map<Party, BlockKind>();
    for (const [party, kind] of blockers) {
      if (party !== blocked && known.get(party) !== 'hard') known.set(party, kind);
    }
    if (known.size > 0) blocking.set(blocked, known);
  };
  for (const object of findAwaited(rows, leaders).values()) {
    const seen = new Map<LockMode, number>();
    object.queue.forEach((claim, place) => {
      const most = isOneOfMany(object, claim, seen) ? KEPT_OF_MANY : Number.POSITIVE_INFINITY;
      const kept = blockersOf(object, claim, place, leaders, most);
      if (kept.length > 0 && most === KEPT_OF_MANY)
        leftOut += Math.max(0, countInTheWay(object, claim, seen) - kept.length);
      add(claim.party, kept);
      seen.set(claim.mode, (seen.get(claim.mode) ?? 0) + 1);
    });
  }
  for (const { pid, snapshot_blockers } of activity) {
    const blockers = (snapshot_blockers ?? []).map((each) => [partyOfPid(each, leaders), 'hard'] as const);
    add(partyOfPid(pid, leaders), blockers);
  }
  return { blocking, leftOut };
}

/** `most` of the holders, and of those ahead. */
function blockersOf(
  { holders, queue }: AwaitedObject,
  claim: Claim,
  place: number,
  leaders: Leaders,
  most: number,
): readonly Blocker[] {
  const isInTheWay = ({ party, mode }: Claim) => party !== claim.party && conflicts(claim.mode, mode);
  const hard = new Set(holders.filter(isInTheWay).map(({ party }) => party));
  const asked = claim.row.blockers;
  if (asked === null) return toBlockers(hard, nearest(queue, place, isInTheWay, most), most);
  const said = new Set(asked.filter((pid) => pid !== 0).map((pid) => partyOfPid(pid, leaders)));
  const isSaid = (party: Party) => (isPrepared(party) ? asked.includes(0) : said.has(party));
  const inOrder = nearest(queue, place, ({ party }) => said.has(party), Number.POSITIVE_INFINITY);
  return toBlockers(new Set([...hard].filter(isSaid)), [...inOrder, ...said], most);
}

/** Of those ahead, the nearest first. */
function nearest(
  queue: readonly Claim[],
  place: number,
  matches: (claim: Claim) => boolean,
  most: number,
): readonly Party[] {
  const found: Party[] = [];
  for (let at = place - 1; at >= 0 && found.length < most; at--) {
    const claim = queue[at];
    if (claim && matches(claim)) found.push(claim.party);
  }
  return found;
}

function toBlockers(hard: ReadonlySet<Party>, soft: readonly Party[], most: number): readonly Blocker[] {
  const behind = [...new Set(soft)].filter((party) => !hard.has(party));
  return [
    ...[...hard].slice(0, most).map((party) => [party, 'hard'] as const),
    ...behind.slice(0, most).map((party) => [party, 'soft'] as const),
  ];
}

/** The next ahead of it wants the same and has the same in its way. `seen`: how many of each mode are ahead. */
function isOneOfMany(
  { queue, holders }: AwaitedObject,
  { mode }: Claim,
  seen: ReadonlyMap<LockMode, number>,
): boolean {
  if (queue.length <= LONG_QUEUE && holders.length * queue.length <= LONG_QUEUE * LONG_QUEUE) return false;
  return conflicts(mode, mode) && seen.has(mode);
}

function countInTheWay(
  { holders }: AwaitedObject,
  { mode }: Claim,
  seen: ReadonlyMap<LockMode, number>,
): number {
  const ahead = [...seen].reduce((sum, [each, count]) => sum + (conflicts(mode, each) ? count : 0), 0);
  return ahead + holders.filter((each) => conflicts(mode, each.mode)).length;
}
