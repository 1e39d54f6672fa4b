import { flatMap, type Stretches } from '../stretches';
import type { Catalog } from './catalog';
import { isEqual } from './diff/compare';
import type { Lookup } from './lookup';

/** The same Catalog, holding the other one's objects where they are equal: seeing so once more costs nothing. */
export function* withSharedObjects(catalog: Catalog, other: Lookup): Stretches<Catalog> {
  const objects = yield* flatMap(catalog.objects, (each) => {
    const same = other.get(each.id);
    return [same && isEqual(each, same) ? same : each];
  });
  return { ...catalog, objects };
}
