/** What chosen rows come to: the same comparison, with only these differences to be done. Decides from values alone. */
import type { Stretches } from '../../stretches';
import { scriptOf } from '../describeChange';
import { type Change, type Difference, diffing } from '../diff/diffCatalogs';
import { withKeptNames } from '../diff/inheritedNames';
import type { Lookup } from '../lookup';
import { type Rename, renameChange, reversed } from '../renames/rename';
import type { Compared } from './compareCatalogs';
import type { Choice, Statement } from './comparison';
import { closeOver } from './needs/needs';
import { wantedLookup } from './wanted';

export interface Chosen {
  /** Ids of all rows that are done. */
  readonly rows: ReadonlySet<string>;
  readonly wanted: Lookup;
  readonly added: Choice['added'];
  readonly blocked: Choice['blocked'];
}

/** Nothing that destroys values is added: it has to be chosen itself. */
export function chooseRows(compared: Compared, asked: readonly string[]): Chosen {
  const isRow = new Map(compared.rows.map(({ id, isGroup }) => [id, !isGroup]));
  const chosen = new Set(asked.filter((id) => isRow.get(id)));
  const blocked = findBlocked(compared, chosen);
  for (const { rowId } of blocked) chosen.delete(rowId);
  const closed = closeOver(chosen, compared.needs);
  const added = [...closed].flatMap(([rowId, neededBy]) => (neededBy === null ? [] : [{ rowId, neededBy }]));
  const rows = new Set(closed.keys());
  return { rows, wanted: wantedLookup(compared.parts, rows), added, blocked };
}

function findBlocked({ rows, users }: Compared, chosen: ReadonlySet<string>): Choice['blocked'] {
  const lost = rows.filter(({ id, destroys }) => destroys !== null && !chosen.has(id));
  const stopped = closeOver(
    lost.map(({ id }) => id),
    users,
  );
  const losses = new Map(lost.map(({ id, destroys }) => [id, destroys]));
  return [...chosen].flatMap((id) => {
    if (!stopped.has(id)) return [];
    const culprit = endOf(id, stopped);
    const message = `It needs “${culprit}”, which destroys ${losses.get(culprit)}. Choose that as well.`;
    return [{ rowId: id, needs: culprit, message }];
  });
}

/** Of a chain of needs. */
function endOf(id: string, next: ReadonlyMap<string, string | null>): string {
  const after = next.get(id) ?? null;
  return after === null ? id : endOf(after, next);
}

export interface Way {
  readonly changes: readonly Change[];
  readonly refused: Difference['refused'];
}

/** What makes the first side as it was chosen. */
export function* forth({ from, renames }: Compared, { wanted, rows }: Chosen): Stretches<Way> {
  if (rows.size === 0) return { changes: [], refused: [] };
  const { changes, refused } = yield* diffing(from, wanted);
  return { changes: [...renames.map(renameChange), ...changes], refused };
}

export function* back({ from, renames }: Compared, { wanted, rows }: Chosen): Stretches<Way> {
  if (rows.size === 0) return { changes: [], refused: [] };
  const { changes, refused } = yield* diffing(withKeptNames(from, wanted), from);
  return { changes: [...changes, ...backwards(renames).map(renameChange)], refused };
}

export function backwards(renames: readonly Rename[]): readonly Rename[] {
  return renames.map(reversed).reverse();
}

export function* describeChoice(compared: Compared, asked: readonly string[]): Stretches<Choice> {
  const chosen = chooseRows(compared, asked);
  yield;
  const { changes, refused } = yield* forth(compared, chosen);
  const statements = statementsOf(changes);
  return {
    statements,
    sql: scriptOf(changes),
    added: chosen.added,
    blocked: chosen.blocked,
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
