/** Two Catalogs compared, with all that is known of their difference. Decides from values alone. */
import type { Catalog } from '../catalog';
import { type Difference, diffCatalogs } from '../diff/diffCatalogs';
import type { Rename } from '../renames/rename';
import type { ChangeRow } from './comparison';
import { type Facts, factsByPart } from './facts';
import { findNeeds } from './needs/findNeeds';
import type { Needs } from './needs/needs';
import { findParts, type Parts } from './parts';
import { renameRows } from './renameRows';
import { rowsOf } from './rows';

export interface Compared {
  /** As it is now, before any rename. */
  readonly original: Catalog;
  /** After the renames. */
  readonly from: Catalog;
  readonly to: Catalog;
  readonly renames: readonly Rename[];
  readonly difference: Difference;
  readonly parts: Parts;
  readonly facts: ReadonlyMap<string, Facts>;
  readonly needs: Needs;
  readonly rows: readonly ChangeRow[];
}

export interface Renamed {
  readonly original: Catalog;
  readonly renames: readonly Rename[];
}

export function compareCatalogs(
  from: Catalog,
  to: Catalog,
  { original, renames }: Renamed = { original: from, renames: [] },
): Compared {
  const difference = diffCatalogs(from, to);
  const parts = findParts(from, to, difference);
  const facts = factsByPart(parts, difference);
  const renamed = renameRows(renames);
  const needs = withRenames(findNeeds(parts), parts, renamed);
  const rows = rowsOf(parts, { facts, needs, refused: difference.refused }, renamed);
  return { original, from, to, renames, difference, parts, facts, needs, rows };
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
