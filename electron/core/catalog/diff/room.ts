/** What has a new object's name and goes before it is made. */
import type { CatalogObject } from '../catalog';
import { takenNames } from '../takenNames';
import type { Fates } from './fates';
import { keyOf, letGo } from './operation';

export function roomFor(object: CatalogObject, { before, remade }: Fates): readonly string[] {
  if (!('schema' in object)) return [];
  const takers = new Set(takenNames(object).flatMap((name) => before.grouped('name', name)));
  return [...takers].flatMap(({ id }) => {
    if (id === object.id) return [];
    return remade.has(id) ? [keyOf('release', id)] : letGo([id]);
  });
}
