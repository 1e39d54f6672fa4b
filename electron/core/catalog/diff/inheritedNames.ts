import type { Catalog, CatalogObject, Column } from '../catalog';
import type { Lookup } from '../lookup';

/** A NOT NULL that is inherited can't be renamed: what it is called by history is no difference. */
export function withInheritedNames(from: Catalog, after: Lookup): Catalog {
  return { ...from, objects: from.objects.map((object) => renamed(object, after)) };
}

function renamed(object: CatalogObject, after: Lookup): CatalogObject {
  const now = after.get(object.id);
  if (object.kind !== 'table' || now?.kind !== 'table' || now.parents.length === 0) return object;
  const parents = now.parents.flatMap((name) => after.table(name) ?? []);
  const columns = object.columns.map((column) => {
    const isInherited = parents.some((parent) => find(parent.columns, column.name)?.isNotNull);
    const wanted = find(now.columns, column.name);
    return isInherited && column.isNotNull && wanted
      ? { ...column, notNullName: wanted.notNullName }
      : column;
  });
  return { ...object, columns };
}

function find(columns: readonly Column[], name: string): Column | undefined {
  return columns.find((each) => each.name === name);
}
