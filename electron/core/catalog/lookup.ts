/** Finds the objects of a Catalog by what others call them. Start at `Lookup`. */
import type { Catalog, CatalogObject, Constraint, ObjectKind, ObjectOf, View } from './catalog';
import { byId, changedGroups, type Groups, groupsOf } from './groups';
import { idInSchema, idOnTable, quoted } from './identity';
import type { RelationName, Sequence, Table } from './table';

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
  ofKind<Kind extends ObjectKind>(kind: Kind): readonly ObjectOf<Kind>[];
  readonly grouped: Groups;
}

export function createLookup(catalog: Catalog): Lookup {
  const byId = new Map(catalog.objects.map((each) => [each.id, each]));
  return lookupOf(catalog, (id) => byId.get(id), groupsOf(catalog.objects));
}

/** By id; null: it is gone. */
export type Changed = ReadonlyMap<string, CatalogObject | null>;

/** Of a Catalog in which only these objects are others: making it anew would take as long as the Catalog is large. */
export function changedLookup(
  base: Lookup,
  changed: Changed,
  rest: Omit<Catalog, 'objects'> = base.catalog,
): Lookup {
  const was = [...changed.keys()].flatMap((id) => base.get(id) ?? []);
  const now = [...changed.values()].filter((each) => each !== null);
  const kept = base.catalog.objects.filter(({ id }) => !changed.has(id));
  const catalog = { ...rest, objects: [...kept, ...now].sort(byId) };
  const get = (id: string) => {
    const found = changed.get(id);
    return found === undefined ? base.get(id) : (found ?? undefined);
  };
  return lookupOf(catalog, get, changedGroups(base.grouped, { ids: changed, was, now }));
}

function lookupOf(catalog: Catalog, get: Lookup['get'], grouped: Groups): Lookup {
  const relation = (schema: string, name: string) => {
    const found = get(idInSchema('table', schema, name)) ?? get(idInSchema('view', schema, name));
    return found?.kind === 'table' || found?.kind === 'view' ? found : undefined;
  };
  const partsOf = (name: RelationName) => grouped('relation', quoted(name));
  return {
    catalog,
    get,
    table({ schema, name }) {
      const found = get(idInSchema('table', schema, name));
      return found?.kind === 'table' ? found : undefined;
    },
    relation,
    constraintsOf: (table) => partsOf(table).filter((each) => each.kind === 'constraint'),
    childrenOf: (table) => grouped('parent', quoted(table)).filter((each) => each.kind === 'table'),
    partsOf,
    sequencesOf: (table) => grouped('owner', quoted(table)).filter((each) => each.kind === 'sequence'),
    dependentsOf: (id) => grouped('dependency', id),
    ofKind: (kind) => grouped('kind', kind).filter((each) => isOfKind(each, kind)),
    grouped,
  };
}

function isOfKind<Kind extends ObjectKind>(object: CatalogObject, kind: Kind): object is ObjectOf<Kind> {
  return object.kind === kind;
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
