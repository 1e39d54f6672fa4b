import type { Session } from '../../connection/session';
import { quoteIdent } from '../../sql/quote';
import type { Candidate } from './candidateIndex';
import type { IndexShape } from './indexSize';

export interface BuiltIndex extends Omit<IndexShape, 'tuples'> {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly table: string;
  readonly tableTuples: number;
  readonly predicate: string | null;
}

const LEAVES = `WITH RECURSIVE below AS (
    SELECT pg_catalog.to_regclass(t.name)::oid AS oid FROM pg_catalog.unnest($1::text[]) AS t (name)
    UNION SELECT h.inhrelid FROM below b JOIN pg_catalog.pg_inherits h ON h.inhparent = b.oid)
  SELECT c.oid FROM below b JOIN pg_catalog.pg_class c ON c.oid = b.oid
  WHERE c.relkind IN ('r', 'm')`;

/** The tables with rows that the candidates are on. */
export function fetchLeafTables(session: Session, candidates: readonly Candidate[]) {
  const names = new Set(candidates.map(tableName));
  return session.query<{ oid: number }>(LEAVES, [[...names]]);
}

const PARTITIONED = `SELECT c.relname AS name FROM pg_catalog.pg_class c
  WHERE c.oid = pg_catalog.to_regclass($1) AND c.relkind = 'p'`;

/** Why the candidate is no statement that PostgreSQL takes, though what is tried in its place is; in its own words. */
export async function fetchRefusal(session: Session, candidate: Candidate): Promise<string | null> {
  if (!candidate.isConcurrent) return null;
  const [table] = await session.query<{ name: string }>(PARTITIONED, [tableName(candidate)]);
  return table ? `cannot create index on partitioned table "${table.name}" concurrently` : null;
}

function tableName({ schema, table }: Candidate): string {
  return schema === null ? quoteIdent(table) : `${quoteIdent(schema)}.${quoteIdent(table)}`;
}

// Of these types equal values may look different, so that equal keys are not kept once.
const NEVER_DEDUPLICATED = "('numeric', 'float4', 'float8', 'jsonb', 'interval')";

const BUILT = `WITH RECURSIVE built AS (
    SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
      WHERE c.relname = $1 AND i.indrelid = pg_catalog.to_regclass($2)
    UNION SELECT h.inhrelid FROM built b JOIN pg_catalog.pg_inherits h ON h.inhparent = b.oid)
  SELECT c.oid, n.nspname AS schema, c.relname AS name, t.relname AS table, t.reltuples AS "tableTuples",
    pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate, a.amname AS method,
    a.amname = 'btree' AND i.indnatts = i.indnkeyatts AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute x
      JOIN pg_catalog.pg_type y ON y.oid = x.atttypid
      WHERE x.attrelid = c.oid AND y.typname IN ${NEVER_DEDUPLICATED}) AS "isDeduplicated",
    (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('isKey', x.attnum <= i.indnkeyatts,
        'bytes', coalesce(s.stawidth, CASE WHEN x.attlen > 0 THEN x.attlen ELSE 16 END),
        'alignment', CASE x.attalign WHEN 'd' THEN 8 WHEN 'i' THEN CASE WHEN x.attlen > 0 THEN 4 ELSE 1 END WHEN 's' THEN 2 ELSE 1 END,
        'nullFraction', coalesce(s.stanullfrac, 0), 'distinct', coalesce(s.stadistinct, 0)) ORDER BY x.attnum)
      FROM pg_catalog.pg_attribute x
      LEFT JOIN pg_catalog.pg_statistic s ON s.starelid = i.indrelid AND s.staattnum = i.indkey[x.attnum - 1] AND NOT s.stainherit
      WHERE x.attrelid = c.oid) AS columns
  FROM built b JOIN pg_catalog.pg_class c ON c.oid = b.oid AND c.relkind = 'i'
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_am a ON a.oid = c.relam
  JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid`;

/** The index that a candidate has become, or its parts on the partitions. */
export function fetchBuilt(session: Session, candidate: Candidate): Promise<readonly BuiltIndex[]> {
  return session.query<BuiltIndex>(BUILT, [candidate.name, tableName(candidate)]);
}
