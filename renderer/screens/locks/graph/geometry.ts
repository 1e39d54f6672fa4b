/** From places to pixels, and back from what is in sight to places. Pure. */
import type { BlockKind } from '../../../../electron/contract/locks';
import { type Card, type Size, type Viewport, viewportWith } from '../../../parts/graph/viewport';
import type { BlockingEdge } from '../blocking';
import type { Place, Places } from './placeParties';

export const CARD_WIDTH = 240;
export const CARD_HEIGHT = 46;
const COLUMN_GAP = 64;
const ROW_GAP = 22;
export const COLUMN_PITCH = CARD_WIDTH + COLUMN_GAP;
export const ROW_PITCH = CARD_HEIGHT + ROW_GAP;
export const MARGIN = 16;
export const MIN_ZOOM = 0.4;

/** The columns and rows that are rendered: somewhat more than is in sight, and in steps. */
export interface Sight {
  readonly fromColumn: number;
  readonly toColumn: number;
  readonly fromRow: number;
  readonly toRow: number;
}

const STEP = 4;

export function sightOf({ x, y, zoom }: Viewport, { width, height }: Size): Sight {
  const down = (pixels: number, pitch: number) => Math.floor(pixels / zoom / pitch / STEP) * STEP;
  return {
    fromColumn: down(-x, COLUMN_PITCH),
    toColumn: down(width - x, COLUMN_PITCH) + STEP,
    fromRow: down(-y, ROW_PITCH),
    toRow: down(height - y, ROW_PITCH) + STEP,
  };
}

export function isSameSight(a: Sight, b: Sight): boolean {
  return (
    a.fromColumn === b.fromColumn &&
    a.toColumn === b.toColumn &&
    a.fromRow === b.fromRow &&
    a.toRow === b.toRow
  );
}

export function isInSight({ column, row }: Place, sight: Sight): boolean {
  return column >= sight.fromColumn && column <= sight.toColumn && row >= sight.fromRow && row <= sight.toRow;
}

export function cardOf({ column, row }: Place): Card {
  return { x: column * COLUMN_PITCH, y: row * ROW_PITCH, width: CARD_WIDTH, height: CARD_HEIGHT };
}

export function sizeOf(places: Places): Size {
  let [columns, rows] = [0, 0];
  for (const { column, row } of places.values()) {
    columns = Math.max(columns, column + 1);
    rows = Math.max(rows, row + 1);
  }
  return { width: columns * COLUMN_PITCH - COLUMN_GAP, height: rows * ROW_PITCH - ROW_GAP };
}

/** The nearest viewport that has the card in sight; null where it already is. */
export function bringIntoSight(place: Place, at: Viewport, window: Size): Viewport | null {
  return viewportWith(cardOf(place), MARGIN, at, window);
}

export interface DrawnEdge {
  readonly key: string;
  readonly kind: BlockKind;
  readonly line: string;
  /** A filled triangle at who is blocked. */
  readonly arrow: string;
  readonly label: { readonly x: number; readonly y: number };
  readonly isSelected: boolean;
}

/** Those that touch what is in sight. */
export function drawEdges(
  edges: readonly BlockingEdge[],
  places: Places,
  sight: Sight,
  selected: string | null,
): readonly DrawnEdge[] {
  return edges.flatMap((edge): readonly DrawnEdge[] => {
    const [from, to] = [places.get(edge.blocker), places.get(edge.blocked)];
    if (!from || !to || !(isInSight(from, sight) || isInSight(to, sight))) return [];
    const isSelected = edge.blocker === selected || edge.blocked === selected;
    return [{ key: `${edge.blocker} ${edge.blocked}`, kind: edge.kind, isSelected, ...shapeOf(from, to) }];
  });
}

type Shape = Pick<DrawnEdge, 'line' | 'arrow' | 'label'>;

function shapeOf(from: Place, to: Place): Shape {
  return from.column === to.column && to.row === from.row + 1 ? downward(from) : sideways(from, to);
}

function downward(from: Place): Shape {
  const { x, y } = cardOf(from);
  const [middle, top] = [x + 24, y + CARD_HEIGHT];
  const tip = top + ROW_GAP;
  return {
    line: `M${middle} ${top}V${tip - 5}`,
    arrow: `M${middle} ${tip}l-4 -7h8z`,
    label: { x: middle + 9, y: top + ROW_GAP / 2 + 4 },
  };
}

function sideways(from: Place, to: Place): Shape {
  const [start, end] = [cardOf(from), cardOf(to)];
  const [x1, y1] = [start.x + CARD_WIDTH, start.y + CARD_HEIGHT / 2];
  const [x2, y2] = [end.x, end.y + CARD_HEIGHT / 2];
  const bend = x2 > x1 ? (x2 - x1) * 0.45 : COLUMN_GAP;
  return {
    line: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend - 5} ${y2} ${x2 - 5} ${y2}`,
    arrow: `M${x2} ${y2}l-7 -4v8z`,
    // On the side that the line doesn’t come from.
    label: { x: x2 - 34, y: to.row < from.row ? y2 - 6 : y2 + 14 },
  };
}
