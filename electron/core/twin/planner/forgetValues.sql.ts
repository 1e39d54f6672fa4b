/** Takes the values of private columns out of a twin's statistics; what is not a value stays. */
import type { Session } from '../../connection/session';
import { importColumnStatistics } from './importStatistics.sql';
import { HIDDEN, type PrivateColumn, SHAPES, withParts } from './targetStatistics.sql';

const SHAPES_LEFT = `SELECT coalesce(pg_catalog.json_agg(pg_catalog.json_build_object('schema', s.schemaname, 'name', s.tablename,
      'column', s.attname, 'inherited', s.inherited, ${SHAPES.map((name) => `'${name}', s.${name}::text`).join(', ')})), '[]')::text
    AS json
  FROM pg_catalog.pg_stats s WHERE ${HIDDEN('$1')}`;

const CLEAR = `SELECT pg_catalog.pg_clear_attribute_stats(s.schema, s.name, s."column", s.inherited)
  FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS s (schema text, name text, "column" text, inherited boolean)`;

export async function forgetValues(session: Session, columns: readonly PrivateColumn[]): Promise<void> {
  const hidden = await withParts(session, columns);
  if (hidden.length === 0) return;
  await session.query('BEGIN');
  const [row] = await session.query<{ json: string }>(SHAPES_LEFT, [JSON.stringify(hidden)]);
  const json = row?.json ?? '[]';
  await session.query(CLEAR, [json]);
  await importColumnStatistics(session, json);
  await session.query('COMMIT');
  // Until it is written anew, the table's file has what was deleted from it.
  await session.query('VACUUM (FULL) pg_catalog.pg_statistic');
}
