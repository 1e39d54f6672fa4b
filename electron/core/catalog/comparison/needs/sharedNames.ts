import type { CatalogObject } from '../../catalog';

/** Relations and types share their names within a schema: nothing comes by a name before what has it goes. */
export function namesOf(object: CatalogObject | undefined): readonly string[] {
  if (!object || !('schema' in object)) return [];
  const { schema, name } = object;
  switch (object.kind) {
    case 'table': {
      const sequences = object.columns.flatMap(({ identity }) => identity?.sequence ?? []);
      return [name, ...sequences].map((each) => nameKey(schema, each));
    }
    case 'range':
      return [nameKey(schema, name), nameKey(schema, object.multirange)];
    case 'constraint':
    case 'index':
    case 'view':
    case 'sequence':
    case 'composite':
    case 'enum':
    case 'domain':
      return [nameKey(schema, name)];
    default:
      return [];
  }
}

export function nameKey(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}
