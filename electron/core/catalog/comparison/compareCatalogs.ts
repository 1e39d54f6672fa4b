/** Two Catalogs compared, with all that is known of their difference. Decides from values alone. */

import { atOnce, type Stretches } from '../../stretches';
import type { Catalog } from '../catalog';
import { type Difference, diffing } from '../diff/diffCatalogs';
import { createLookup, type Lookup } from '../lookup';
import type { Rename } from '../renames/rename';
import { withSharedObjects } from '../sharedObjects';
import type { ChangeRow } from './comparison';
import { type Facts, factsByPart } from './facts';
import { findNeeds } from './needs/findNeeds';
import { type Needs, turned } from './needs/needs';
import { findParts, type Parts } from './parts';
import { renameRows } from './renameRows';
import { rowsOf } from './rows';

export interface Compared {
  /** As it is now, before any rename. */
  readonly original: Lookup;
  /** After the renames. */
  readonly from: Lookup;
  readonly to: Lookup;
  readonly renames: readonly Rename[];
  readonly difference: Difference;
  readonly parts: Parts;
  readonly facts: ReadonlyMap<string, Facts>;
  readonly needs: Needs;
  /** The other way round: what needs a row. */
  readonly users: Needs;
  readonly rows: readonly ChangeRow[];
}

export interface Renamed {
  readonly original: Catalog;
  readonly renames: readonly Rename[];
}

export function compareCatalogs(from: Catalog, to: Catalog, renamed?: Renamed): Compared {
  return atOnce(comparing(from, to, renamed));
}

export function* comparing(first: Catalog, second: Catalog, renamed?: Renamed): Stretches<Compared> {
  const to = createLookup(second);
  const from = createLookup(yield* withSharedObjects(first, to));
  const { original, renames } = renamed ?? { original: first, renames: [] };
  const difference = yield* diffing(from, to);
  const parts = yield* findParts(from, to, difference);
  const facts = yield* factsByPart(parts, difference);
  const renamedRows = renameRows(renames);
  const needs = withRenames(yield* findNeeds(parts), parts, renamedRows);
  const rows = yield* rowsOf(parts, { facts, needs, refused: difference.refused }, renamedRows);
  return {
    original: original === first ? from : createLookup(original),
    ...{ from, to, renames, difference, parts, facts, needs, users: turned(needs), rows },
  };
}

/** Everything else is written for the new names. */
function withRenames(needs: Needs, { all }: Parts, renamed: readonly ChangeRow[]): Needs {
  if (renamed.length === 0) return needs;
  const names = renamed.map(({ id }) => id);
  const ids = [...all.map(({ id }) => id), ...names];
  return new Map(
    ids.map((id) => [id, new Set([...(needs.get(id) ?? []), ...names.filter((each) => each !== id)])]),
  );
}
