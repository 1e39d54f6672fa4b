import { idInSchema } from '../identity';
import type { Column, RelationName, ReplicaIdentity, Table } from '../table';
import {
  CLASS,
  type Found,
  joinComment,
  lockedOids,
  lockMark,
  notOfExtension,
  type Reading,
  userSchema,
} from './reading';

interface Row {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly comment: string | null;
  readonly persistence: string;
  readonly accessMethod: string | null;
  readonly options: readonly string[] | null;
  readonly toastOptions: readonly string[] | null;
  readonly partitionedBy: string | null;
  readonly partitionBound: string | null;
  readonly parents: readonly RelationName[] | null;
  readonly rowSecurity: Table['rowSecurity'];
  readonly identity: 'd' | 'n' | 'f' | 'i';
  readonly identityIndex: string | null;
  readonly ofType: string | null;
  readonly server: string | null;
  readonly serverOptions: readonly string[] | null;
}

const SQL = `SELECT c.oid, n.nspname AS schema, c.relname AS name, about.description AS comment,
    c.relpersistence AS persistence,
    nullif(am.amname, pg_catalog.current_setting('default_table_access_method')) AS "accessMethod",
    c.reloptions AS options, toast.reloptions AS "toastOptions",
    CASE WHEN c.relkind = 'p' AND NOT c.oid = ANY ($1::oid[]) THEN pg_catalog.pg_get_partkeydef(c.oid) END AS "partitionedBy",
    CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, 0) END AS "partitionBound",
    up.parents,
    CASE WHEN c.relforcerowsecurity THEN 'forced' WHEN c.relrowsecurity THEN 'on' ELSE 'off' END AS "rowSecurity",
    c.relreplident AS identity,
    CASE WHEN c.relreplident = 'i' THEN (SELECT ic.relname FROM pg_catalog.pg_index i
      JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
      WHERE i.indrelid = c.oid AND i.indisreplident) END AS "identityIndex",
    CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END AS "ofType",
    s.srvname AS server, ft.ftoptions AS "serverOptions"
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
  LEFT JOIN pg_catalog.pg_class toast ON toast.oid = c.reltoastrelid
  LEFT JOIN (SELECT i.inhrelid,
      pg_catalog.json_agg(pg_catalog.json_build_object('schema', pn.nspname, 'name', p.relname) ORDER BY i.inhseqno) AS parents
    FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
    JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace GROUP BY i.inhrelid) up ON up.inhrelid = c.oid
  ${joinComment(CLASS.relation, 'c.oid')}
  LEFT JOIN pg_catalog.pg_foreign_table ft ON ft.ftrelid = c.oid
  LEFT JOIN pg_catalog.pg_foreign_server s ON s.oid = ft.ftserver
  WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND ${userSchema('n')}
    AND ${notOfExtension(CLASS.relation, 'c.oid')}`;

export async function fetchTables(
  reading: Reading,
  columns: ReadonlyMap<number, readonly Column[]>,
): Promise<readonly Found<Table>[]> {
  const rows = await reading.session.query<Row>(SQL, [lockedOids(reading, CLASS.relation)]);
  return rows.map((row) => ({
    classId: CLASS.relation,
    oid: row.oid,
    object: readTable(row, columns.get(row.oid) ?? [], reading),
  }));
}

function readTable(row: Row, columns: readonly Column[], reading: Reading): Table {
  const { schema, name, comment, accessMethod, partitionedBy, partitionBound } = row;
  return {
    kind: 'table',
    id: idInSchema('table', schema, name),
    schema,
    name,
    comment,
    dependsOn: [],
    ...lockMark(reading, CLASS.relation, row.oid),
    columns,
    persistence: row.persistence === 'u' ? 'unlogged' : 'permanent',
    accessMethod,
    options: optionsOf(row),
    partitionedBy,
    parents: row.parents ?? [],
    partitionBound,
    rowSecurity: row.rowSecurity,
    replicaIdentity: replicaIdentityOf(row),
    ofType: row.ofType,
    foreign: row.server === null ? null : { server: row.server, options: row.serverOptions ?? [] },
  };
}

function optionsOf({ options, toastOptions }: Row): readonly string[] {
  return [...(options ?? []), ...(toastOptions ?? []).map((each) => `toast.${each}`)].sort();
}

function replicaIdentityOf({ identity, identityIndex, server }: Row): ReplicaIdentity {
  if (server !== null) return 'default';
  if (identity === 'i' && identityIndex !== null) return { index: identityIndex };
  return identity === 'f' ? 'full' : identity === 'n' ? 'nothing' : 'default';
}
