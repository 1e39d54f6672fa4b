/** What has a new object's name and goes before it is made. */
import type { CatalogObject, Table } from '../catalog';
import { quoted } from '../identity';
import type { Fates } from './fates';
import { keyOf, letGo } from './operation';

/** Names that it takes, besides its own kind's. A table has a type of its name, and a key an index. */
export function roomFor(object: CatalogObject, { before, remade }: Fates): readonly string[] {
  const names = new Set(namesOf(object));
  if (names.size === 0 || !('schema' in object)) return [];
  return before.catalog.objects.flatMap((each) => {
    if (each.id === object.id || !('schema' in each) || each.schema !== object.schema) return [];
    // Most names differ, and are not worth a closer look.
    if (each.name !== object.name && each.kind !== 'table' && object.kind !== 'table') return [];
    if (!namesOf(each).some((name) => names.has(name))) return [];
    return remade.has(each.id) ? [keyOf('release', each.id)] : letGo([each.id]);
  });
}

function namesOf(object: CatalogObject): readonly string[] {
  switch (object.kind) {
    case 'table':
      return [quoted(object), ...identitySequences(object)];
    case 'view':
    case 'sequence':
    case 'index':
    case 'enum':
    case 'domain':
    case 'composite':
    case 'range':
      return [quoted(object)];
    case 'constraint':
      return object.type === 'foreign' || object.type === 'check' ? [] : [quoted(object)];
    case 'function':
    case 'procedure':
    case 'aggregate':
      // With defaults two of one name may both fit a call.
      return [`${quoted(object)}()`];
    default:
      return [];
  }
}

function identitySequences({ schema, columns }: Table): readonly string[] {
  return columns.flatMap(({ identity }) => (identity ? [quoted({ schema, name: identity.sequence })] : []));
}
