/**
 * An index of a partitioned table, built without stopping its writes: PostgreSQL builds no such index concurrently, but
 * an empty one above, which is valid once each partition's own is attached. Pure; the order is from above downwards for
 * making and from below upwards for attaching. Cut off, it goes on where it ended as it is run again: what is there is
 * not made once more, and attaching what is attached does nothing.
 * https://www.postgresql.org/docs/18/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE
 */
import type { Piece } from '../../revisions/authoring/fileChange';
import { quoteIdent, quoteQualified } from '../../sql/quote';
import { freeIndexName, namesIn, wordOfKey } from '../indexName';
import type { Suggestion } from '../suggestion';
import type { Partition, PartitionIndex } from './partitions.sql';

/** What the revision does, outside of a transaction. */
export interface PartitionBuild {
  readonly up: readonly Piece[];
  readonly down: readonly Piece[];
}

export interface BuildInput {
  readonly suggestion: Suggestion;
  readonly tree: Partition;
  /** Of the index, as partitions tell of theirs; null: none of those can be known to be the same. */
  readonly shape: string | null;
  /** Names of relations, by schema; those that are given are added. */
  readonly taken: Map<string, Set<string>>;
}

/** null: the suggestion's own statement has to do. */
export function planPartitionBuild({ suggestion, tree, shape, taken }: BuildInput): PartitionBuild | null {
  const { index, schema, table, sql, columns, reason } = suggestion;
  const begin = `CREATE INDEX ${quoteIdent(index ?? '')} ON ${quoteQualified(schema, table)} `;
  // A foreign table has no index to attach, and without it the one above never becomes valid.
  if (index === null || !sql?.startsWith(begin) || hasForeign(tree)) return null;
  const words = columns.map(wordOfKey);
  const build: Build = { what: sql.slice(begin.length), words, shape, taken, kept: [] };
  namesIn(taken, schema).add(index);
  const above = { schema, name: index };
  const parts = tree.partitions.flatMap((part) => statementsFor(part, above, build));
  return {
    up: [
      piece(reason, [createOnly(above, tree, build)]),
      piece(`On each partition concurrently: ${index} is valid once all of these are attached.`, parts),
    ].filter(({ statements }) => statements.length > 0),
    down: backOf(above, build.kept),
  };
}

interface Build {
  /** What follows the table's name. */
  readonly what: string;
  readonly words: readonly string[];
  readonly shape: string | null;
  readonly taken: Map<string, Set<string>>;
  /** Indexes that were there already, and go with the one above. */
  readonly kept: PartitionIndex[];
}

interface IndexName {
  readonly schema: string;
  readonly name: string;
}

function statementsFor(part: Partition, above: IndexName, build: Build): readonly string[] {
  const same = part.indexes.find(({ shape, sql }) => sql !== null && shape !== null && shape === build.shape);
  if (same) {
    build.kept.push(same);
    return [attach(above, { schema: part.schema, name: same.name })];
  }
  const own = { schema: part.schema, name: nameFor(part, build) };
  if (part.kind === 'table') return [createConcurrently(own, part, build), attach(above, own)];
  const below = part.partitions.flatMap((each) => statementsFor(each, own, build));
  return [createOnly(own, part, build), ...below, attach(above, own)];
}

function nameFor({ schema, name }: Partition, { words, taken }: Build): string {
  const names = namesIn(taken, schema);
  const free = freeIndexName(name, words, names);
  names.add(free);
  return free;
}

function createOnly(index: IndexName, { schema, name }: Partition, { what }: Build): string {
  return `CREATE INDEX IF NOT EXISTS ${quoteIdent(index.name)} ON ONLY ${quoteQualified(schema, name)} ${what}`;
}

function createConcurrently(index: IndexName, { schema, name }: Partition, { what }: Build): string {
  return `CREATE INDEX CONCURRENTLY IF NOT EXISTS ${quoteIdent(index.name)} ON ${quoteQualified(schema, name)} ${what}`;
}

function attach(above: IndexName, part: IndexName): string {
  return `ALTER INDEX ${quoteQualified(above.schema, above.name)} ATTACH PARTITION ${quoteQualified(part.schema, part.name)}`;
}

/** PostgreSQL drops no partitioned index concurrently, and detaches no part of one. */
function backOf({ schema, name }: IndexName, kept: readonly PartitionIndex[]): readonly Piece[] {
  const drop = `DROP INDEX ${quoteQualified(schema, name)}`;
  const title = `Back: ${name} and those of all partitions, under ACCESS EXCLUSIVE on the table and on each of them for a moment.`;
  const again = kept.flatMap(({ sql }) => (sql === null ? [] : [ofAllBelow(sql)]));
  return [
    piece(title, [drop]),
    ...(again.length > 0 ? [piece('What was there before went with it.', again)] : []),
  ];
}

/** A partitioned one is told without what is below it, and never made concurrently. */
function ofAllBelow(sql: string): string {
  return / ON ONLY /.test(sql) ? sql.replace(' CONCURRENTLY ', ' ').replace(' ON ONLY ', ' ON ') : sql;
}

function piece(title: string, statements: readonly string[]): Piece {
  return { title, statements, leftOut: null };
}

function hasForeign({ kind, partitions }: Partition): boolean {
  return kind === 'foreign' || partitions.some(hasForeign);
}
