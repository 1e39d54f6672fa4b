/**
 * What a database has been asked, as pg_stat_statements counts it: one value for the findings of this folder and for
 * the suggestions of indexes/. Knows no SQL; read it with `fetchWorkload`, two of them give rates (rates.ts).
 */

/** A statement of the workload; of all roles together, and of all calls since its counters began. */
export interface Statement {
  /** PostgreSQL's own, stable while schema and major version are. */
  readonly queryId: string;
  /** Normalised, with $1 for each constant. */
  readonly text: string;
  /** The text was longer than is read, and can't be parsed. */
  readonly isCut: boolean;
  /** Called by a client, and not from within a function. */
  readonly isTopLevel: boolean;
  readonly calls: number;
  readonly totalMs: number;
  readonly meanMs: number;
  readonly maxMs: number;
  /** Answered with or changed. */
  readonly rows: number;
  readonly sharedHitBlocks: number;
  readonly sharedReadBlocks: number;
  readonly sharedDirtiedBlocks: number;
  readonly tempReadBlocks: number;
  readonly tempWrittenBlocks: number;
  /** Waiting for the disk; 0 as well where track_io_timing is off. */
  readonly readMs: number;
  readonly writeMs: number;
}

export interface Workload {
  readonly state: 'ready';
  /** Dearest first. */
  readonly statements: readonly Statement[];
  /** ISO; when this was read. */
  readonly takenAt: string;
  /** ISO; since when is counted, as far as the server tells. */
  readonly since: string | null;
  /** Of all that is counted in this database, by total time: less than 1 where more is there than was read. */
  readonly share: number;
  readonly totalMs: number;
  readonly blockBytes: number;
  /** What other roles have asked and this one may not see, and what would show it. */
  readonly hidden: { readonly statements: number; readonly grantSql: string } | null;
}

/** A workload without its statements. */
export type CountedWorkload = Omit<Workload, 'statements'>;

export function countedOf({ statements: _, ...counted }: Workload): CountedWorkload {
  return counted;
}

/** There is none to be had yet. */
export interface NoWorkload {
  readonly state: 'missing' | 'not-permitted';
  /** One sentence. */
  readonly message: string;
  readonly steps: readonly EnableStep[];
}

/** In order; a person does them. */
export interface EnableStep {
  readonly title: string;
  /** null: something that SQL can't do, such as a restart. */
  readonly sql: string | null;
}
