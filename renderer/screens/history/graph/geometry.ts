/** From lanes and rows to pixels, and back from what is in sight to rows. Pure. */
import { type Card, type Size, type Viewport, viewportWith } from '../../../parts/graph/viewport';
import type { LaneEdge, LaneLayout } from './lanes';

export const CARD_HEIGHT = 28;
export const ROW_PITCH = 46;
export const DOT_SIZE = 28;
/** Where a lane's line runs, from the left edge of its cards: through the state's mark. */
export const LINE_X = 15;

const LANE_GAP = 20;
const GAP = ROW_PITCH - CARD_HEIGHT;
const CORNER = 5;
/** Between the edge of the window and what it is moved to. */
const MARGIN = 24;

/** Below this zoom names can't be read, and revisions are dots. */
const DOTS_BELOW = 0.5;
export const MIN_ZOOM = 0.15;

/** The rows that are rendered, and how. */
export interface Band {
  readonly first: number;
  readonly last: number;
  readonly detail: 'card' | 'dot';
}

/** With few lanes there is room for whole names. */
export function cardWidth(laneCount: number): number {
  return laneCount <= 2 ? 380 : 320;
}

export function lanePitch(laneCount: number): number {
  return cardWidth(laneCount) + LANE_GAP;
}

export function graphSize({ revisions, laneCount }: LaneLayout): Size {
  return { width: laneCount * lanePitch(laneCount), height: revisions.length * ROW_PITCH };
}

/**
 * Somewhat more than is in sight, and in steps: so that most movements change nothing that is rendered, and one that
 * does brings in few rows.
 */
export function bandInSight({ y, zoom }: Viewport, height: number): Band {
  const detail = zoom < DOTS_BELOW ? 'dot' : 'card';
  const step = detail === 'dot' ? 32 : 8;
  const top = -y / zoom / ROW_PITCH;
  const bottom = (height - y) / zoom / ROW_PITCH;
  return {
    first: (Math.floor(top / step) - 1) * step,
    last: (Math.ceil(bottom / step) + 1) * step,
    detail,
  };
}

/** The part of an edge that is in the band: down from the revision, over to the edge's lane, down, over, down. */
export function edgePath(edge: LaneEdge, pitch: number, band: Band): string {
  const x = (lane: number) => lane * pitch + LINE_X;
  const middle = (row: number) => row * ROW_PITCH + CARD_HEIGHT / 2;
  const [from, over, to] = [x(edge.fromLane), x(edge.lane), x(edge.toLane)];
  const below = edge.fromRow * ROW_PITCH + CARD_HEIGHT;
  if (edge.toRow === edge.fromRow + 1) {
    return `M${from} ${middle(edge.fromRow)}${turn(from, to, below + GAP / 2)}V${middle(edge.toRow)}`;
  }
  // What leaves a row turns in the upper third of the gap and what arrives in the lower, so that they never overlap.
  const start =
    edge.fromRow < band.first
      ? `M${over} ${middle(band.first - 1)}`
      : `M${from} ${middle(edge.fromRow)}${turn(from, over, below + GAP / 3)}`;
  const end =
    edge.toRow > band.last
      ? `V${middle(band.last + 1)}`
      : `${turn(over, to, edge.toRow * ROW_PITCH - GAP / 3)}V${middle(edge.toRow)}`;
  return start + end;
}

/** Down to the height, sideways, and ready to go on down, with round corners. */
function turn(from: number, to: number, y: number): string {
  if (from === to) return '';
  const side = to > from ? CORNER : -CORNER;
  return `V${y - CORNER}q0 ${CORNER} ${side} ${CORNER}H${to - side}q${side} 0 ${side} ${CORNER}`;
}

export function cardOf({ lane, index }: RowPlace, laneCount: number): Card {
  return {
    x: lane * lanePitch(laneCount),
    y: index * ROW_PITCH,
    width: cardWidth(laneCount),
    height: CARD_HEIGHT,
  };
}

export interface RowPlace {
  readonly lane: number;
  readonly index: number;
}

/** The nearest viewport that has the card in sight; null where it already is. */
export function bringIntoSight(
  placed: RowPlace,
  laneCount: number,
  at: Viewport,
  size: Size,
): Viewport | null {
  return viewportWith(cardOf(placed, laneCount), MARGIN, at, size);
}

/** The card in the middle of the height, and the trunk at the left edge as far as there is room for both. */
export function centred(placed: RowPlace, laneCount: number, size: Size): Viewport {
  const middle = (size.height - CARD_HEIGHT) / 2 - placed.index * ROW_PITCH;
  const atTrunk = { x: MARGIN, y: Math.min(MARGIN, middle), zoom: 1 };
  return bringIntoSight(placed, laneCount, atTrunk, size) ?? atTrunk;
}
