import { userSchema } from '../../catalog/read/reading';
import type { Session } from '../../connection/session';
import { fetchDefinitions } from '../schema/definitions.sql';

/** A partitioned table, or a part of one. */
export interface Partition {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'partitioned' | 'table' | 'foreign';
  /** Of its own, not yet a part of another table's. */
  readonly indexes: readonly PartitionIndex[];
  readonly partitions: readonly Partition[];
}

export interface PartitionIndex {
  readonly name: string;
  /** As `method (columns) include`, see `shapeOf`; null: it holds what can't be compared by name. */
  readonly shape: string | null;
  /** What makes it again, concurrently; null: its table was locked. */
  readonly sql: string | null;
}

interface Row extends Pick<Partition, 'schema' | 'name' | 'kind'> {
  readonly root: number;
  readonly oid: number;
  readonly parent: number | null;
  readonly indexes: readonly (IndexShape & { readonly name: string; readonly oid: number })[];
}

interface IndexShape {
  readonly method: string;
  /** Column names; null: an expression, or one with a collation or operator class of its own. */
  readonly keys: readonly (string | null)[];
  /** DESC and NULLS FIRST, as bits. */
  readonly options: readonly number[];
  readonly included: readonly string[];
}

// Only what PostgreSQL takes for the same beyond doubt: plain columns, with what their type has by default.
const SQL = `WITH RECURSIVE tree (root, oid, parent) AS (
    SELECT c.oid, c.oid, NULL::oid FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) AS asked (schema, name)
      ON asked.schema = n.nspname AND asked.name = c.relname
    WHERE c.relkind = 'p'
    UNION SELECT t.root, h.inhrelid, t.oid FROM tree t JOIN pg_catalog.pg_inherits h ON h.inhparent = t.oid)
  SELECT t.root, t.oid, t.parent, n.nspname AS schema, c.relname AS name,
    CASE c.relkind WHEN 'p' THEN 'partitioned' WHEN 'f' THEN 'foreign' ELSE 'table' END AS kind,
    (SELECT coalesce(pg_catalog.json_agg(pg_catalog.json_build_object('oid', x.oid::bigint, 'name', x.relname,
        'method', m.amname, 'options',
        ARRAY(SELECT i.indoption[k] FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) k ORDER BY k),
        'keys', ARRAY(SELECT CASE WHEN o.opcdefault AND i.indcollation[k] = coalesce(a.attcollation, 0) THEN a.attname END
          FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) k
          JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[k]
          LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k] AND i.indkey[k] <> 0
          ORDER BY k),
        'included', ARRAY(SELECT a.attname FROM pg_catalog.generate_series(i.indnkeyatts, i.indnatts - 1) k
          JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k] ORDER BY k))
        ORDER BY x.relname), '[]')
      FROM pg_catalog.pg_index i
      JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
      JOIN pg_catalog.pg_am m ON m.oid = x.relam
      WHERE i.indrelid = t.oid AND i.indisvalid AND i.indisready AND NOT i.indisunique AND NOT i.indisexclusion AND NOT x.relispartition
        AND i.indpred IS NULL AND i.indexprs IS NULL) AS indexes
  FROM tree t
  JOIN pg_catalog.pg_class c ON c.oid = t.oid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  ORDER BY n.nspname, c.relname`;

export interface TableName {
  readonly schema: string;
  readonly table: string;
}

/** The partitioned ones of these tables, with all that is below them. */
export async function fetchPartitionTrees(
  session: Session,
  tables: readonly TableName[],
): Promise<readonly Partition[]> {
  if (tables.length === 0) return [];
  const names = [tables.map(({ schema }) => schema), tables.map(({ table }) => table)];
  const rows = await session.query<Row>(SQL, names);
  const oids = rows.flatMap(({ indexes }) => indexes.map(({ oid }) => oid));
  const definitions = await fetchDefinitions(session, [...new Set(oids)]);
  const partitionOf = ({ root, oid, schema, name, kind, indexes }: Row): Partition => ({
    ...{ schema, name, kind },
    indexes: indexes.map((index) => ({
      ...{ name: index.name, shape: shapeOf(index) },
      sql: definitions.get(index.oid)?.sql ?? null,
    })),
    partitions: rows.filter((each) => each.parent === oid && each.root === root).map(partitionOf),
  });
  return rows.filter(({ parent }) => parent === null).map(partitionOf);
}

/** The same for two indexes whose columns have the same names, whatever the order of these in their tables. */
export function shapeOf({ method, keys, options, included }: IndexShape): string | null {
  if (keys.some((key) => key === null)) return null;
  return JSON.stringify([method, keys, options, [...included].sort()]);
}

const NAMES = `SELECT n.nspname AS schema, pg_catalog.array_agg(c.relname::text) AS names
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE ${userSchema('n')} GROUP BY n.nspname ORDER BY n.nspname`;

/** Relations of all kinds share their names. By schema. */
export async function fetchTakenNames(session: Session): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await session.query<{ readonly schema: string; readonly names: readonly string[] }>(NAMES);
  return new Map(rows.map(({ schema, names }) => [schema, new Set(names)]));
}
