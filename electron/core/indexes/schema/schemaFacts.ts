/**
 * What the rules of this folder decide from: tables, indexes, foreign keys and their counters, by plain SELECTs on
 * catalogs and statistics views, none of which waits for anybody's lock. Start at `fetchSchemaFacts`; each rule is a
 * file, and fetchSchemaSuggestions has them all.
 */
import type { Session } from '../../connection/session';
import { fetchForeignKeys } from './foreignKeys.sql';
import { fetchIndexes } from './indexes.sql';
import { fetchCounters, fetchTables } from './tables.sql';

export interface TableFacts {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly isPartitioned: boolean;
  readonly isPartition: boolean;
  /** What the last VACUUM or ANALYZE has counted; null: never done. */
  readonly rows: number | null;
  readonly pages: number;
  readonly columns: readonly string[];
  /** Of the columns. */
  readonly notNull: readonly string[];
  /** Where long values are kept; counted by VACUUM alone. */
  readonly toastPages: number;
  /** Blocks that were asked for since the counters began. */
  readonly heapBlocks: number;
  readonly toastBlocks: number;
  readonly inserted: number;
  readonly updated: number;
  /** Of them those that no index had to be told of. */
  readonly hotUpdated: number;
  /** Of them those for which the old page had no room; null before PostgreSQL 16. */
  readonly newPageUpdated: number | null;
  readonly deleted: number;
  /** All three, of a partitioned table those of its partitions. */
  readonly written: number;
  readonly sequentialScans: number;
  readonly fillfactor: number;
}

export interface IndexKey {
  /** null: an expression. */
  readonly column: string | null;
  readonly operatorClass: number;
  readonly operatorFamily: number;
  readonly collation: number;
  /** DESC and NULLS FIRST, as bits. */
  readonly option: number;
  /** Operator class and collation are what its column has when nothing else is said. */
  readonly isDefault: boolean;
}

export interface IndexFacts {
  readonly oid: number;
  readonly tableOid: number;
  readonly schema: string;
  readonly name: string;
  readonly method: string;
  readonly keys: readonly IndexKey[];
  /** INCLUDE. */
  readonly included: readonly string[];
  /** PostgreSQL's own trees as text, to be compared only. */
  readonly expressions: string | null;
  readonly predicate: string | null;
  /** Whatever is in expressions and predicate. */
  readonly usedColumns: readonly string[];
  readonly isUnique: boolean;
  readonly isImmediate: boolean;
  readonly nullsNotDistinct: boolean;
  readonly isPrimary: boolean;
  readonly isValid: boolean;
  readonly isClustered: boolean;
  readonly isReplicaIdentity: boolean;
  /** A constraint stands on it: its own, or a foreign key that refers to its columns. */
  readonly backsConstraint: boolean;
  /** Part of a partitioned index, or one. */
  readonly isOfPartitions: boolean;
  readonly sizeBytes: number;
  readonly scans: number;
  /** null before PostgreSQL 16. */
  readonly lastScan: Date | null;
}

export interface ForeignKeyFacts {
  readonly name: string;
  readonly tableOid: number;
  readonly columns: readonly ForeignKeyColumn[];
  readonly referencedTable: string;
  readonly referencedOid: number;
}

export interface ForeignKeyColumn {
  readonly name: string;
  readonly collation: number;
  /** Operator families of B-tree and hash whose equality is the one by which the key is checked. */
  readonly equalityFamilies: readonly number[];
}

export interface CounterFacts {
  readonly now: Date;
  /** null: not known, or since the database is there. */
  readonly since: Date | null;
  readonly isStandby: boolean;
  /** Whether somebody replicates from this server, as far as this role may see. */
  readonly hasReplicas: boolean;
  readonly serverVersion: number;
}

export interface SchemaFacts {
  readonly tables: ReadonlyMap<number, TableFacts>;
  readonly indexes: readonly IndexFacts[];
  readonly foreignKeys: readonly ForeignKeyFacts[];
  indexesOf(tableOid: number): readonly IndexFacts[];
  /** Of the table itself, not those that refer to it. */
  foreignKeysOf(tableOid: number): readonly ForeignKeyFacts[];
  readonly counters: CounterFacts;
}

export async function fetchSchemaFacts(session: Session): Promise<SchemaFacts> {
  const counters = await fetchCounters(session);
  const tables = await fetchTables(session, counters.serverVersion);
  const indexes = await fetchIndexes(session, counters.serverVersion);
  const foreignKeys = await fetchForeignKeys(session);
  const [ownIndexes, ownKeys] = [byTable(indexes), byTable(foreignKeys)];
  return {
    tables: new Map(tables.map((table) => [table.oid, table])),
    indexes,
    foreignKeys,
    indexesOf: (tableOid) => ownIndexes.get(tableOid) ?? [],
    foreignKeysOf: (tableOid) => ownKeys.get(tableOid) ?? [],
    counters,
  };
}

function byTable<T extends { readonly tableOid: number }>(
  all: readonly T[],
): ReadonlyMap<number, readonly T[]> {
  const found = new Map<number, T[]>();
  for (const each of all) {
    const others = found.get(each.tableOid);
    if (others) others.push(each);
    else found.set(each.tableOid, [each]);
  }
  return found;
}
