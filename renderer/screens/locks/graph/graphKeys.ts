/** How the selection moves over the graph: to whoever stands nearest in that direction. Pure. */
import type { Place, Places } from './placeParties';

const DIRECTIONS: Readonly<Record<string, Place>> = {
  ArrowLeft: { column: -1, row: 0 },
  ArrowRight: { column: 1, row: 0 },
  ArrowUp: { column: 0, row: -1 },
  ArrowDown: { column: 0, row: 1 },
};

/** The party that a key moves to; null where it moves to none. */
export function moveInGraph(places: Places, at: string | null, key: string): string | null {
  const direction = DIRECTIONS[key];
  if (!direction) return null;
  const from = at === null ? undefined : places.get(at);
  if (!from) return places.keys().next().value ?? null;
  let best: { readonly key: string; readonly distance: number } | null = null;
  for (const [each, place] of places) {
    const distance = distanceIn(direction, from, place);
    if (distance !== null && (!best || distance < best.distance)) best = { key: each, distance };
  }
  return best?.key ?? null;
}

/** A step aside counts more than one ahead: the keys go straight where they can. null: not in that direction. */
function distanceIn(direction: Place, from: Place, to: Place): number | null {
  const [right, below] = [to.column - from.column, to.row - from.row];
  const ahead = right * direction.column + below * direction.row;
  const aside = Math.abs(right * direction.row) + Math.abs(below * direction.column);
  if (ahead <= 0) return null;
  // Up and down stay in their column as long as there is anybody.
  return direction.row !== 0 ? ahead + aside * 1_000 : ahead * 1_000 + aside;
}
