/** What every rule of this folder gets and gives: pure decisions from facts. */
import type { UnfinishedIndex } from '../../revisions/unfinishedIndexes.sql';
import { quoteQualified } from '../../sql/quote';
import { type Suggestion, type SuggestionKind, suggestionId } from '../suggestion';
import type { MissingPart } from './missingParts.sql';
import type { IndexFacts, SchemaFacts, TableFacts } from './schemaFacts';

export interface RuleInput {
  readonly facts: SchemaFacts;
  /** INVALID, and nobody is building it. */
  readonly unfinished: readonly UnfinishedIndex[];
  /** Of INVALID indexes of partitioned tables. */
  readonly missingParts: readonly MissingPart[];
  /** By table and column how many rows were updated, as far as a workload tells; null: there is none. */
  readonly updatedColumns: UpdatedColumns | null;
}

export type UpdatedColumns = ReadonlyMap<number, ReadonlyMap<string, number>>;

/** A suggestion whose way back is written once the index's definition is read. */
export interface Draft {
  readonly suggestion: Suggestion;
  readonly drops: number | null;
  /** Indexes, each of which does what the dropped one does: one of them at least has to stay. */
  readonly servedBy?: readonly number[];
}

export interface SchemaRule {
  readonly kind: SuggestionKind;
  find(input: RuleInput): readonly Draft[];
}

type Said = Pick<Suggestion, 'reason' | 'caveats'>;

/** Advice to drop an index. */
export function dropDraft(kind: SuggestionKind, table: TableFacts, index: IndexFacts, said: Said): Draft {
  return aboutIndex(
    kind,
    table,
    index,
    said,
    `DROP INDEX CONCURRENTLY ${quoteQualified(index.schema, index.name)}`,
  );
}

/** Advice about an index, with a statement that drops it or none. */
export function aboutIndex(
  kind: SuggestionKind,
  table: TableFacts,
  index: IndexFacts,
  { reason, caveats }: Said,
  sql: string | null,
): Draft {
  const suggestion: Suggestion = {
    ...aboutTable(kind, table, [index.schema, index.name]),
    columns: index.keys.map(({ column }) => column ?? '(expression)'),
    index: index.name,
    sql,
    sizeBytes: index.sizeBytes,
    reason,
    caveats,
  };
  return { suggestion, drops: index.oid };
}

/** The part that is the same for all; `about` tells it from others of its kind on this table. */
export function aboutTable(
  kind: SuggestionKind,
  table: TableFacts,
  about: readonly string[],
): Omit<Suggestion, 'reason' | 'caveats' | 'columns'> {
  return {
    id: suggestionId(kind, table.schema, table.name, ...about),
    kind,
    schema: table.schema,
    table: table.name,
    index: null,
    sql: null,
    reverseSql: null,
    savingMs: null,
    savingMsPerMinute: null,
    sizeBytes: null,
    tableWrites: table.written,
    helps: [],
  };
}

/** For sentences: schema and name, or the name alone in public. */
export function nameOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}

/** Nobody needs it but queries: neither uniqueness nor a constraint nor replication stands on it. */
export function isForQueriesAlone(index: IndexFacts): boolean {
  const { isUnique, isPrimary, backsConstraint, isReplicaIdentity, isOfPartitions } = index;
  return !isUnique && !isPrimary && !backsConstraint && !isReplicaIdentity && !isOfPartitions;
}
