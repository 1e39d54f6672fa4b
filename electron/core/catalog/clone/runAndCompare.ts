import type { Catalog } from '../catalog';
import { type Change, diffInTurns } from '../diff/diffCatalogs';
import type { Place } from './cloning';
import { runChanges } from './runChanges';

export interface Running {
  readonly place: Place;
  read(): Promise<Catalog>;
}

/** Runs changes in a database, and says what is different then from what was wanted. */
export async function runAndCompare(
  { place, read }: Running,
  changes: readonly Change[],
  wanted: Catalog,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  await runChanges(place, changes, signal);
  return differencesOf(await read(), wanted, signal);
}

/** What would still have to be done, as lines for people. */
export async function differencesOf(
  from: Catalog,
  to: Catalog,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const { changes, unknown, refused } = await diffInTurns(from, to, signal);
  return [
    ...changes.map(({ object, steps }) => [object, ...steps.map(({ sql }) => sql)].join('\n')),
    ...unknown,
    ...refused.map(({ object, message }) => `${object}: ${message}`),
  ];
}
