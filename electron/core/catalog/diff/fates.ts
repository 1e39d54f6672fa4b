/** What becomes of objects that can't stay as they are; findFates.ts finds it. */

import type { Lookup } from '../lookup';
import type { RelationName, Table } from '../table';

export type ColumnFate =
  /** Its default is dropped and said again. */
  | 'default'
  /** Its type changes, or is made anew. */
  | 'retyped'
  /** It is generated, or becomes so: dropped and added. */
  | 'remade'
  | 'dropped';

export interface Fates {
  readonly before: Lookup;
  readonly after: Lookup;
  /** Dropped and made anew, in that order. */
  readonly replaced: ReadonlySet<string>;
  /** Types that get another name until nothing uses them any more. */
  readonly remade: ReadonlySet<string>;
  /** Domains whose default or checks let go of what is dropped. */
  readonly released: ReadonlySet<string>;
  isGone(id: string): boolean;
  columnFate(table: Table, name: string): ColumnFate | undefined;
  hasColumnFates(table: Table): boolean;
  /** What a table that stays is parted from, though it may be joined to it again. */
  leaves(table: Table): readonly RelationName[];
  leavesType(table: Table): boolean;
  /** Ids of what goes with the table's columns, before. */
  ownedSequences(table: RelationName): readonly string[];
}
