import type { CatalogObject } from './catalog';
import { quoted } from './identity';
import type { Table } from './table';

/** Names that it takes, besides its own kind's. A table has a type of its name, and a key an index. */
export function takenNames(object: CatalogObject): readonly string[] {
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
