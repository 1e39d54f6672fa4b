/** What one statement does with one table that it names: everything that an index could be for. */
import type { TableFacts } from './tableFacts.sql';

export interface TableUse {
  readonly table: TableFacts;
  /** Compared for equality with values that are known before the table is read; IN and IS NULL, too. */
  readonly equal: Set<string>;
  readonly range: Set<string>;
  /** Compared for equality with columns of other tables. */
  readonly join: Set<string>;
  /** Equality and ranges within OR: each is looked up alone. */
  readonly either: Set<string>;
  /** Orders in which its rows are wanted, from ORDER BY, GROUP BY, DISTINCT, windows, min and max. */
  readonly orders: SortKey[][];
  /** Conditions with constants, as SQL. */
  readonly constants: Map<string, Constant>;
  /** Expressions that are compared for equality or order, as SQL. */
  readonly expressions: Set<string>;
  /** For GIN: as `tags` or `data jsonb_path_ops`. */
  readonly contained: Set<string>;
  /** Columns compared with LIKE patterns. */
  readonly patterns: Map<string, 'prefix' | 'anywhere' | 'unknown'>;
  /** Columns that are needed at all. */
  readonly needed: Set<string>;
  /** By * or as a whole row, or it is written to. */
  needsAll: boolean;
  /** Columns that an UPDATE sets. */
  readonly sets: Set<string>;
}

export interface SortKey {
  readonly column: string;
  /** As `DESC NULLS LAST`, or nothing. */
  readonly direction: string;
}

export interface Constant {
  readonly column: string;
  readonly sql: string;
}

export function newUse(table: TableFacts): TableUse {
  return {
    table,
    equal: new Set(),
    range: new Set(),
    join: new Set(),
    either: new Set(),
    orders: [],
    constants: new Map(),
    expressions: new Set(),
    contained: new Set(),
    patterns: new Map(),
    needed: new Set(),
    needsAll: false,
    sets: new Set(),
  };
}
