/** What is granted, where it was asked for. */
import { quoteIdent, quoteQualified } from '../../sql/quote';
import type { CatalogObject, Grant } from '../catalog';
import { plain } from '../identity';
import { aggregateName } from '../write/names';
import { addressOf } from './dependencies';
import { CLASS, type Found, type Reading } from './reading';

interface Row {
  readonly class: number;
  readonly oid: number;
  readonly column: string | null;
  /** null: PUBLIC. */
  readonly role: string | null;
  readonly granted: readonly string[];
  readonly grantable: readonly string[];
  readonly revoked: readonly string[];
}

export async function fetchGrants({ session }: Reading, found: readonly Found[]): Promise<readonly Grant[]> {
  const objects = new Map(found.map(({ classId, oid, object }) => [addressOf(classId, oid), object]));
  const rows = await session.query<Row>(GRANTS);
  return rows.flatMap((row) => {
    const object = objects.get(addressOf(row.class, row.oid));
    return object ? (grantOn(object, row) ?? []) : [];
  });
}

function grantOn(object: CatalogObject, row: Row): Grant | null {
  const target = targetOf(object);
  if (target === null) return null;
  const { column, role, granted, grantable, revoked } = row;
  const name = role === null ? 'PUBLIC' : quoteIdent(role);
  const place = column === null ? object.id : `column ${plain(column)} of ${object.id}`;
  return {
    kind: 'grant',
    id: `grant to ${role === null ? name : plain(role)} on ${place}`,
    name,
    comment: null,
    ...target,
    on: object.id,
    column,
    privileges: granted.filter((each) => !grantable.includes(each)),
    grantable,
    revoked,
    dependsOn: [column === null ? { id: object.id } : { id: object.id, column }],
  };
}

/** null: what is granted on it is not read. */
function targetOf(object: CatalogObject): Pick<Grant, 'schema' | 'target' | 'relation'> | null {
  if (object.kind === 'schema')
    return { schema: object.name, target: `SCHEMA ${quoteIdent(object.name)}`, relation: null };
  if (!('schema' in object)) return null;
  const { schema, name } = object;
  const own = quoteQualified(schema, name);
  switch (object.kind) {
    case 'table':
    case 'view':
      return { schema, target: `TABLE ${own}`, relation: name };
    case 'sequence':
      return { schema, target: `SEQUENCE ${own}`, relation: null };
    case 'function':
    case 'procedure':
      return { schema, target: `ROUTINE ${own}(${object.signature})`, relation: null };
    case 'aggregate':
      return { schema, target: `ROUTINE ${aggregateName(object)}`, relation: null };
    case 'enum':
    case 'composite':
    case 'range':
      return { schema, target: `TYPE ${own}`, relation: null };
    case 'domain':
      return { schema, target: `DOMAIN ${own}`, relation: null };
    default:
      return null;
  }
}

function listOf(how: string): string {
  return `coalesce(pg_catalog.array_agg(DISTINCT g.privilege) FILTER (WHERE g.how = '${how}'), '{}')`;
}

// By default PUBLIC may call routines and use types; an owner may do everything, whoever it is.
// https://www.postgresql.org/docs/18/ddl-priv.html
const GRANTS = `WITH acls AS (
    SELECT ${CLASS.relation} AS class, c.oid, NULL::name AS column, c.relowner AS owner, c.relacl AS acl, NULL::text AS usual
      FROM pg_catalog.pg_class c WHERE c.oid >= 16384 AND c.relacl IS NOT NULL AND c.relpersistence <> 't'
    UNION ALL SELECT ${CLASS.relation}, a.attrelid, a.attname, c.relowner, a.attacl, NULL
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
      WHERE c.oid >= 16384 AND a.attacl IS NOT NULL AND NOT a.attisdropped
    UNION ALL SELECT ${CLASS.routine}, p.oid, NULL, p.proowner, p.proacl, 'EXECUTE'
      FROM pg_catalog.pg_proc p WHERE p.oid >= 16384 AND p.proacl IS NOT NULL
    UNION ALL SELECT ${CLASS.type}, t.oid, NULL, t.typowner, t.typacl, 'USAGE'
      FROM pg_catalog.pg_type t WHERE t.oid >= 16384 AND t.typacl IS NOT NULL
    UNION ALL SELECT ${CLASS.schema}, n.oid, NULL, n.nspowner, n.nspacl, NULL
      FROM pg_catalog.pg_namespace n WHERE n.nspacl IS NOT NULL),
  grants AS (
    SELECT a.class, a.oid, a.column, e.grantee, e.privilege_type AS privilege,
        CASE WHEN e.is_grantable THEN 'passed on' ELSE 'granted' END AS how
      FROM acls a, LATERAL pg_catalog.aclexplode(a.acl) e
      WHERE e.grantee <> a.owner AND NOT (e.grantee = 0 AND e.privilege_type IS NOT DISTINCT FROM a.usual)
    UNION ALL SELECT a.class, a.oid, a.column, 0, a.usual, 'revoked' FROM acls a
      WHERE a.usual IS NOT NULL AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(a.acl) e
        WHERE e.grantee = 0 AND e.privilege_type = a.usual))
  SELECT g.class, g.oid, g.column, r.rolname AS role, ${listOf('granted')} AS granted, ${listOf('passed on')} AS grantable,
      ${listOf('revoked')} AS revoked
    FROM grants g LEFT JOIN pg_catalog.pg_roles r ON r.oid = g.grantee GROUP BY g.class, g.oid, g.column, r.rolname`;
