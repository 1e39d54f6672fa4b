/** What depends on what, from pg_depend: https://www.postgresql.org/docs/18/catalog-pg-depend.html */
import type { CatalogObject, Dependency } from '../catalog';
import { CLASS, type Found, type Reading } from './reading';

interface Row {
  readonly class: number;
  readonly object: number;
  readonly of_class: number;
  readonly of_object: number;
  readonly of_column: number;
}

/**
 * Schemas and the object's own table are left out, which objects name themselves. What has no name of its own
 * (a default, a view's rule, a table's row type, an index that carries a constraint) stands for what it belongs to.
 */
export async function fetchDependencies(
  { session }: Reading,
  found: readonly Found[],
): Promise<ReadonlyMap<string, readonly Dependency[]>> {
  const [rows, aliases, columns] = [
    await session.query<Row>(DEPENDENCIES),
    await session.query<Row & { readonly class: number }>(ALIASES),
    await session.query<{ relation: number; number: number; name: string }>(COLUMNS),
  ];
  const ids = new Map(found.map(({ classId, oid, object }) => [`${classId} ${oid}`, object.id]));
  for (const { class: classId, object, of_class, of_object } of aliases) {
    const id = ids.get(`${of_class} ${of_object}`);
    if (id !== undefined) ids.set(`${classId} ${object}`, id);
  }
  const names = new Map(columns.map(({ relation, number, name }) => [`${relation} ${number}`, name]));
  const dependencies = new Map<string, Map<string, Dependency>>();
  for (const row of rows) {
    const from = ids.get(`${row.class} ${row.object}`);
    const id = ids.get(`${row.of_class} ${row.of_object}`);
    if (from === undefined || id === undefined || from === id) continue;
    const column = row.of_column > 0 ? names.get(`${row.of_object} ${row.of_column}`) : undefined;
    const dependency = column === undefined ? { id } : { id, column };
    const all = dependencies.get(from) ?? new Map<string, Dependency>();
    dependencies.set(from, all.set(`${id}#${column ?? ''}`, dependency));
  }
  return new Map([...dependencies].map(([id, all]) => [id, sorted([...all.values()])]));
}

function sorted(all: readonly Dependency[]): readonly Dependency[] {
  const key = ({ id, column }: Dependency) => `${id}#${column ?? ''}`;
  return [...all].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

export function withDependencies(
  { object }: Found,
  dependencies: ReadonlyMap<string, readonly Dependency[]>,
): CatalogObject {
  const dependsOn = dependencies.get(object.id);
  return dependsOn === undefined ? object : { ...object, dependsOn };
}

// A sequence that a column owns depends on the table that takes its values from it: that way round it is no order.
const DEPENDENCIES = `SELECT d.classid AS class, d.objid AS object, d.refclassid AS of_class, d.refobjid AS of_object,
    d.refobjsubid AS of_column
  FROM pg_catalog.pg_depend d
  WHERE d.refobjid >= 16384 AND d.deptype IN ('n', 'a') AND d.refclassid <> ${CLASS.schema}
    AND NOT (d.classid = ${CLASS.relation} AND d.deptype = 'a' AND d.refclassid = ${CLASS.relation}
      AND EXISTS (SELECT FROM pg_catalog.pg_sequence s WHERE s.seqrelid = d.objid))`;

/** Parts that stand for a whole, and members of extensions for these. */
const ALIASES = `SELECT ${CLASS.default} AS class, d.oid AS object, ${CLASS.relation} AS of_class, d.adrelid AS of_object
    FROM pg_catalog.pg_attrdef d
  UNION ALL SELECT ${CLASS.rewrite}, r.oid, ${CLASS.relation}, r.ev_class FROM pg_catalog.pg_rewrite r
    WHERE r.rulename = '_RETURN' AND r.oid >= 16384
  UNION ALL SELECT ${CLASS.type}, c.reltype, ${CLASS.relation}, c.oid FROM pg_catalog.pg_class c
    WHERE c.reltype >= 16384 AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
  UNION ALL SELECT ${CLASS.relation}, c.oid, ${CLASS.type}, c.reltype FROM pg_catalog.pg_class c
    WHERE c.oid >= 16384 AND c.relkind = 'c'
  UNION ALL SELECT ${CLASS.type}, r.rngmultitypid, ${CLASS.type}, r.rngtypid FROM pg_catalog.pg_range r
    WHERE r.rngtypid >= 16384
  UNION ALL SELECT ${CLASS.relation}, k.conindid, ${CLASS.constraint}, k.oid FROM pg_catalog.pg_constraint k
    WHERE k.contype IN ('p', 'u', 'x') AND k.conindid >= 16384
  UNION ALL SELECT ${CLASS.constraint}, k.oid, ${CLASS.type}, k.contypid FROM pg_catalog.pg_constraint k
    WHERE k.contypid >= 16384
  UNION ALL SELECT d.classid, d.objid, d.refclassid, d.refobjid FROM pg_catalog.pg_depend d
    WHERE d.deptype = 'e' AND d.objid >= 16384
  UNION ALL SELECT ${CLASS.type}, t.oid, ${CLASS.type}, t.typelem FROM pg_catalog.pg_type t
    WHERE t.typelem >= 16384 AND t.typcategory = 'A'
  UNION ALL SELECT ${CLASS.type}, t.oid, ${CLASS.relation}, e.typrelid FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_type e ON e.oid = t.typelem
    WHERE t.typcategory = 'A' AND e.typrelid >= 16384`;

const COLUMNS = `SELECT DISTINCT a.attrelid AS relation, a.attnum AS number, a.attname AS name
  FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
  WHERE d.refclassid = ${CLASS.relation} AND d.refobjid >= 16384 AND d.refobjsubid > 0 AND d.deptype IN ('n', 'a')`;
