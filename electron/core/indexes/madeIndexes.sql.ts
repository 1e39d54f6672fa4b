import type { Session } from '../connection/session';
import type { Suggestion } from './suggestion';

interface Row {
  readonly schema: string;
  readonly name: string;
}

const SQL = `SELECT n.nspname AS schema, c.relname AS name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) AS asked (schema, name)
    ON asked.schema = n.nspname AND asked.name = c.relname
  WHERE c.relkind IN ('i', 'I')
  ORDER BY n.nspname, c.relname`;

/** Advice outlives the revision that followed it: an index of its name has been made since. */
export async function leaveOutMade(
  session: Session,
  advised: readonly Suggestion[],
): Promise<readonly Suggestion[]> {
  if (advised.length === 0) return [];
  const schemas = advised.map(({ schema }) => schema);
  const names = advised.map(({ index }) => index ?? '');
  const rows = await session.query<Row>(SQL, [schemas, names]);
  const made = new Set(rows.map(({ schema, name }) => JSON.stringify([schema, name])));
  return advised.filter(({ schema, index }) => !made.has(JSON.stringify([schema, index])));
}
