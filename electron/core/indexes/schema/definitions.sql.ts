import type { Session } from '../../connection/session';
import { SQLSTATE } from '../../connection/sqlstates';
import { CoreError } from '../../errors';

export interface Definition {
  readonly columns: readonly string[];
  /** What makes the index again, concurrently. */
  readonly sql: string;
}

/**
 * pg_get_indexdef opens the table, and would wait for ACCESS EXCLUSIVE, held or awaited: such tables are left out.
 * With an empty search_path, for this statement alone, all names in it are qualified.
 */
export const WITH_PATH_AND_LOCKED = `WITH path AS MATERIALIZED (SELECT pg_catalog.set_config('search_path', '', true) AS now),
  locked AS MATERIALIZED (SELECT l.relation FROM pg_catalog.pg_locks l
    WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.relation IS NOT NULL
      AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()))`;

const SQL = `${WITH_PATH_AND_LOCKED}
  SELECT i.indexrelid AS oid, pg_catalog.pg_get_indexdef(i.indexrelid) AS definition,
    ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k, true) FROM pg_catalog.generate_series(1, i.indnkeyatts) k) AS columns,
    ARRAY(SELECT a.attname::text FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) k
      LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k] AND i.indkey[k] <> 0
      ORDER BY k) AS names
  FROM path, pg_catalog.pg_index i
  WHERE path.now = '' AND i.indexrelid = ANY ($1::oid[])
    AND i.indrelid NOT IN (SELECT relation FROM locked) AND i.indexrelid NOT IN (SELECT relation FROM locked)`;

interface Row {
  readonly oid: number;
  readonly definition: string;
  readonly columns: readonly string[];
  /** null where the column is an expression. */
  readonly names: readonly (string | null)[];
}

/** By oid; of a table that somebody has locked there is none. */
export async function fetchDefinitions(
  session: Session,
  oids: readonly number[],
): Promise<ReadonlyMap<number, Definition>> {
  if (oids.length === 0) return new Map();
  const rows = await session.query<Row>(SQL, [oids]).catch(emptyWhereLocked);
  return new Map(rows.map((row) => [row.oid, definitionOf(row)]));
}

function definitionOf({ definition, columns, names }: Row): Definition {
  return {
    columns: columns.map((column, place) => names[place] ?? column),
    sql: definition.replace(/^(CREATE (?:UNIQUE )?INDEX) /, '$1 CONCURRENTLY '),
  };
}

/** Locked between one look and the next. */
export function emptyWhereLocked(error: unknown): readonly never[] {
  if (isLockTimeout(error)) return [];
  throw error;
}

function isLockTimeout(error: unknown): boolean {
  return (
    error instanceof CoreError &&
    error.info.kind === 'sql-failed' &&
    error.info.sqlstate === SQLSTATE.lockNotAvailable
  );
}
