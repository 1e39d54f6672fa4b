/** Where the window stands over a graph. Pure. */

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A node’s place, in the graph’s own pixels. */
export interface Card extends Size {
  readonly x: number;
  readonly y: number;
}

export const MAX_ZOOM = 1.5;

/** The nearest viewport that has the card in sight; null where it already is. */
export function viewportWith(
  card: Card,
  margin: number,
  { x, y, zoom }: Viewport,
  window: Size,
): Viewport | null {
  const moved = {
    x: nearest(x, margin - card.x * zoom, window.width - margin - (card.x + card.width) * zoom),
    y: nearest(y, margin - card.y * zoom, window.height - margin - (card.y + card.height) * zoom),
    zoom,
  };
  return moved.x === x && moved.y === y ? null : moved;
}

/** Where the least wins, the start of a card that is wider than the window stays in sight. */
function nearest(at: number, least: number, most: number): number {
  return Math.max(least, Math.min(at, most));
}

/** As far as the last card, and half a window more. */
export function panExtent(graph: Size, window: Size): [[number, number], [number, number]] {
  const [aside, above] = [window.width / 2, window.height / 2];
  return [
    [-aside, -above],
    [Math.max(graph.width, window.width) + aside, Math.max(graph.height, window.height) + above],
  ];
}
