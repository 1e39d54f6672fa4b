/** Finds the objects of a Catalog by what others call them. */
import type { Catalog, CatalogObject, Constraint, RelationName, Sequence, Table, View } from './catalog';
import { idInSchema, idOnTable, quoted, quotedTable } from './identity';

export interface Lookup {
  readonly catalog: Catalog;
  get(id: string): CatalogObject | undefined;
  table(name: RelationName): Table | undefined;
  relation(schema: string, name: string): Table | View | undefined;
  constraintsOf(table: Table): readonly Constraint[];
  /** Partitions, and tables that inherit. */
  childrenOf(table: Table): readonly Table[];
  /** Indexes, constraints, triggers, rules and policies. */
  partsOf(relation: RelationName): readonly CatalogObject[];
  /** Those that a column of it owns. */
  sequencesOf(table: RelationName): readonly Sequence[];
  dependentsOf(id: string): readonly CatalogObject[];
}

export function createLookup(catalog: Catalog): Lookup {
  const byId = new Map(catalog.objects.map((each) => [each.id, each]));
  const parts = groupBy(catalog.objects, (each) =>
    'table' in each ? [quoted({ schema: each.schema, name: each.table })] : [],
  );
  const children = groupBy(catalog.objects, (each) =>
    each.kind === 'table' ? each.parents.map(quoted) : [],
  );
  const dependents = groupBy(catalog.objects, ({ dependsOn }) => [...new Set(dependsOn.map(({ id }) => id))]);
  const sequences = groupBy(catalog.objects, (each) =>
    each.kind === 'sequence' && each.ownedBy !== null ? [quotedTable(each.ownedBy)] : [],
  );
  const relation = (schema: string, name: string) => {
    const found = byId.get(idInSchema('table', schema, name)) ?? byId.get(idInSchema('view', schema, name));
    return found?.kind === 'table' || found?.kind === 'view' ? found : undefined;
  };
  const partsOf = (name: RelationName) => parts.get(quoted(name)) ?? [];
  return {
    catalog,
    get: (id) => byId.get(id),
    table(name) {
      const found = byId.get(idInSchema('table', name.schema, name.name));
      return found?.kind === 'table' ? found : undefined;
    },
    relation,
    constraintsOf: (table) => partsOf(table).filter((each) => each.kind === 'constraint'),
    childrenOf: (table) => (children.get(quoted(table)) ?? []).filter((each) => each.kind === 'table'),
    partsOf,
    sequencesOf: (table) => (sequences.get(quoted(table)) ?? []).filter((each) => each.kind === 'sequence'),
    dependentsOf: (id) => dependents.get(id) ?? [],
  };
}

/** Of what has the parent's constraint or index as its own part. */
export function idOfParent(part: { readonly parent: RelationName | null }, lookup: Lookup, table: Table) {
  const { parent } = part;
  if (parent === null) return null;
  const index = idInSchema('index', parent.schema, parent.name);
  if (lookup.get(index)) return index;
  const holder = table.parents[0];
  return holder ? idOnTable('constraint', holder.schema, holder.name, parent.name) : null;
}

export function groupBy<T>(
  objects: readonly T[],
  keysOf: (object: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const object of objects) {
    for (const key of keysOf(object)) {
      const group = groups.get(key);
      if (group) group.push(object);
      else groups.set(key, [object]);
    }
  }
  return groups;
}
