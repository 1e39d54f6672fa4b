import type { Session } from '../../connection/session';

/** A table of the twin, with what makes one index better than another. */
export interface TableFacts {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** By its name alone. */
  readonly isVisible: boolean;
  readonly isPartitioned: boolean;
  /** It is a partition: its indexes are its parent's business. */
  readonly isPartition: boolean;
  readonly tuples: number;
  readonly pages: number;
  readonly columns: readonly ColumnFacts[];
  readonly indexes: readonly ExistingIndex[];
}

export interface ExistingIndex {
  readonly name: string;
  /** As a candidate's keys are written; of one that is there for all rows, and else nothing. */
  readonly keys: readonly string[];
  readonly isUnique: boolean;
}

export interface ColumnFacts {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  /** As pg_stats has it; 0: not known. */
  readonly distinct: number;
  /** Most of its values are longer than an index would take. */
  readonly isLong: boolean;
}

// ANALYZE passes over values of more than a kilobyte: where it has seen nothing else there are neither common ones, nor
// bounds, nor an order, the last of which even a private column has. What is kept apart counts as short.
const IS_LONG = `a.attlen = -1 AND s.stanullfrac < 1 AND (s.stawidth > 1000
    OR NOT ARRAY[s.stakind1, s.stakind2, s.stakind3, s.stakind4, s.stakind5] && '{1,2,3}'::int2[])`;

const TABLES = `SELECT c.oid, n.nspname AS schema, c.relname AS name, pg_catalog.pg_table_is_visible(c.oid) AS "isVisible",
    c.relkind = 'p' AS "isPartitioned", c.relispartition AS "isPartition", c.reltuples AS tuples, c.relpages AS pages,
    (SELECT coalesce(pg_catalog.json_agg(pg_catalog.json_build_object('name', a.attname, 'type', t.typname,
        'bytes', coalesce(s.stawidth, CASE WHEN a.attlen > 0 THEN a.attlen ELSE 32 END), 'distinct', coalesce(s.stadistinct, 0),
        'isLong', coalesce(${IS_LONG}, false))
        ORDER BY a.attnum), '[]')
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_catalog.pg_statistic s ON s.starelid = c.oid AND s.staattnum = a.attnum AND s.stainherit = (c.relkind = 'p')
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT coalesce(pg_catalog.json_agg(pg_catalog.json_build_object('name', x.relname, 'isUnique', i.indisunique, 'keys',
        CASE WHEN i.indpred IS NULL AND i.indexprs IS NULL AND m.amname = 'btree' THEN
          (SELECT pg_catalog.json_agg('"' || pg_catalog.replace(a.attname, '"', '""') || '"' ||
              CASE i.indoption[a.attnum - 1] & 3 WHEN 0 THEN '' WHEN 3 THEN ' DESC' WHEN 1 THEN ' DESC NULLS LAST' ELSE ' NULLS FIRST' END
              ORDER BY a.attnum)
            FROM (SELECT k.attnum, t.attname FROM pg_catalog.pg_attribute k
              JOIN pg_catalog.pg_attribute t ON t.attrelid = i.indrelid AND t.attnum = i.indkey[k.attnum - 1]
              WHERE k.attrelid = i.indexrelid AND k.attnum <= i.indnkeyatts) AS a)
          ELSE '[]' END)), '[]')
      FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
      JOIN pg_catalog.pg_am m ON m.oid = x.relam WHERE i.indrelid = c.oid) AS indexes
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm') AND c.relname = ANY ($1) AND n.nspname !~ '^(pg_|information_schema$|lockstep_twin$)'`;

export function fetchTables(session: Session, names: readonly string[]): Promise<readonly TableFacts[]> {
  return session.query<TableFacts>(TABLES, [names]);
}

export interface ViewFacts {
  readonly schema: string;
  readonly name: string;
  readonly isVisible: boolean;
  readonly definition: string;
}

const VIEWS = `SELECT n.nspname AS schema, c.relname AS name, pg_catalog.pg_table_is_visible(c.oid) AS "isVisible",
    pg_catalog.pg_get_viewdef(c.oid) AS definition
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'v' AND n.nspname !~ '^(pg_|information_schema$)'`;

export function fetchViews(session: Session): Promise<readonly ViewFacts[]> {
  return session.query<ViewFacts>(VIEWS);
}

/** What decides about kinds of index. */
export interface Abilities {
  /** The schema of pg_trgm, where the target has it. */
  readonly trigramSchema: string | null;
  /** Plain indexes on texts serve LIKE 'a%'. */
  readonly isCollatedC: boolean;
}

export async function fetchAbilities(session: Session): Promise<Abilities> {
  const [row] = await session.query<Abilities>(
    `SELECT (SELECT n.nspname FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
        WHERE e.extname = 'pg_trgm') AS "trigramSchema",
      (SELECT d.datlocprovider = 'b' OR d.datlocprovider = 'c' AND d.datcollate IN ('C', 'POSIX')
        FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()) AS "isCollatedC"`,
  );
  return row ?? { trigramSchema: null, isCollatedC: false };
}
