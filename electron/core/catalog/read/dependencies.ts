/** What depends on what, from pg_depend: https://www.postgresql.org/docs/18/catalog-pg-depend.html */
import { forEach, type Stretches, withTurns } from '../../stretches';
import type { CatalogObject } from '../catalog';
import type { Dependency } from '../object';
import { CLASS, type Found, type Reading } from './reading';

interface Row {
  readonly class: number;
  readonly object: number;
  readonly of_class: number;
  readonly of_object: number;
  readonly column: string | null;
}

interface Alias {
  readonly class: number;
  readonly object: number;
  readonly of_class: number;
  readonly of_object: number;
}

/**
 * Schemas and the object's own table are left out, which objects name themselves. What has no name of its own
 * (a default, a view's rule, a table's row type, an index that carries a constraint) stands for what it belongs to.
 */
export async function fetchDependencies(
  { session }: Reading,
  found: readonly Found[],
): Promise<ReadonlyMap<string, readonly Dependency[]>> {
  const rows = await session.query<Row>(DEPENDENCIES);
  const ids = new Map(found.map(({ classId, oid, object }) => [addressOf(classId, oid), object.id]));
  for (const { class: classId, object, of_class, of_object } of await session.query<Alias>(ALIASES)) {
    const id = ids.get(addressOf(of_class, of_object));
    if (id !== undefined) ids.set(addressOf(classId, object), id);
  }
  return withTurns(byObject(rows, ids));
}

function* byObject(
  rows: readonly Row[],
  ids: ReadonlyMap<number, string>,
): Stretches<ReadonlyMap<string, readonly Dependency[]>> {
  const dependencies = new Map<string, Dependency[]>();
  yield* forEach(rows, (row) => {
    const from = ids.get(addressOf(row.class, row.object));
    const id = ids.get(addressOf(row.of_class, row.of_object));
    if (from === undefined || id === undefined || from === id) return;
    const dependency = row.column === null ? { id } : { id, column: row.column };
    const all = dependencies.get(from);
    if (all) all.push(dependency);
    else dependencies.set(from, [dependency]);
  });
  const sorted = new Map<string, readonly Dependency[]>();
  yield* forEach(dependencies, ([id, all]) => sorted.set(id, sortedOnce(all)));
  return sorted;
}

/** A number: there are hundreds of thousands, and texts of them would take most of the time. */
export function addressOf(classId: number, oid: number): number {
  return classId * 2 ** 32 + oid;
}

function sortedOnce(all: readonly Dependency[]): readonly Dependency[] {
  if (all.length === 1) return all;
  const byKey = new Map(all.map((each) => [`${each.id}#${each.column ?? ''}`, each]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

export function withDependencies(
  { object }: Found,
  dependencies: ReadonlyMap<string, readonly Dependency[]>,
): CatalogObject {
  const dependsOn = dependencies.get(object.id);
  return dependsOn === undefined ? object : { ...object, dependsOn };
}

// Left out: NOT NULL constraints and defaults of the table that they are part of, which are most of all rows; and that
// a sequence that a column owns depends on the table that takes its values from it: that way round it is no order.
const DEPENDENCIES = `SELECT CASE WHEN def.oid IS NULL THEN d.classid ELSE ${CLASS.relation} END AS class,
    coalesce(def.adrelid, d.objid) AS object, d.refclassid AS of_class, d.refobjid AS of_object, a.attname AS column
  FROM pg_catalog.pg_depend d
  LEFT JOIN pg_catalog.pg_attrdef def ON d.classid = ${CLASS.default} AND def.oid = d.objid
  LEFT JOIN pg_catalog.pg_constraint nn ON d.classid = ${CLASS.constraint} AND nn.oid = d.objid AND nn.contype = 'n'
  LEFT JOIN pg_catalog.pg_sequence s ON d.classid = ${CLASS.relation} AND s.seqrelid = d.objid
    AND d.deptype = 'a' AND d.refclassid = ${CLASS.relation}
  LEFT JOIN pg_catalog.pg_attribute a ON d.refclassid = ${CLASS.relation} AND d.refobjsubid > 0
    AND a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
  WHERE d.refobjid >= 16384 AND d.deptype IN ('n', 'a') AND d.refclassid <> ${CLASS.schema}
    AND nn.oid IS NULL AND s.seqrelid IS NULL AND def.adrelid IS DISTINCT FROM d.refobjid`;

/**
 * Parts that stand for a whole, and members of extensions for these; last arrays, whose elements may be such. Of the
 * types that every table has, only those that something depends on.
 */
const ALIASES = `WITH types AS (SELECT t.oid, t.typelem, t.typcategory FROM pg_catalog.pg_type t WHERE t.oid IN
    (SELECT d.refobjid FROM pg_catalog.pg_depend d WHERE d.refclassid = ${CLASS.type} AND d.deptype IN ('n', 'a')
      AND d.refobjid >= 16384))
  SELECT ${CLASS.rewrite} AS class, r.oid AS object, ${CLASS.relation} AS of_class, r.ev_class AS of_object, 1 AS turn
    FROM pg_catalog.pg_rewrite r WHERE r.rulename = '_RETURN' AND r.oid >= 16384
  UNION ALL SELECT ${CLASS.type}, c.reltype, ${CLASS.relation}, c.oid, 1 FROM types t
    JOIN pg_catalog.pg_class c ON c.reltype = t.oid AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
  UNION ALL SELECT ${CLASS.relation}, c.oid, ${CLASS.type}, c.reltype, 1 FROM pg_catalog.pg_class c
    WHERE c.oid >= 16384 AND c.relkind = 'c'
  UNION ALL SELECT ${CLASS.type}, r.rngmultitypid, ${CLASS.type}, r.rngtypid, 1 FROM pg_catalog.pg_range r
    WHERE r.rngtypid >= 16384
  UNION ALL SELECT ${CLASS.relation}, k.conindid, ${CLASS.constraint}, k.oid, 1 FROM pg_catalog.pg_constraint k
    WHERE k.contype IN ('p', 'u', 'x') AND k.conindid >= 16384
  UNION ALL SELECT ${CLASS.constraint}, k.oid, ${CLASS.type}, k.contypid, 1 FROM pg_catalog.pg_constraint k
    WHERE k.contypid >= 16384
  UNION ALL SELECT d.classid, d.objid, d.refclassid, d.refobjid, 1 FROM pg_catalog.pg_depend d
    WHERE d.deptype = 'e' AND d.objid >= 16384
  UNION ALL SELECT ${CLASS.type}, t.oid, ${CLASS.type}, t.typelem, 2 FROM types t
    WHERE t.typelem >= 16384 AND t.typcategory = 'A'
  UNION ALL SELECT ${CLASS.type}, t.oid, ${CLASS.relation}, e.typrelid, 2 FROM types t
    JOIN pg_catalog.pg_type e ON e.oid = t.typelem
    WHERE t.typcategory = 'A' AND e.typrelid >= 16384
  ORDER BY turn`;
