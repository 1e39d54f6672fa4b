import { namesIn } from '../indexName';
import type { SchemaFacts } from './schemaFacts';

/** Relations of all kinds share their names; of views and sequences nothing is known here. */
export function namesBySchema({ indexes, tables }: SchemaFacts): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const { schema, name } of [...indexes, ...tables.values()]) namesIn(names, schema).add(name);
  return names;
}
