/** The first Catalog with some differences done: what a choice of them is to come to. */
import type { CatalogObject } from '../catalog';
import { groupBy } from '../groups';
import { changedLookup, type Lookup } from '../lookup';
import { columnOf, type Table } from '../table';
import type { Part, Parts } from './parts';

/** Of the objects those that are chosen are made anew, and no others. */
export function wantedLookup(parts: Parts, chosen: ReadonlySet<string>): Lookup {
  const { from, after, all } = parts;
  const tables = keptTables(parts);
  const changed = new Map<string, CatalogObject | null>();
  for (const { id, objects } of all) {
    if (chosen.has(id)) for (const each of objects) changed.set(each, after.get(each) ?? null);
  }
  for (const { a, b, own } of tables.values()) {
    const table = mixTable(a, b, own, chosen);
    if (table !== a) changed.set(table.id, table);
  }
  const get = (id: string) => changed.get(id) ?? (changed.has(id) ? undefined : from.get(id));
  const bound = parts.bound.flatMap((id) => (tables.has(id) ? [] : rebind(get(id), get, after)));
  for (const each of bound) changed.set(each.id, each);
  return changedLookup(from, changed, after.catalog);
}

/** The same text may call something else of the same name. */
function rebind(
  object: CatalogObject | undefined,
  get: Lookup['get'],
  after: Lookup,
): readonly CatalogObject[] {
  const other = object && after.get(object.id);
  if (!other || other === object) return [];
  const isThere = other.dependsOn.every(({ id }) => get(id));
  return isThere ? [{ ...object, dependsOn: other.dependsOn }] : [];
}

interface KeptTable {
  readonly a: Table;
  readonly b: Table;
  readonly own: readonly Part[];
}

/** Those that are altered by parts, by their ids. */
function keptTables({ from, after, all }: Parts): ReadonlyMap<string, KeptTable> {
  const isOwn = ({ kind, action, column }: Part) =>
    column !== null || (kind === 'table' && action === 'alter');
  const byTable = groupBy(all.filter(isOwn), ({ id, column }) => [column?.table ?? id]);
  const kept = [...byTable].flatMap(([id, own]) => {
    const [a, b] = [from.get(id), after.get(id)];
    return a?.kind === 'table' && b?.kind === 'table' ? [[id, { a, b, own }] as const] : [];
  });
  return new Map(kept);
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
