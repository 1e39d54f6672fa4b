/** What names mean at one place of a statement. */
import type { TableUse } from './tableUse';

/** A column of a table that the statement uses. */
export interface Place {
  readonly use: TableUse;
  readonly column: string;
}

/** Something in FROM: a table, or a query with the columns that it passes on as they are. */
export interface Source {
  readonly alias: string;
  /** Of all columns it has; null for those that are computed. */
  readonly columns: ReadonlyMap<string, Place | null>;
}

export interface Scope {
  readonly sources: Source[];
  /** Queries that WITH names. */
  readonly named: Map<string, Source>;
  readonly outer: Scope | null;
}

export interface Found {
  readonly place: Place;
  /** It belongs to a query around this one: a value that is known when a row is looked for. */
  readonly isOuter: boolean;
}

export function newScope(outer: Scope | null): Scope {
  return { sources: [], named: new Map(), outer };
}

export function findNamed(scope: Scope | null, name: string): Source | null {
  for (let each = scope; each; each = each.outer) {
    const found = each.named.get(name);
    if (found) return found;
  }
  return null;
}

/** `path` is [column], [alias, column] or [schema, table, column]. */
export function findColumn(scope: Scope, path: readonly string[]): Found | null {
  const column = path.at(-1) ?? '';
  const alias = path.length > 1 ? path.at(-2) : undefined;
  for (let each: Scope | null = scope; each; each = each.outer) {
    const source = each.sources.find((one) =>
      alias === undefined ? one.columns.has(column) : one.alias === alias && one.columns.has(column),
    );
    if (!source) continue;
    const place = source.columns.get(column);
    return place ? { place, isOuter: each !== scope } : null;
  }
  return null;
}
