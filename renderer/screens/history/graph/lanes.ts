/**
 * Where the revisions and their edges are drawn: a lane for each branch, as `git log --graph` has it.
 * Knows rows, newest first, and no pixels. A branch and the edges at its two ends occupy their lane without a gap,
 * and no two branches occupy the same one side by side, so an edge never runs through a revision that is not its own.
 */
import type { RevisionRow } from '../../../../electron/contract/revisions';
import { findChains } from './chains';
import { type Link, linkRows, parentsOf } from './links';

export interface LaneEdge {
  readonly kind: 'revises' | 'dependsOn';
  readonly from: string;
  readonly fromRow: number;
  readonly fromLane: number;
  /** The parent, or the revision depended on: in a lower row. */
  readonly to: string;
  readonly toRow: number;
  readonly toLane: number;
  /** Where it runs in the rows between its ends. */
  readonly lane: number;
}

export interface PlacedRevision {
  readonly row: RevisionRow;
  readonly index: number;
  readonly lane: number;
  readonly edges: readonly LaneEdge[];
}

export interface LaneLayout {
  readonly revisions: readonly PlacedRevision[];
  readonly edges: readonly LaneEdge[];
  readonly laneCount: number;
}

/** The rows from `top` to `bottom` of one lane. */
interface Track {
  top: number;
  bottom: number;
}

/** Rows newest first: each above what it follows. What is not among them, or not below, is not drawn. */
export function layoutLanes(rows: readonly RevisionRow[]): LaneLayout {
  const links = linkRows(rows);
  const chains = findChains(rows, (index) => parentsOf(links[index]));
  const tracks = chains.heads.map((head): Track => ({ top: head, bottom: head }));
  const ownTracks = new Map<string, Track>();
  const trackOf = links.map((own, from) => own.map((link) => reserve(link, from)));
  chains.chainOf.forEach((chain, index) => {
    cover(tracks[chain], index, index);
  });
  const lanes = assignLanes([...tracks, ...ownTracks.values()], tracks[0]);
  const laneOf = (index: number) => lanes.get(tracks[chains.chainOf[index] ?? 0]) ?? 0;

  const revisions = rows.map((row, index): PlacedRevision => {
    const edges = (links[index] ?? []).map((link, at) =>
      toEdge(rows, link, laneOf, lanes.get(trackOf[index]?.[at]) ?? laneOf(link.to)),
    );
    return { row, index, lane: laneOf(index), edges };
  });
  return { revisions, edges: revisions.flatMap(({ edges }) => edges), laneCount: countLanes(lanes) };

  /** The track that an edge runs in, made long enough for it; undefined where no row is between its ends. */
  function reserve(link: Link, from: number): Track | undefined {
    const isRevises = link.kind === 'revises';
    const [top, bottom] = [from + 1, link.to - 1];
    if (isRevises && chains.mainParents[from] === link.to) {
      return cover(tracks[chains.chainOf[from] ?? 0], from, bottom);
    }
    if (top > bottom) return undefined;
    const target = chains.chainOf[link.to] ?? 0;
    if (isRevises && chains.heads[target] === link.to) return cover(tracks[target], top, link.to);
    const key = `${link.kind} ${link.to}`;
    const own = ownTracks.get(key) ?? { top, bottom };
    ownTracks.set(key, own);
    return cover(own, top, bottom);
  }
}

function cover(track: Track | undefined, top: number, bottom: number): Track | undefined {
  if (!track) return undefined;
  track.top = Math.min(track.top, top);
  track.bottom = Math.max(track.bottom, bottom);
  return track;
}

/** From the top down, each in the leftmost lane that is free: as few lanes as tracks lie side by side. */
function assignLanes(
  tracks: readonly Track[],
  trunk: Track | undefined,
): ReadonlyMap<Track | undefined, number> {
  const lanes = new Map<Track | undefined, number>();
  // The first row that is free again in each lane. The trunk has its lane for itself, from top to bottom.
  const freeFrom: number[] = [Number.POSITIVE_INFINITY];
  for (const track of [...tracks].sort((a, b) => a.top - b.top)) {
    if (track === trunk) {
      lanes.set(track, 0);
      continue;
    }
    const free = freeFrom.findIndex((row) => row <= track.top);
    const lane = free === -1 ? freeFrom.length : free;
    freeFrom[lane] = track.bottom + 1;
    lanes.set(track, lane);
  }
  return lanes;
}

function countLanes(lanes: ReadonlyMap<Track | undefined, number>): number {
  return lanes.size === 0 ? 0 : Math.max(...new Set(lanes.values())) + 1;
}

function toEdge(
  rows: readonly RevisionRow[],
  { kind, from, to }: Link,
  laneOf: (index: number) => number,
  lane: number,
): LaneEdge {
  return {
    kind,
    from: rows[from]?.name ?? '',
    fromRow: from,
    fromLane: laneOf(from),
    to: rows[to]?.name ?? '',
    toRow: to,
    toLane: laneOf(to),
    lane,
  };
}
