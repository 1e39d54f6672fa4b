import { CLASS, notOfExtension, userSchema } from '../../catalog/read/reading';
import type { Session } from '../../connection/session';
import type { IndexFacts } from './schemaFacts';

// Trees hold the place in the text that each node came from, before PostgreSQL 17; two that mean the same differ by it.
const tree = (column: string) =>
  `pg_catalog.regexp_replace(${column}::text, ':(stmt_)?location -?[0-9]+', '', 'g')`;

/** In FROM. */
const vector = (column: string, type: string) =>
  `pg_catalog.unnest(pg_catalog.string_to_array(${column}::text, ' ')::${type}[])`;

const sql = (serverVersion: number) => `WITH constrained AS MATERIALIZED (
    SELECT DISTINCT k.conindid AS oid FROM pg_catalog.pg_constraint k WHERE k.conindid <> 0)
  SELECT i.indexrelid AS oid, i.indrelid AS "tableOid", n.nspname AS schema, c.relname AS name, m.amname AS method,
    (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('column', a.attname, 'operatorClass', o.oid::bigint,
        'operatorFamily', o.opcfamily::bigint, 'collation', k.rule::bigint, 'option', k.option,
        'isDefault', o.opcdefault AND k.rule = coalesce(a.attcollation, 0)) ORDER BY k.place)
      FROM ROWS FROM (${vector('i.indkey', 'int2')}, ${vector('i.indclass', 'oid')},
        ${vector('i.indcollation', 'oid')}, ${vector('i.indoption', 'int2')})
        WITH ORDINALITY AS k (attnum, class, rule, option, place)
      JOIN pg_catalog.pg_opclass o ON o.oid = k.class
      LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0
      WHERE k.place <= i.indnkeyatts) AS keys,
    CASE WHEN i.indnatts = i.indnkeyatts THEN '{}' ELSE
      ARRAY(SELECT a.attname::text FROM ${vector('i.indkey', 'int2')} WITH ORDINALITY AS k (attnum, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
        WHERE k.place > i.indnkeyatts ORDER BY k.place) END AS included,
    ${tree('i.indexprs')} AS expressions, ${tree('i.indpred')} AS predicate,
    CASE WHEN i.indexprs IS NULL AND i.indpred IS NULL THEN '{}' ELSE
      ARRAY(SELECT DISTINCT a.attname::text FROM pg_catalog.pg_depend d
        JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE d.classid = ${CLASS.relation} AND d.objid = i.indexrelid AND d.refclassid = ${CLASS.relation}
          AND d.refobjid = i.indrelid AND d.refobjsubid > 0 ORDER BY 1) END AS "usedColumns",
    i.indisunique AS "isUnique", i.indimmediate AS "isImmediate",
    ${serverVersion >= 150000 ? 'i.indnullsnotdistinct' : 'false'} AS "nullsNotDistinct",
    i.indisprimary AS "isPrimary", i.indisvalid AND i.indisready AND i.indislive AS "isValid",
    i.indisclustered AS "isClustered", i.indisreplident AS "isReplicaIdentity",
    EXISTS (SELECT FROM constrained k WHERE k.oid = i.indexrelid) AS "backsConstraint",
    c.relkind = 'I' OR c.relispartition AS "isOfPartitions",
    (c.relpages::bigint * pg_catalog.current_setting('block_size')::bigint)::float8 AS "sizeBytes",
    coalesce(s.idx_scan, 0)::float8 AS scans,
    ${serverVersion >= 160000 ? 's.last_idx_scan' : 'NULL::timestamptz'} AS "lastScan"
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_am m ON m.oid = c.relam
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_stat_all_indexes s ON s.indexrelid = i.indexrelid
  WHERE c.relpersistence <> 't' AND ${userSchema('n')} AND ${notOfExtension(CLASS.relation, 'i.indrelid')}
  ORDER BY n.nspname, c.relname`;

export async function fetchIndexes(session: Session, serverVersion: number): Promise<readonly IndexFacts[]> {
  const rows = await session.query<IndexFacts>(sql(serverVersion));
  return rows.map((index) => {
    const columns = index.keys.flatMap(({ column }) => column ?? []);
    return { ...index, usedColumns: [...new Set([...columns, ...index.included, ...index.usedColumns])] };
  });
}
