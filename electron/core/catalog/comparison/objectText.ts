/** An object as SQL, for reading: with its keys, indexes, triggers and sequences, and in an order that does not change. */
import type { CatalogObject } from '../catalog';
import type { Lookup } from '../lookup';
import { createObject } from '../write/create';

export function objectText(id: string, lookup: Lookup): string {
  const object = lookup.get(id);
  if (!object) return '';
  const isRelation = object.kind === 'table' || object.kind === 'view';
  const parts = isRelation ? [...lookup.partsOf(object), ...lookup.sequencesOf(object)] : [];
  const sorted = [...parts].sort((a, b) => orderOf(a) - orderOf(b) || (a.id < b.id ? -1 : 1));
  return [object, ...sorted].map((each) => textOf(each, lookup)).join('\n');
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
