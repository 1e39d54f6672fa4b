/** Puts a target's statistics into the twin, by the functions that PostgreSQL 18 has for restoring a dump. */
import type { Session } from '../../connection/session';

/** Those of extensions are the superuser's. */
const OWN = 'c.relowner = (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = current_user)';

/** Relations of one statement: each is locked until its end. */
const PORTION = 2000;

// https://www.postgresql.org/docs/18/functions-admin.html#FUNCTIONS-ADMIN-STATSMOD
const SIZES = `SELECT pg_catalog.count(*) FILTER (WHERE pg_catalog.pg_restore_relation_stats('schemaname', n.nspname::text,
      'relname', c.relname::text, 'version', 180000, 'relpages', s.pages, 'reltuples', s.tuples, 'relallvisible', s.visible))
  FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS s (schema text, name text, pages int, tuples real, visible int)
  JOIN pg_catalog.pg_namespace n ON n.nspname = s.schema
  JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.name AND c.relkind IN ('r', 'm', 'i', 'p', 'I')
    AND ${OWN}`;

export interface Sizes {
  readonly schema: string;
  readonly name: string;
  readonly pages: number;
  readonly tuples: number;
  readonly visible: number;
}

export async function importSizes(session: Session, sizes: readonly Sizes[]): Promise<void> {
  for (let from = 0; from < sizes.length; from += PORTION) {
    await session.query(SIZES, [JSON.stringify(sizes.slice(from, from + PORTION))]);
  }
}

/** Each argument with the type that the function wants of it. */
const ARGUMENTS: readonly (readonly [name: string, type: string])[] = [
  ['null_frac', 'real'],
  ['avg_width', 'int'],
  ['n_distinct', 'real'],
  ['most_common_vals', 'text'],
  ['most_common_freqs', 'real[]'],
  ['histogram_bounds', 'text'],
  ['correlation', 'real'],
  ['most_common_elems', 'text'],
  ['most_common_elem_freqs', 'real[]'],
  ['elem_count_histogram', 'real[]'],
  ['range_length_histogram', 'text'],
  ['range_empty_frac', 'real'],
  ['range_bounds_histogram', 'text'],
];

const COLUMNS = `SELECT pg_catalog.count(*) FILTER (WHERE pg_catalog.pg_restore_attribute_stats(
      'schemaname', n.nspname::text, 'relname', c.relname::text, 'attname', a.attname::text,
      'inherited', s.inherited, 'version', 180000,
      ${ARGUMENTS.map(([name, type]) => `'${name}', s.${name}::${type}`).join(', ')}))
  FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS s (schema text, name text, "column" text, inherited boolean,
      ${ARGUMENTS.map(([name]) => `${name} text`).join(', ')})
  JOIN pg_catalog.pg_namespace n ON n.nspname = s.schema
  JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.name
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = s."column" AND NOT a.attisdropped
  WHERE ${OWN}`;

/** As fetchColumnStatistics writes them down. What the twin has no relation for is left. */
export async function importColumnStatistics(session: Session, json: string): Promise<void> {
  await session.query(COLUMNS, [json]);
}
