/**
 * Which rows are chosen. Pure. What a row needs is always chosen with it; what destroys data is chosen by hand alone,
 * so a row that needs such a one has to wait for it.
 */
import type { ChangeRow } from '../../../electron/contract/catalog';
import type { Tick } from '../../parts/TickBox';

/** Ids of rows; never a group's. */
export type Chosen = ReadonlySet<string>;

/** What a click did besides what was clicked. */
export type ChoiceNote =
  /** `ids` came along, because `rowId` needs them. */
  | { readonly kind: 'added'; readonly rowId: string; readonly ids: readonly string[] }
  /** `ids` went along, because they need `rowId`. */
  | { readonly kind: 'removed'; readonly rowId: string; readonly ids: readonly string[] }
  /** Nothing was chosen: `ids` destroy data, or can't be done, and `rowId` needs them. */
  | {
      readonly kind: 'waits';
      readonly rowId: string;
      readonly ids: readonly string[];
      readonly isPossible: boolean;
    };

export interface Chose {
  readonly chosen: Chosen;
  readonly note: ChoiceNote | null;
}

export interface ChoiceIndex {
  readonly rows: ReadonlyMap<string, ChangeRow>;
  /** By id: the rows that need it. */
  readonly neededBy: ReadonlyMap<string, readonly string[]>;
  readonly initial: Chosen;
}

export function indexRows(rows: readonly ChangeRow[]): ChoiceIndex {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const neededBy = new Map<string, string[]>();
  for (const { id, needs } of rows) {
    for (const need of needs) {
      const others = neededBy.get(need);
      if (others) others.push(id);
      else neededBy.set(need, [id]);
    }
  }
  const unsafe = rows.filter((row) => row.destroys !== null || row.refused !== null).map(({ id }) => id);
  const waiting = reach(unsafe, (id) => neededBy.get(id) ?? []);
  const initial = new Set(rows.filter((row) => isChoosable(row) && !waiting.has(row.id)).map(({ id }) => id));
  return { rows: byId, neededBy, initial };
}

export function isChoosable({ isGroup, refused }: ChangeRow): boolean {
  return !isGroup && refused === null;
}

/** `withLosses`: also what destroys data among what it needs. */
export function choose(index: ChoiceIndex, chosen: Chosen, rowId: string, withLosses = false): Chose {
  const needed = [...reach([rowId], (id) => index.rows.get(id)?.needs ?? [])].flatMap(
    (id) => index.rows.get(id) ?? [],
  );
  const missing = needed.filter((row) => !row.isGroup && !chosen.has(row.id));
  const impossible = missing.filter((row) => row.refused !== null);
  const losing = missing.filter((row) => row.destroys !== null && row.id !== rowId);
  const waits = impossible.length > 0 ? impossible : withLosses ? [] : losing;
  if (waits.length > 0) {
    const note = { kind: 'waits', rowId, ids: idsOf(waits), isPossible: impossible.length === 0 } as const;
    return { chosen, note };
  }
  const added = idsOf(missing).filter((id) => id !== rowId);
  return {
    chosen: new Set([...chosen, ...idsOf(missing)]),
    note: added.length > 0 ? { kind: 'added', rowId, ids: added } : null,
  };
}

export function leaveOut(index: ChoiceIndex, chosen: Chosen, rowId: string): Chose {
  const going = [...reach([rowId], (id) => index.neededBy.get(id) ?? [])].filter((id) => chosen.has(id));
  const along = going.filter((id) => id !== rowId);
  return {
    chosen: without(chosen, going),
    note: along.length > 0 ? { kind: 'removed', rowId, ids: along } : null,
  };
}

/** Of rows under one heading. */
export function tickOf(rowIds: readonly string[], chosen: Chosen): Tick {
  const count = rowIds.reduce((sum, id) => sum + (chosen.has(id) ? 1 : 0), 0);
  if (count === 0) return 'none';
  return count === rowIds.length ? 'all' : 'some';
}

/** Chooses all that is safe under a heading; where that is chosen already, none. */
export function toggleMany(index: ChoiceIndex, chosen: Chosen, rowIds: readonly string[]): Chosen {
  const safe = rowIds.filter((id) => index.initial.has(id));
  if (safe.length === 0 || safe.every((id) => chosen.has(id))) {
    return without(
      chosen,
      reach(rowIds, (id) => index.neededBy.get(id) ?? []),
    );
  }
  const needed = reach(safe, (id) => index.rows.get(id)?.needs ?? []);
  return new Set([...chosen, ...[...needed].filter((id) => index.initial.has(id))]);
}

/** What was decided about rows that were there before stays decided in a new comparison. */
export function carryOver(before: ChoiceIndex, chosen: Chosen, after: ChoiceIndex): Chosen {
  const decided = [...before.rows.keys()].filter((id) => before.initial.has(id) !== chosen.has(id));
  return decided.reduce<Chosen>((now, id) => {
    const row = after.rows.get(id);
    if (!row || !isChoosable(row)) return now;
    return chosen.has(id) ? choose(after, now, id).chosen : leaveOut(after, now, id).chosen;
  }, after.initial);
}

function reach(from: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(from);
  for (const id of reached) for (const each of next(id)) reached.add(each);
  return reached;
}

function without(chosen: Chosen, ids: Iterable<string>): Chosen {
  const left = new Set(chosen);
  for (const id of ids) left.delete(id);
  return left;
}

function idsOf(rows: readonly ChangeRow[]): readonly string[] {
  return rows.map(({ id }) => id);
}
