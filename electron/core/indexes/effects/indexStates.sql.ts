import type { Session } from '../../connection/session';
import type { Expectation } from './expectation';

export interface FoundIndex {
  readonly schema: string;
  readonly table: string;
  readonly index: string;
  readonly oid: number;
  readonly isValid: boolean;
  readonly scans: number;
}

// What is scanned of a partitioned index are its partitions' own.
const SQL = `WITH RECURSIVE parts (root, oid) AS (
    SELECT c.oid, c.oid FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) AS asked (schema, name)
      ON asked.schema = n.nspname AND asked.name = c.relname
    WHERE c.relkind IN ('i', 'I')
    UNION SELECT p.root, h.inhrelid FROM parts p JOIN pg_catalog.pg_inherits h ON h.inhparent = p.oid)
  SELECT n.nspname AS schema, t.relname AS table, c.relname AS index, c.oid,
    i.indisvalid AND i.indisready AND i.indislive AS "isValid",
    (SELECT coalesce(sum(s.idx_scan), 0)::float8 FROM parts p
      JOIN pg_catalog.pg_stat_all_indexes s ON s.indexrelid = p.oid WHERE p.root = c.oid) AS scans
  FROM (SELECT DISTINCT p.root FROM parts p) AS asked
  JOIN pg_catalog.pg_class c ON c.oid = asked.root
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  ORDER BY n.nspname, c.relname`;

/** Of those that are there; another table's index of the same name is another one. */
export async function fetchIndexStates(
  session: Session,
  expected: readonly Expectation[],
): Promise<readonly FoundIndex[]> {
  const schemas = expected.map(({ schema }) => schema);
  const names = expected.map(({ index }) => index);
  return session.query<FoundIndex>(SQL, [schemas, names]);
}
