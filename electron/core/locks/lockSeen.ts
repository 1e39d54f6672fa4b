/** A lock that somebody holds or awaits, as a value: how, and on what. */
import type { LockMode } from './lockModes';

export type LockTargetKind =
  | 'relation'
  | 'row'
  | 'transaction'
  | 'virtual-transaction'
  | 'advisory'
  | 'object'
  | 'extension'
  | 'page'
  | 'other';

export interface LockedRelation {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** It has rows that can be locked: an index has none. */
  readonly isTable: boolean;
}

export interface LockTarget {
  readonly kind: LockTargetKind;
  /** For people, such as `orders`, `row (0,2) of orders`, `advisory lock 42`. */
  readonly name: string;
  /** Of relation, row, page and extension; null where it is of another database. */
  readonly relation: LockedRelation | null;
  /** Of a row: page and tuple as PostgreSQL writes them. */
  readonly ctid: string | null;
  /** advisory: the key as it was given: one bigint, or two integers. */
  readonly advisoryKey: string | null;
  /** Of a transaction: its number. */
  readonly transaction: string | null;
}

export interface LockSeen {
  /** SQL's words, such as ACCESS EXCLUSIVE. */
  readonly mode: LockMode;
  readonly target: LockTarget;
  /** One sentence without its subject: `holds ROW EXCLUSIVE on orders`, `wants ACCESS EXCLUSIVE on orders for ALTER TABLE`. */
  readonly text: string;
}
