import { userSchema } from '../../catalog/read/reading';
import type { Session } from '../../connection/session';
import { emptyWhereLocked, WITH_PATH_AND_LOCKED } from './definitions.sql';

/** A partition on which an index of its partitioned table has no part. */
export interface MissingPart {
  /** Of the partitioned table. */
  readonly indexOid: number;
  readonly schema: string;
  readonly table: string;
  readonly isPartitioned: boolean;
  /** What follows the table in a CREATE INDEX that makes the part. */
  readonly what: string;
}

// What a constraint stands on is attached with one of its own, and while parts are built more may follow. As for definitions: pg_get_indexdef opens the table.
const SQL = `${WITH_PATH_AND_LOCKED}
  SELECT i.indexrelid AS "indexOid", pn.nspname AS schema, p.relname AS "table", p.relkind = 'p' AS "isPartitioned",
    pg_catalog.substr(pg_catalog.pg_get_indexdef(i.indexrelid), 1 + pg_catalog.length(pg_catalog.format(
      'CREATE INDEX %I ON ONLY %I.%I ', x.relname, tn.nspname, t.relname))) AS what
  FROM path, pg_catalog.pg_index i
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
  JOIN pg_catalog.pg_inherits h ON h.inhparent = t.oid
  JOIN pg_catalog.pg_class p ON p.oid = h.inhrelid
  JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
  WHERE path.now = '' AND x.relkind = 'I' AND NOT i.indisvalid AND NOT i.indisunique AND p.relkind IN ('r', 'p')
    AND ${userSchema('tn')}
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits own JOIN pg_catalog.pg_index part ON part.indexrelid = own.inhrelid
      WHERE own.inhparent = i.indexrelid AND part.indrelid = p.oid)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index b JOIN pg_catalog.pg_inherits s ON s.inhrelid = b.relid
      WHERE s.inhparent = t.oid)
    AND i.indrelid NOT IN (SELECT relation FROM locked) AND i.indexrelid NOT IN (SELECT relation FROM locked)
  ORDER BY pn.nspname, p.relname`;

export function fetchMissingParts(session: Session): Promise<readonly MissingPart[]> {
  return session.query<MissingPart>(SQL).catch(emptyWhereLocked);
}
