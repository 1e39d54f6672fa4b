/** The first Catalog with some differences done: what a choice of them is to come to. */
import type { Catalog, CatalogObject, Table } from '../catalog';
import { columnOf, type Part, type Parts } from './parts';

export function wantedCatalog({ before, after, all }: Parts, chosen: ReadonlySet<string>): Catalog {
  const objects = new Map(before.catalog.objects.map((each) => [each.id, each]));
  const tables = new Map<string, Part[]>();
  for (const part of all) {
    const table = tableOf(part, before.get(part.id));
    if (table !== null) tables.set(table, [...(tables.get(table) ?? []), part]);
    if (!chosen.has(part.id)) continue;
    for (const id of part.objects) {
      const wanted = after.get(id);
      if (wanted) objects.set(id, wanted);
      else objects.delete(id);
    }
  }
  for (const [id, parts] of tables) {
    const [a, b] = [before.get(id), after.get(id)];
    if (a?.kind !== 'table' || b?.kind !== 'table') continue;
    objects.set(id, mixTable(a, b, parts, chosen));
  }
  const sorted = [...objects.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ...after.catalog, objects: sorted };
}

/** Of a table that is altered, by parts. */
function tableOf({ id, action, column }: Part, object: CatalogObject | undefined): string | null {
  if (column !== null) return column.table;
  return action === 'alter' && object?.kind === 'table' ? id : null;
}

function mixTable(a: Table, b: Table, parts: readonly Part[], chosen: ReadonlySet<string>): Table {
  const done = parts.filter(({ id }) => chosen.has(id));
  if (done.length === 0) return a;
  if (done.length === parts.length) return b;
  const settings = chosen.has(b.id) ? b : a;
  const names = new Set(done.flatMap(({ column }) => column?.name ?? []));
  const kept = a.columns.flatMap((column) => (names.has(column.name) ? [] : [column]));
  const altered = a.columns.flatMap(({ name }) => (names.has(name) ? (columnOf(b, name) ?? []) : []));
  const order = new Map(a.columns.map(({ name }, at) => [name, at]));
  const old = [...kept, ...altered].sort(
    (one, other) => (order.get(one.name) ?? 0) - (order.get(other.name) ?? 0),
  );
  const made = b.columns.filter(({ name }) => names.has(name) && !columnOf(a, name));
  return { ...settings, columns: [...old, ...made], dependsOn: [...a.dependsOn, ...b.dependsOn] };
}
