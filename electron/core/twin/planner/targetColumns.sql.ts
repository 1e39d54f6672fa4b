/** The columns of a target, to choose from which of them are private. A SELECT on catalogs. */
import { userSchema } from '../../catalog/read/reading';
import type { Session } from '../../connection/session';
import type { PrivateColumn } from './targetStatistics.sql';

export interface ColumnsAsked {
  /** Words, each of them somewhere in `schema.table.column` or in the type. */
  readonly search: string;
  readonly onlyPrivate: boolean;
}

export interface TargetColumn extends PrivateColumn {
  /** As format_type says it. */
  readonly type: string;
  readonly isPrivate: boolean;
}

export interface TargetColumns {
  /** At most MOST_LISTED, by schema, table and place. */
  readonly columns: readonly TargetColumn[];
  /** Of all that match, listed or not. */
  readonly count: number;
  /** Of all that are marked, whether they match, and whether they are there still. */
  readonly privateCount: number;
}

export const MOST_LISTED = 2000;

// A partition's are those of what it is a part of.
const SQL = `WITH marked AS (SELECT m.* FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS m (schema text, "table" text, "column" text)),
  found AS (SELECT n.nspname AS schema, c.relname AS "table", a.attname AS "column", a.attnum,
      pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
      EXISTS (SELECT FROM marked m WHERE m.schema = n.nspname AND m."table" = c.relname AND m."column" = a.attname) AS "isPrivate"
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'm', 'p', 'f') AND NOT c.relispartition
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relpersistence <> 't' AND ${userSchema('n')})
  SELECT f.schema, f."table", f."column", f.type, f."isPrivate", pg_catalog.count(*) OVER ()::int AS count
  FROM found f WHERE (f."isPrivate" OR NOT $2)
    AND NOT EXISTS (SELECT FROM pg_catalog.unnest($3::text[]) AS w (word)
      WHERE pg_catalog.strpos(pg_catalog.lower(f.schema || '.' || f."table" || '.' || f."column" || ' ' || f.type), w.word) = 0)
  ORDER BY f.schema, f."table", f.attnum LIMIT ${MOST_LISTED}`;

export async function fetchTargetColumns(
  session: Session,
  { search, onlyPrivate }: ColumnsAsked,
  marked: readonly PrivateColumn[],
): Promise<TargetColumns> {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = await session.query<TargetColumn & { readonly count: number }>(SQL, [
    ...[JSON.stringify(marked), onlyPrivate, words],
  ]);
  return {
    columns: rows.map(({ count: _, ...column }) => column),
    count: rows[0]?.count ?? 0,
    privateCount: marked.length,
  };
}
