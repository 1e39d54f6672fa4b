/** The part of a Catalog that some of its objects can't be made or changed without. */
import type { Catalog, CatalogObject } from '../catalog';
import { createLookup, type Lookup } from '../lookup';

/** The objects, all that depends on them, and all that either needs. */
export function withAllAround(catalog: Catalog, ids: readonly string[]): Catalog {
  const lookup = createLookup(catalog);
  const users = closure(ids, (object) => usersOf(object, lookup), lookup);
  const all = closure([...users], (object) => needsOf(object, lookup), lookup);
  const objects = catalog.objects.filter(
    ({ id, kind }) => all.has(id) || kind === 'schema' || kind === 'extension',
  );
  return { ...catalog, objects };
}

function closure(
  ids: readonly string[],
  next: (object: CatalogObject) => readonly string[],
  lookup: Lookup,
): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const object = found.has(id) ? undefined : lookup.get(id);
    if (!object) continue;
    found.add(id);
    waiting.push(...next(object));
  }
  return found;
}

function usersOf(object: CatalogObject, lookup: Lookup): readonly string[] {
  const users = lookup.dependentsOf(object.id).map(({ id }) => id);
  return object.kind === 'table' || object.kind === 'view'
    ? [...users, ...partsOf(object, lookup), ...childrenOf(object, lookup)]
    : users;
}

/** A table is read together with its parts: who has it, has them. */
function needsOf(object: CatalogObject, lookup: Lookup): readonly string[] {
  const ids = object.dependsOn.map(({ id }) => id);
  if ('table' in object) ids.push(lookup.relation(object.schema, object.table)?.id ?? '');
  if (object.kind === 'server') ids.push(`foreign data wrapper ${object.wrapper}`);
  if (object.kind === 'sequence' && object.ownedBy) {
    ids.push(lookup.relation(object.ownedBy.schema, object.ownedBy.table)?.id ?? '');
  }
  if (object.kind !== 'table') return ids;
  if (object.foreign) ids.push(`server ${object.foreign.server}`);
  const parents = object.parents.flatMap((name) => lookup.table(name)?.id ?? []);
  return [...ids, ...parents, ...keysOf(object, lookup), ...lookup.sequencesOf(object).map(({ id }) => id)];
}

/** Foreign keys need what they refer to. */
function keysOf(table: CatalogObject & { readonly schema: string }, lookup: Lookup): readonly string[] {
  return lookup
    .partsOf(table)
    .filter((each) => each.kind === 'index' || (each.kind === 'constraint' && each.type !== 'foreign'))
    .map(({ id }) => id);
}

function partsOf(object: CatalogObject & { readonly schema: string }, lookup: Lookup): readonly string[] {
  return lookup.partsOf(object).map(({ id }) => id);
}

function childrenOf(object: CatalogObject, lookup: Lookup): readonly string[] {
  if (object.kind !== 'table') return [];
  return [...lookup.childrenOf(object), ...lookup.sequencesOf(object)].map(({ id }) => id);
}
