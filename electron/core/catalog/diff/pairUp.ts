/** What of two Catalogs is the same object, by its id. */
import { flatMap, forEach, type Stretches } from '../../stretches';
import type { CatalogObject } from '../catalog';
import type { Lookup } from '../lookup';
import { constraintsAbove } from './table/leftovers';

export interface Pair {
  readonly a: CatalogObject;
  readonly b: CatalogObject;
}

export interface Pairs {
  readonly dropped: readonly CatalogObject[];
  readonly created: readonly CatalogObject[];
  /** In both, and known. */
  readonly kept: readonly Pair[];
  readonly unknown: readonly string[];
}

/** Objects of one id. Both sides being in its order, they are walked along together, which is faster than looking up. */
export function* pairUp(before: Lookup, after: Lookup): Stretches<Pairs> {
  const gone: CatalogObject[] = [];
  const created: CatalogObject[] = [];
  const kept: Pair[] = [];
  const unknown: string[] = [];
  const olds = before.catalog.objects;
  let at = 0;
  yield* forEach(after.catalog.objects, (b) => {
    for (; at < olds.length; at++) {
      const a = olds[at];
      if (!a || a === b || a.id >= b.id) break;
      gone.push(a);
    }
    const a = olds[at]?.id === b.id ? olds[at++] : undefined;
    if (!a) created.push(b);
    else if (a.lockedBy !== undefined || b.lockedBy !== undefined) unknown.push(b.id);
    else kept.push({ a, b });
  });
  const all = [...gone, ...olds.slice(at)];
  const dropped = yield* flatMap(all, (each) => (isInherited(each, after) ? [] : [each]));
  return { dropped, created, kept, unknown };
}

/** A check of its own that its parent has, too, can't be dropped. */
function isInherited(object: CatalogObject, after: Lookup): boolean {
  if (object.kind !== 'constraint' || object.type !== 'check') return false;
  const table = after.table({ schema: object.schema, name: object.table });
  if (!table) return false;
  return constraintsAbove(table, after).some(
    ({ name, definition }) => name === object.name && definition === object.definition,
  );
}
