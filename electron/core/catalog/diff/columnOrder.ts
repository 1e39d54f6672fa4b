/** The order of columns can't be altered: new ones come last. What counts columns from the left may not fit then. */
import type { CatalogObject } from '../catalog';
import type { Table } from '../table';
import type { Fates } from './fates';
import { mentions } from './mentions';

/** Why the object can't be made as it is to be; null where it can. */
export function refusalByOrder(object: CatalogObject, fates: Fates): string | null {
  const counted = countedTables(object, fates).find((table) => hasOtherOrder(table, fates));
  if (!counted) return null;
  return `${object.id} takes the columns of ${counted.id} by their places, and they can’t be put into the order that they are to have. Make the table anew, or name its columns in ${object.id}.`;
}

/** `items(id, name)` in a view, and the result of an SQL body, are by place. */
function countedTables(object: CatalogObject, { after }: Fates): readonly Table[] {
  const routines =
    object.kind === 'view'
      ? object.dependsOn.map(({ id }) => after.get(id)).filter((each) => each?.kind === 'function')
      : object.kind === 'function' && object.definition.includes('\nBEGIN ATOMIC')
        ? [object]
        : [];
  const ofRows = routines.filter((each) => each?.kind === 'function' && each.result?.includes('.'));
  return ofRows.flatMap((routine) =>
    after.ofKind('table').filter((each) => routine?.kind === 'function' && mentions(routine.result, each)),
  );
}

export function hasOtherOrder(now: Table, fates: Fates): boolean {
  const old = fates.before.get(now.id);
  if (old?.kind !== 'table' || fates.isGone(now.id)) return false;
  const kept = old.columns
    .map(({ name }) => name)
    .filter((name) => !['dropped', 'remade'].includes(fates.columnFate(old, name) ?? ''));
  const wanted = now.columns.map(({ name }) => name);
  return wanted.slice(0, kept.length).join('\0') !== kept.join('\0');
}
