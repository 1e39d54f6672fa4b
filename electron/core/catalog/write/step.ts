/** One statement with what has to be known of it before it is run. */

/** Of tables: https://www.postgresql.org/docs/18/explicit-locking.html#LOCKING-TABLES */
export type LockMode =
  | 'ACCESS SHARE'
  | 'ROW SHARE'
  | 'ROW EXCLUSIVE'
  | 'SHARE UPDATE EXCLUSIVE'
  | 'SHARE'
  | 'SHARE ROW EXCLUSIVE'
  | 'EXCLUSIVE'
  | 'ACCESS EXCLUSIVE';

export interface Cost {
  /** Writes the whole table anew while it holds the lock. */
  readonly rewrites?: true;
  /** Reads the whole table while it holds the lock. */
  readonly scans?: true;
  /** What is lost, for people. */
  readonly destroys?: string;
  /** Of a table that has rows it is refused. */
  readonly needsEmpty?: true;
}

export interface Step extends Cost {
  readonly sql: string;
  /** The strongest one, on a relation that was there before. */
  readonly lock: LockMode | null;
  /** PostgreSQL takes it only outside of a transaction, as CREATE INDEX CONCURRENTLY. */
  readonly isOutside?: true;
  /** Of an ALTER TABLE: the columns that it is about. */
  readonly columns?: readonly string[];
  /** Where it is about several, by name: what comes of each. */
  readonly costs?: ReadonlyMap<string, Cost>;
  /** What it adds can be used only once it is committed, as a label of an enum. */
  readonly endsTransaction?: true;
}

export function step(sql: string, lock: LockMode | null = null, more: Omit<Step, 'sql' | 'lock'> = {}): Step {
  return { sql, lock, ...more };
}

export function ofColumn(name: string, steps: readonly Step[]): readonly Step[] {
  return steps.map((each) => ({ ...each, columns: [name] }));
}
