/**
 * What might be done about indexes, as a value to read before anything is done: the shared word of those who find
 * it (schema/ from the catalogs, workload/ from statements and plans) and of those who show it or write revisions.
 * A suggestion knows its SQL and its proof; whether somebody has dismissed it is in dismissals.ts.
 */
import { createHash } from 'node:crypto';

export type SuggestionKind =
  /** The workload would run faster with it. */
  | 'create'
  | 'missing-foreign-key-index'
  /** Another index begins with its columns. */
  | 'redundant'
  /** Another index is the same. */
  | 'duplicate'
  | 'unused'
  /** A concurrent build did not finish it. */
  | 'invalid'
  /** _ccnew or _ccold of a REINDEX CONCURRENTLY that was cut off. */
  | 'leftover'
  | 'no-primary-key'
  /** Its columns change so often that no HOT update fits. */
  | 'prevents-hot';

export interface Suggestion {
  /** The same in every run for the same advice, see `suggestionId`. */
  readonly id: string;
  readonly kind: SuggestionKind;
  readonly schema: string;
  readonly table: string;
  /** Column names, or expressions as the SQL has them, in the order of the index. */
  readonly columns: readonly string[];
  /** The index that is to be made or to go; null where it is about a table. */
  readonly index: string | null;
  /** One statement, without its semicolon; null where only a person can decide what to do. */
  readonly sql: string | null;
  /** What undoes it; null where nothing can. */
  readonly reverseSql: string | null;
  /** One sentence. */
  readonly reason: string;
  /** Of the counted workload's execution time, net of what it costs to keep; null: not known. */
  readonly savingMs: number | null;
  /** The same for each minute that was counted; null: not known, or not since when. */
  readonly savingMsPerMinute: number | null;
  /** Of the index, estimated where it is not there yet. */
  readonly sizeBytes: number | null;
  /** Rows written to the table since its counters began, each of which may have to touch the index. */
  readonly tableWrites: number | null;
  readonly helps: readonly HelpedQuery[];
  /** What to know or to look at before doing it, a sentence each. */
  readonly caveats: readonly string[];
}

export interface HelpedQuery {
  readonly queryId: string;
  readonly text: string;
  readonly calls: number;
  /** As counted; null: of a statement that was pasted. */
  readonly meanMs: number | null;
  readonly savingMs: number;
  readonly proof: Proof | null;
}

export interface Proof {
  /** Whose planner said so. */
  readonly provenBy: 'twin' | 'hypopg';
  readonly before: PlanNode;
  readonly after: PlanNode;
}

/** A node of a plan as EXPLAIN tells it. */
export interface PlanNode {
  /** EXPLAIN's own word, such as Index Scan. */
  readonly type: string;
  readonly relation: string | null;
  readonly index: string | null;
  /** The planner's, of the node and all below it. */
  readonly totalCost: number;
  readonly rows: number;
  readonly children: readonly PlanNode[];
}

/** Of what the advice is about, and never of sizes, counters or times, which another run finds changed. */
export function suggestionId(kind: SuggestionKind, ...about: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify([kind, ...about]));
  return digest.digest('hex').slice(0, 12);
}
