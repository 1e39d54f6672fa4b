/** Rooms that open as they were left: filter, selection and what is chosen, but no panel in place of the list. Pure. */
import { diffAddress, type Pair, readDiffPlace } from './addresses';
import { indexesAddress, queriesAddress, readIndexesPlace, readQueriesPlace } from './adviceAddresses';
import type { Room } from './frameState';

type Remember = (pair: Pair, search: URLSearchParams) => string;

const REMEMBERED: Partial<Readonly<Record<Room, Remember>>> = {
  diff: (pair, search) => diffAddress(pair, { ...readDiffPlace(pair, search), panel: null }),
  indexes: (pair, search) => indexesAddress(pair, { ...readIndexesPlace(search), panel: null }),
  queries: (pair, search) => queriesAddress(pair, readQueriesPlace(search)),
};

/** null: that room begins anew each time. */
export function rememberedAddress(room: Room, pair: Pair | null, search: string): string | null {
  return (pair && REMEMBERED[room]?.(pair, new URLSearchParams(search))) ?? null;
}
