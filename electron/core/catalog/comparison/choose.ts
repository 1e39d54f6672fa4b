/** What chosen rows come to: the same comparison, with only these differences to be done. Decides from values alone. */
import type { Catalog } from '../catalog';
import { scriptOf } from '../describeChange';
import { type Change, type Difference, diffCatalogs } from '../diff/diffCatalogs';
import type { ChangeRow, Choice, Statement } from './comparison';
import { closeOver, findNeeds, type Needs } from './needs';
import { findParts, type Parts } from './parts';
import { rowsOf } from './rows';
import { wantedCatalog } from './wanted';

/** Two catalogs with all that is known of their difference. */
export interface Compared {
  readonly from: Catalog;
  readonly to: Catalog;
  readonly difference: Difference;
  readonly parts: Parts;
  readonly needs: Needs;
  readonly rows: readonly ChangeRow[];
}

export function compareCatalogs(from: Catalog, to: Catalog): Compared {
  const difference = diffCatalogs(from, to);
  const parts = findParts(from, to, difference);
  const needs = findNeeds(parts);
  return { from, to, difference, parts, needs, rows: rowsOf(parts, needs, difference) };
}

export interface Chosen {
  /** Ids of all rows that are done. */
  readonly rows: ReadonlySet<string>;
  readonly wanted: Catalog;
  readonly added: Choice['added'];
  readonly blocked: Choice['blocked'];
}

/** Nothing that destroys values is added: it has to be chosen itself. */
export function chooseRows(compared: Compared, asked: readonly string[]): Chosen {
  const known = new Map(compared.rows.map((row) => [row.id, row]));
  const chosen = new Set(asked.filter((id) => known.get(id)?.isGroup === false));
  const lost = compared.rows.filter(({ id, destroys }) => destroys !== null && !chosen.has(id));
  const stopped = closeOver(
    lost.map(({ id }) => id),
    reversed(compared.needs),
  );
  const blocked = [...chosen].flatMap((id) => {
    const needs = stopped.has(id) ? culprit(id, stopped) : null;
    const row = needs === null ? undefined : known.get(needs);
    if (!row) return [];
    const message = `It needs ${row.id} to be dropped, which destroys ${row.destroys}. Choose that as well.`;
    return [{ rowId: id, needs: row.id, message }];
  });
  const held = new Set(blocked.map(({ rowId }) => rowId));
  const closed = closeOver(
    [...chosen].filter((id) => !held.has(id)),
    compared.needs,
  );
  const added = [...closed].flatMap(([rowId, neededBy]) => (neededBy === null ? [] : [{ rowId, neededBy }]));
  const rows = new Set(closed.keys());
  return { rows, wanted: wantedCatalog(compared.parts, rows), added, blocked };
}

/** The one at the other end of the chain of needs. */
function culprit(id: string, stopped: ReadonlyMap<string, string | null>): string {
  const next = stopped.get(id) ?? null;
  return next === null ? id : culprit(next, stopped);
}

function reversed(needs: Needs): Needs {
  const back = new Map<string, Set<string>>();
  for (const [id, needed] of needs) {
    for (const each of needed) back.set(each, (back.get(each) ?? new Set()).add(id));
  }
  return back;
}

export function describeChoice(compared: Compared, asked: readonly string[]): Choice {
  const { wanted, added, blocked } = chooseRows(compared, asked);
  const { changes, refused } = diffCatalogs(compared.from, wanted);
  const statements = statementsOf(changes);
  return {
    statements,
    sql: scriptOf(changes),
    added,
    blocked,
    refused,
    losses: [...new Set(statements.flatMap(({ destroys }) => destroys ?? []))],
  };
}

export function statementsOf(changes: readonly Change[]): readonly Statement[] {
  return changes.flatMap(({ object, steps }) =>
    steps.map(({ sql, lock, rewrites, scans, destroys, isOutside }) => ({
      object,
      sql,
      lock,
      rewrites: rewrites ?? false,
      scans: scans ?? false,
      destroys: destroys ?? null,
      isOutside: isOutside ?? false,
    })),
  );
}
