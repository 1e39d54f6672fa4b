/** Who is in whose way: as pg_blocking_pids says it for those who were asked for, else by the queue. */
import { conflicts } from '../lockModes';
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
    object.queue.forEach((claim, place) => {
      const all = blockersOf(object, claim, place, leaders);
      const kept = isOneOfMany(object, claim, place) ? thin(all) : all;
      leftOut += all.length - kept.length;
      add(claim.party, kept);
    });
  }
  for (const { pid, snapshot_blockers } of activity) {
    const blockers = (snapshot_blockers ?? []).map((each) => [partyOfPid(each, leaders), 'hard'] as const);
    add(partyOfPid(pid, leaders), blockers);
  }
  return { blocking, leftOut };
}

type Blocker = readonly [Party, BlockKind];

function blockersOf(
  { holders, queue }: AwaitedObject,
  claim: Claim,
  place: number,
  leaders: Leaders,
): readonly Blocker[] {
  const isInTheWay = ({ party, mode }: Claim) => party !== claim.party && conflicts(claim.mode, mode);
  const hard = new Set(holders.filter(isInTheWay).map(({ party }) => party));
  const ahead = queue.slice(0, place).reverse();
  const asked = claim.row.blockers;
  if (asked === null) return toBlockers(hard, ahead.filter(isInTheWay).map(partyOfClaim));
  const said = new Set(asked.filter((pid) => pid !== 0).map((pid) => partyOfPid(pid, leaders)));
  const isSaid = (party: Party) => (isPrepared(party) ? asked.includes(0) : said.has(party));
  const inOrder = ahead.map(partyOfClaim).filter((party) => said.has(party));
  return toBlockers(new Set([...hard].filter(isSaid)), new Set([...inOrder, ...said]));
}

function toBlockers(hard: ReadonlySet<Party>, soft: Iterable<Party>): readonly Blocker[] {
  const behind = new Set([...soft].filter((party) => !hard.has(party)));
  return [
    ...[...hard].map((each) => [each, 'hard'] as const),
    ...[...behind].map((each) => [each, 'soft'] as const),
  ];
}

function partyOfClaim({ party }: Claim): Party {
  return party;
}

/** The next ahead of it wants the same and has the same in its way. */
function isOneOfMany({ queue, holders }: AwaitedObject, { mode }: Claim, place: number): boolean {
  if (queue.length <= LONG_QUEUE && holders.length * queue.length <= LONG_QUEUE * LONG_QUEUE) return false;
  return conflicts(mode, mode) && queue.slice(0, place).some((each) => each.mode === mode);
}

function thin(blockers: readonly Blocker[]): readonly Blocker[] {
  const hard = blockers.filter(([, kind]) => kind === 'hard');
  const soft = blockers.filter(([, kind]) => kind === 'soft');
  return [...hard.slice(0, KEPT_OF_MANY), ...soft.slice(0, KEPT_OF_MANY)];
}
