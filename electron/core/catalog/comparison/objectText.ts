/** An object as SQL, for reading: with its keys, indexes, triggers and sequences, and in an order that does not change. */
import type { CatalogObject } from '../catalog';
import type { Lookup } from '../lookup';
import type { Table } from '../table';
import { createObject } from '../write/create';

/** `like`: the same table on the other side, in whose order the columns are told: their order is no difference. */
export function objectText(id: string, lookup: Lookup, like?: CatalogObject): string {
  const own = lookup.get(id);
  if (!own) return '';
  const object = own.kind === 'table' && like?.kind === 'table' ? inOrderOf(like, own) : own;
  const isRelation = object.kind === 'table' || object.kind === 'view';
  const parts = isRelation ? [...lookup.partsOf(object), ...lookup.sequencesOf(object)] : [];
  const sorted = [...parts].sort((a, b) => orderOf(a) - orderOf(b) || (a.id < b.id ? -1 : 1));
  return [object, ...sorted].map((each) => textOf(each, lookup)).join('\n');
}

function inOrderOf(like: Table, table: Table): Table {
  const names = like.columns.map(({ name }) => name);
  const placeOf = (name: string) => (names.includes(name) ? names.indexOf(name) : names.length);
  return { ...table, columns: [...table.columns].sort((a, b) => placeOf(a.name) - placeOf(b.name)) };
}

function textOf(object: CatalogObject, lookup: Lookup): string {
  return createObject(object, lookup)
    .map(({ sql }) => `${sql};\n`)
    .join('');
}

const ORDER: readonly CatalogObject['kind'][] = [
  'sequence',
  'constraint',
  'index',
  'trigger',
  'rule',
  'policy',
];

function orderOf({ kind }: CatalogObject): number {
  return ORDER.indexOf(kind);
}
