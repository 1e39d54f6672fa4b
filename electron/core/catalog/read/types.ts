/** Types of the users' own: enums, domains, composite types, ranges; and collations. */

import type { Collation } from '../catalog';
import { idInSchema } from '../identity';
import type { Attribute, CompositeType, Domain, EnumType, RangeType } from '../userTypes';
import { CLASS, comment, type Found, notOfExtension, type Reading, userSchema } from './reading';

interface Row {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly comment: string | null;
}

const COLUMNS = `t.oid, n.nspname AS schema, t.typname AS name, ${comment(CLASS.type, 't.oid')} AS comment`;
const FROM = 'FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace';

function ofUsers(typtype: string): string {
  return `t.typtype = '${typtype}' AND ${userSchema('n')} AND ${notOfExtension(CLASS.type, 't.oid')}`;
}

/** A column: the collation's qualified name, null where it is the type's own. */
export function ownCollation(given: string, type: string): string {
  return `(SELECT pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname)
    FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
    WHERE co.oid = ${given} AND ${given} <> (SELECT ct.typcollation FROM pg_catalog.pg_type ct WHERE ct.oid = ${type}))`;
}

function common(kind: 'enum' | 'domain' | 'composite' | 'range', { schema, name, comment }: Row) {
  return { id: idInSchema(kind, schema, name), schema, name, comment, dependsOn: [] };
}

export async function fetchEnums({ session }: Reading): Promise<readonly Found<EnumType>[]> {
  const rows = await session.query<Row & { labels: readonly string[] }>(
    `SELECT ${COLUMNS}, ARRAY(SELECT e.enumlabel::text FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid
        ORDER BY e.enumsortorder) AS labels
      ${FROM} WHERE ${ofUsers('e')}`,
  );
  return rows.map((row) => ({
    classId: CLASS.type,
    oid: row.oid,
    object: { kind: 'enum', ...common('enum', row), labels: row.labels },
  }));
}

type DomainRow = Row & Pick<Domain, 'type' | 'collation' | 'default' | 'isNotNull' | 'checks'>;

export async function fetchDomains({ session }: Reading): Promise<readonly Found<Domain>[]> {
  const rows = await session.query<DomainRow>(
    `SELECT ${COLUMNS}, pg_catalog.format_type(t.typbasetype, t.typtypmod) AS type,
        ${ownCollation('t.typcollation', 't.typbasetype')} AS collation,
        pg_catalog.pg_get_expr(t.typdefaultbin, 0) AS default, t.typnotnull AS "isNotNull",
        coalesce((SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', c.conname,
            'definition', pg_catalog.pg_get_constraintdef(c.oid)) ORDER BY c.conname)
          FROM pg_catalog.pg_constraint c WHERE c.contypid = t.oid AND c.contype = 'c'), '[]') AS checks
      ${FROM} WHERE ${ofUsers('d')}`,
  );
  return rows.map((row) => ({
    classId: CLASS.type,
    oid: row.oid,
    object: {
      kind: 'domain',
      ...common('domain', row),
      type: row.type,
      collation: row.collation,
      default: row.default,
      isNotNull: row.isNotNull,
      checks: row.checks,
    },
  }));
}

type CompositeRow = Omit<Row, 'comment'> & { comment: string | null; attributes: readonly Attribute[] };

export async function fetchComposites({ session }: Reading): Promise<readonly Found<CompositeType>[]> {
  const rows = await session.query<CompositeRow>(
    `SELECT ${COLUMNS},
        coalesce((SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', a.attname,
            'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
            'collation', ${ownCollation('a.attcollation', 'a.atttypid')},
            'comment', ${comment(CLASS.relation, 'a.attrelid', 'a.attnum')}) ORDER BY a.attnum)
          FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped),
          '[]') AS attributes
      ${FROM} JOIN pg_catalog.pg_class r ON r.oid = t.typrelid AND r.relkind = 'c' WHERE ${ofUsers('c')}`,
  );
  return rows.map((row) => ({
    classId: CLASS.type,
    oid: row.oid,
    object: { kind: 'composite', ...common('composite', row), attributes: row.attributes },
  }));
}

type RangeRow = Row &
  Pick<RangeType, 'subtype' | 'opclass' | 'collation' | 'canonical' | 'subtypeDiff' | 'multirange'>;

export async function fetchRanges({ session }: Reading): Promise<readonly Found<RangeType>[]> {
  const rows = await session.query<RangeRow>(
    `SELECT ${COLUMNS}, pg_catalog.format_type(r.rngsubtype, NULL) AS subtype,
        (SELECT pg_catalog.quote_ident(on_.nspname) || '.' || pg_catalog.quote_ident(o.opcname)
          FROM pg_catalog.pg_opclass o JOIN pg_catalog.pg_namespace on_ ON on_.oid = o.opcnamespace
          WHERE o.oid = r.rngsubopc AND NOT o.opcdefault) AS opclass,
        ${ownCollation('r.rngcollation', 'r.rngsubtype')} AS collation,
        nullif(r.rngcanonical, 0)::regproc::text AS canonical,
        nullif(r.rngsubdiff, 0)::regproc::text AS "subtypeDiff",
        (SELECT m.typname FROM pg_catalog.pg_type m WHERE m.oid = r.rngmultitypid) AS multirange
      ${FROM} JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid WHERE ${ofUsers('r')}`,
  );
  return rows.map((row) => ({
    classId: CLASS.type,
    oid: row.oid,
    object: {
      kind: 'range',
      ...common('range', row),
      subtype: row.subtype,
      opclass: row.opclass,
      collation: row.collation,
      canonical: row.canonical,
      subtypeDiff: row.subtypeDiff,
      multirange: row.multirange,
    },
  }));
}

type CollationRow = Row & Omit<Collation, 'kind' | 'id' | 'dependsOn'>;

/** The locale of ICU has changed its column twice: 15 and 17. */
export async function fetchCollations({
  session,
  serverVersion,
}: Reading): Promise<readonly Found<Collation>[]> {
  const locale =
    serverVersion >= 170000
      ? 'c.colllocale'
      : serverVersion >= 150000
        ? 'c.colliculocale'
        : "CASE WHEN c.collprovider = 'i' THEN c.collcollate END";
  const rules = serverVersion >= 160000 ? 'c.collicurules' : 'NULL::text';
  const rows = await session.query<CollationRow>(
    `SELECT c.oid, n.nspname AS schema, c.collname AS name, ${comment(CLASS.collation, 'c.oid')} AS comment,
        CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END AS provider,
        c.collisdeterministic AS "isDeterministic",
        CASE WHEN c.collprovider = 'c' THEN c.collcollate END AS collate,
        CASE WHEN c.collprovider = 'c' THEN c.collctype END AS ctype, ${locale} AS locale, ${rules} AS rules
      FROM pg_catalog.pg_collation c JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
      WHERE ${userSchema('n')} AND ${notOfExtension(CLASS.collation, 'c.oid')}`,
  );
  return rows.map(({ oid, schema, name, ...rest }) => ({
    classId: CLASS.collation,
    oid,
    object: {
      kind: 'collation',
      id: idInSchema('collation', schema, name),
      schema,
      name,
      ...rest,
      dependsOn: [],
    },
  }));
}
