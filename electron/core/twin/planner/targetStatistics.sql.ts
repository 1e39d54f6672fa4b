/**
 * What a target's planner knows of its relations, read by SELECTs on pg_class and the statistics views alone.
 * Everything is passed on as the JSON that the target wrote: no value of it is looked at here.
 */

import { userSchema } from '../../catalog/read/reading';
import type { Session } from '../../connection/session';

/** A column whose values must not leave the target, not even as statistics. */
export interface PrivateColumn {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

export interface RelationSizes {
  /** JSON, for importSizes. */
  readonly json: string;
  readonly relations: number;
  /** Tables that have never been analysed: the target's planner guesses, and so will the twin's. */
  readonly unanalysed: readonly string[];
}

const SIZES = `SELECT coalesce(pg_catalog.json_agg(pg_catalog.json_build_object('schema', n.nspname, 'name', c.relname,
      'pages', c.relpages, 'tuples', c.reltuples, 'visible', c.relallvisible)), '[]')::text AS json,
    count(*)::int AS relations,
    coalesce(pg_catalog.json_agg(n.nspname || '.' || c.relname) FILTER (WHERE c.relkind = 'r' AND c.reltuples = -1), '[]')
      AS unanalysed
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm', 'i', 'p', 'I') AND c.relpersistence <> 't' AND ${userSchema('n')}`;

export async function fetchSizes(session: Session): Promise<RelationSizes> {
  const [row] = await session.query<RelationSizes>(SIZES);
  return row ?? { json: '[]', relations: 0, unanalysed: [] };
}

const NAMES = `SELECT n.nspname AS schema, pg_catalog.json_agg(c.relname ORDER BY c.relname) AS names
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm', 'p', 'i', 'I', 'f') AND c.relpersistence <> 't' AND ${userSchema('n')}
    AND (c.relkind NOT IN ('i', 'I') OR EXISTS (SELECT FROM pg_catalog.pg_index i
      WHERE i.indexrelid = c.oid AND i.indexprs IS NOT NULL))
  GROUP BY n.nspname ORDER BY n.nspname`;

export interface RelationBatch {
  readonly schema: string;
  readonly names: readonly string[];
}

const BATCH = 200;

/** What may have statistics of columns, in portions that one query reads in a moment. */
export async function fetchBatches(session: Session): Promise<readonly RelationBatch[]> {
  const schemas = await session.query<RelationBatch>(NAMES);
  return schemas.flatMap(({ schema, names }) =>
    Array.from({ length: Math.ceil(names.length / BATCH) }, (_, index) => ({
      schema,
      names: names.slice(index * BATCH, (index + 1) * BATCH),
    })),
  );
}

/** The statistics that a target of before PostgreSQL 17 does not have. */
const RANGES = ['range_length_histogram', 'range_empty_frac', 'range_bounds_histogram'];

/** Of which nothing is a value of a row. */
export const SHAPES = ['null_frac', 'avg_width', 'n_distinct', 'correlation', 'elem_count_histogram'];
const VALUES = [
  ...['most_common_vals', 'most_common_freqs', 'histogram_bounds', 'most_common_elems'],
  ...['most_common_elem_freqs', ...RANGES],
];

/** JSON, for importColumnStatistics. Values of private columns are cut off by the target itself. */
export async function fetchColumnStatistics(
  session: Session,
  { schema, names }: RelationBatch,
  serverVersion: number,
  hidden: readonly PrivateColumn[],
): Promise<string> {
  const values = VALUES.filter((name) => serverVersion >= 170000 || !RANGES.includes(name));
  const columns = [
    ...SHAPES.map((name) => `'${name}', s.${name}::text`),
    ...values.map((name) => `'${name}', CASE WHEN NOT ${HIDDEN('$3')} THEN s.${name}::text END`),
  ];
  const [row] = await session.query<{ json: string }>(
    `SELECT coalesce(pg_catalog.json_agg(pg_catalog.json_build_object('schema', s.schemaname, 'name', s.tablename,
        'column', s.attname, 'inherited', s.inherited, ${columns.join(', ')})), '[]')::text AS json
      FROM pg_catalog.pg_stats s WHERE s.schemaname = $1 AND s.tablename = ANY ($2)`,
    [schema, names, JSON.stringify(hidden)],
  );
  return row?.json ?? '[]';
}

/**
 * A condition on `s`, of pg_stats. An index on an expression has its columns' values, too; which columns those are,
 * pg_depend knows. `$n`: JSON of what `withParts` says.
 */
export const HIDDEN = (
  parameter: string,
) => `EXISTS (SELECT FROM pg_catalog.jsonb_to_recordset(${parameter}::jsonb) AS h (schema text, "table" text, "column" text)
  WHERE h.schema = s.schemaname AND (h."table" = s.tablename AND h."column" = s.attname OR EXISTS (
    SELECT FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_class i ON i.oid = d.objid AND i.relkind IN ('i', 'I')
    JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
    JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.relname = s.tablename
      AND i.relnamespace = t.relnamespace AND t.relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = h.schema)
      AND t.relname = h."table" AND a.attname = h."column")))`;

const PARTS = `WITH RECURSIVE parts AS (
    SELECT c.oid, h."column" FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS h (schema text, "table" text, "column" text)
      JOIN pg_catalog.pg_namespace n ON n.nspname = h.schema
      JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = h."table"
    UNION SELECT i.inhrelid, p."column" FROM parts p JOIN pg_catalog.pg_inherits i ON i.inhparent = p.oid)
  SELECT n.nspname AS schema, c.relname AS "table", p."column" FROM parts p
    JOIN pg_catalog.pg_class c ON c.oid = p.oid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  ORDER BY n.nspname, c.relname, p."column"`;

/** With the same columns of partitions and inheriting tables, which have statistics of their own. */
export async function withParts(
  session: Session,
  columns: readonly PrivateColumn[],
): Promise<readonly PrivateColumn[]> {
  return columns.length === 0 ? [] : session.query<PrivateColumn>(PARTS, [JSON.stringify(columns)]);
}

export interface ExtendedStatistics {
  readonly schema: string;
  readonly name: string;
  readonly inherited: boolean;
  /** By column numbers of the target, as `{"1, 2": 400}`. */
  readonly distinct: string | null;
  /** As `{"1 => 2": 0.5}`. */
  readonly dependencies: string | null;
  /** Names by the target's column numbers. */
  readonly columns: Readonly<Record<string, string>>;
}

const EXTENDED = (
  serverVersion: number,
) => `SELECT x.statistics_schemaname AS schema, x.statistics_name AS name,
    ${serverVersion >= 150000 ? 'x.inherited' : 'false'} AS inherited,
    x.n_distinct::text AS distinct, x.dependencies::text AS dependencies,
    (SELECT coalesce(pg_catalog.json_object_agg(a.attnum, a.attname), '{}') FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = e.stxrelid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
  FROM pg_catalog.pg_stats_ext x
  JOIN pg_catalog.pg_namespace n ON n.nspname = x.statistics_schemaname
  JOIN pg_catalog.pg_statistic_ext e ON e.stxnamespace = n.oid AND e.stxname = x.statistics_name
  WHERE x.n_distinct IS NOT NULL OR x.dependencies IS NOT NULL`;

export function fetchExtendedStatistics(
  session: Session,
  serverVersion: number,
): Promise<readonly ExtendedStatistics[]> {
  return session.query<ExtendedStatistics>(EXTENDED(serverVersion));
}
