/** The first Catalog with some differences done: what a choice of them is to come to. */
import type { Catalog, CatalogObject, Table } from '../catalog';
import { groupBy, type Lookup } from '../lookup';
import { columnOf, type Part, type Parts } from './parts';

export function wantedCatalog(parts: Parts, chosen: ReadonlySet<string>): Catalog {
  const { from, after, all } = parts;
  const objects = new Map(from.objects.map((each) => [each.id, each]));
  const tables = keptTables(parts).map(({ a, b, own }) => mixTable(a, b, own, chosen));
  for (const { id, objects: ids } of all) {
    if (!chosen.has(id)) continue;
    for (const each of ids) {
      const wanted = after.get(each);
      if (wanted) objects.set(each, wanted);
      else objects.delete(each);
    }
  }
  for (const table of tables) objects.set(table.id, table);
  const mixed = new Set(tables.map(({ id }) => id));
  const bound = [...objects.values()].map((each) =>
    mixed.has(each.id) ? each : rebind(each, objects, after),
  );
  return { ...after.catalog, objects: bound.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** The same text may call something else of the same name. */
function rebind(
  object: CatalogObject,
  objects: ReadonlyMap<string, CatalogObject>,
  after: Lookup,
): CatalogObject {
  const other = after.get(object.id);
  if (!other || other === object || other.dependsOn.length === 0) return object;
  const isElsewhere = JSON.stringify(object.dependsOn) !== JSON.stringify(other.dependsOn);
  const isThere = isElsewhere && other.dependsOn.every(({ id }) => objects.has(id));
  return isThere ? { ...object, dependsOn: other.dependsOn } : object;
}

interface KeptTable {
  readonly a: Table;
  readonly b: Table;
  readonly own: readonly Part[];
}

/** Those that are altered by parts. */
function keptTables({ from, after, all }: Parts): readonly KeptTable[] {
  const now = new Map(from.objects.map((each) => [each.id, each]));
  const isOwn = ({ kind, action, column }: Part) =>
    column !== null || (kind === 'table' && action === 'alter');
  const byTable = groupBy(all.filter(isOwn), ({ id, column }) => [column?.table ?? id]);
  return [...byTable].flatMap(([id, own]) => {
    const [a, b] = [now.get(id), after.get(id)];
    return a?.kind === 'table' && b?.kind === 'table' ? [{ a, b, own }] : [];
  });
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
