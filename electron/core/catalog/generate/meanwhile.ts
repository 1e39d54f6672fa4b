/** Whether an index can stay while all else becomes what it is to be: nothing that it uses changes. */
import type { CatalogObject, Index } from '../catalog';
import { isSame } from '../diff/compare';
import { mentions } from '../diff/mentions';
import { quoted } from '../identity';
import type { Lookup } from '../lookup';
import { type Column, columnOf, type Table } from '../table';

interface Sides {
  readonly from: Lookup;
  readonly wanted: Lookup;
}

export function isUnusedMeanwhile(index: Index, old: Table, now: Table, sides: Sides): boolean {
  const { from, wanted } = sides;
  // Another object may get its name.
  if (wanted.grouped('name', quoted(index)).length > 0) return false;
  return index.dependsOn.every(({ id, column }) => {
    if (id !== old.id) return isKept(from.get(id), sides);
    return column !== undefined && isKeptColumn(columnOf(old, column), columnOf(now, column), old, sides);
  });
}

function isKeptColumn(a: Column | undefined, b: Column | undefined, old: Table, sides: Sides): boolean {
  if (!a || !b || a.type !== b.type || a.collation !== b.collation || a.generated !== b.generated)
    return false;
  if (a.generated !== null && a.default !== b.default) return false;
  const types = old.dependsOn
    .flatMap(({ id }) => sides.from.get(id) ?? [])
    .filter((each) => isTypeOf(each, a));
  return types.every((each) => isKept(each, sides));
}

function isTypeOf(object: CatalogObject, { type }: Column): boolean {
  return 'schema' in object && mentions(type, { schema: object.schema, name: object.name });
}

function isKept(object: CatalogObject | undefined, { wanted }: Sides): boolean {
  const now = object && wanted.get(object.id);
  if (!object || !now) return false;
  if (object.kind === 'enum' && now.kind === 'enum') return onlyGrows(object.labels, now.labels);
  return isSame(object, now);
}

/** Labels that come between leave the others as they are. */
function onlyGrows(labels: readonly string[], now: readonly string[]): boolean {
  const kept = now.filter((label) => labels.includes(label));
  return kept.length === labels.length && kept.every((label, at) => label === labels[at]);
}
