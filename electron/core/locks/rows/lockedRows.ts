/** Locked rows of a table, as values. */
import type { ErrorInfo } from '../../errors';

/** `changed`: updated or deleted; `updated` without its key, `key updated` with it. null: locked or changed. */
export type RowLockMode =
  | 'FOR KEY SHARE'
  | 'FOR SHARE'
  | 'FOR NO KEY UPDATE'
  | 'FOR UPDATE'
  | 'updated'
  | 'key updated'
  | 'deleted'
  | 'changed';

/**
 * exact: holder and mode are read from the row itself. holder: who is certain, the mode is not known.
 * approximate: a number that a finished group of lockers may share with a running transaction.
 * waiter: known only because somebody waits for it.
 */
export type Sureness = 'exact' | 'holder' | 'approximate' | 'waiter';

export interface RowLocker {
  /** null for a prepared transaction, and where only its transaction's number is known. */
  readonly pid: number | null;
  readonly gid: string | null;
  readonly transaction: string | null;
  readonly mode: RowLockMode | null;
  readonly sure: Sureness;
  readonly user: string | null;
  readonly application: string | null;
  readonly transactionAgeMs: number | null;
}

/** By column; values as PostgreSQL writes them. */
export type RowValues = Readonly<Record<string, string | null>>;

export interface LockedRow {
  readonly ctid: string;
  /** The primary key's columns; empty without one. */
  readonly key: RowValues;
  /** Other columns that were asked for. */
  readonly values: RowValues;
  readonly lockers: readonly RowLocker[];
  /** Pids that wait for this row. */
  readonly waiters: readonly number[];
}

/** How locked rows are found: the best that is installed and permitted. */
export type RowTier = 'pgrowlocks' | 'pageinspect' | 'plain' | 'waiters';

export interface LockedRowsSnapshot {
  readonly table: string;
  readonly phase: 'scanning' | 'done' | 'stopped';
  /** Why it stopped: locked by whom, not permitted with the GRANT, too long. What was found stays. */
  readonly error: ErrorInfo | null;
  readonly tier: RowTier;
  /** Why not a better one and what would make it one, such as CREATE EXTENSION pgrowlocks; null at the best. */
  readonly tierHint: string | null;
  /** false: this role isn't told all, as `tierHint` says; what isn't among the rows may be locked. */
  readonly isComplete: boolean;
  readonly donePages: number;
  readonly totalPages: number;
  readonly elapsedMs: number;
  readonly keyColumns: readonly string[];
  /** In the order of the table, at most 5,000. */
  readonly rows: readonly LockedRow[];
  /** Found so far; more than `rows` beyond the cap. */
  readonly rowCount: number;
}

/** A table to choose; those that somebody waits for first. */
export interface LockableTable {
  readonly schema: string;
  readonly name: string;
  /** Sessions that wait for the table or for rows of it. */
  readonly waiterCount: number;
  /** Sessions that hold locks on it that writers of rows take, ROW SHARE and stronger. */
  readonly lockerCount: number;
  /** The planner's estimate; null before the first ANALYZE. */
  readonly rowEstimate: number | null;
  readonly sizeBytes: number;
  readonly columns: readonly string[];
  readonly keyColumns: readonly string[];
  /** Pid that holds or awaits ACCESS EXCLUSIVE on it; 0 is a prepared transaction. */
  readonly lockedBy: number | null;
}

export interface LockableTables {
  readonly tables: readonly LockableTable[];
  /** Of all that match, before the cap. */
  readonly tableCount: number;
}

/** A comparison with a column of the primary key; values as PostgreSQL reads them. */
export interface KeyCondition {
  readonly column: string;
  readonly operator: '=' | '<' | '<=' | '>' | '>=';
  readonly value: string;
}

/** The row that a waiter waits for, found without reading the table. */
export interface AwaitedRow {
  readonly schema: string;
  readonly table: string;
  readonly row: LockedRow;
}

export interface TriedRow {
  readonly ctid: string;
  /** free: it could be locked, and was let go again at once. gone: there is no such row any more. */
  readonly outcome: 'free' | 'locked' | 'gone';
  /** Who is in the way: pids; 0 is a prepared transaction. */
  readonly holders: readonly number[];
}
