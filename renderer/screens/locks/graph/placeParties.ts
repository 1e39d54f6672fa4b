/**
 * Where each party stands: roots at the left, a step to the right for each wait, a queue below each other. Who has a
 * place keeps it for as long as it is there, whatever becomes of the others: nothing jumps under the pointer. Pure.
 */
import type { Blocking } from '../blocking';

export interface Place {
  readonly column: number;
  readonly row: number;
}

export type Places = ReadonlyMap<string, Place>;

export const NO_PLACES: Places = new Map();

/** The same object where nobody came or went. */
export function placeParties({ parties, leading, roots }: Blocking, before: Places): Places {
  const keys = parties.map(({ key }) => key);
  if (keys.length === before.size && keys.every((key) => before.has(key))) return before;
  const isRoot = new Set(roots);
  const grid = createGrid(keys.flatMap((key) => entryOf(before, key)));
  for (const key of keys) {
    if (grid.placeOf(key)) continue;
    const edge = isRoot.has(key) ? undefined : leading.get(key);
    const above = edge && grid.placeOf(edge.blocker);
    if (!edge || !above) grid.put(key, 0, grid.height());
    else if (edge.isQueue) grid.put(key, above.column, above.row + 1);
    else grid.put(key, above.column + 1, above.row);
  }
  return grid.places;
}

function entryOf(places: Places, key: string): readonly (readonly [string, Place])[] {
  const place = places.get(key);
  return place ? [[key, place]] : [];
}

function createGrid(kept: readonly (readonly [string, Place])[]) {
  const places = new Map(kept);
  const taken = new Set(kept.map(([, { column, row }]) => `${column} ${row}`));
  let height = kept.reduce((most, [, { row }]) => Math.max(most, row + 1), 0);
  return {
    places,
    placeOf: (key: string) => places.get(key),
    /** Rows in use: below them is room for a root and all that will stand below it. */
    height: () => height,
    put(key: string, column: number, from: number) {
      let row = from;
      while (taken.has(`${column} ${row}`)) row += 1;
      taken.add(`${column} ${row}`);
      places.set(key, { column, row });
      height = Math.max(height, row + 1);
    },
  };
}
