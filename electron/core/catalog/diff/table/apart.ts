/** Where a table can't be altered along with its parents, or its type, and is parted from them meanwhile. */
import type { CatalogObject, Constraint } from '../../catalog';
import type { Column, Table } from '../../table';
import type { Fates } from '../fates';
import { mentions } from '../mentions';

/** A typed table's type changes: it could only follow by CASCADE. */
export function changesType(table: Table, fates: Fates): boolean {
  if (table.ofType === null) return false;
  const type = fates.before.ofKind('composite').find((each) => mentions(table.ofType, each));
  if (!type) return false;
  const now = fates.after.get(type.id);
  if (fates.isGone(type.id) || now?.kind !== 'composite') return true;
  return JSON.stringify(type.attributes) !== JSON.stringify(now.attributes);
}

/** Children, and theirs, that the parent's ALTER would not fit. */
export function childrenApart(a: Table, b: Table, { before, after }: Fates): readonly Table[] {
  return before.childrenOf(a).flatMap((child) => {
    const isKeeping = a.columns.some((column) => isLeftNotNull(column, b, after.get(child.id)));
    const isApart = (isUnlike(a, b, child) || isKeeping) && child.partitionBound === null;
    // DROP EXPRESSION goes one generation down only, and refuses where there is another.
    const grandchildren = losesExpression(a, b) ? before.childrenOf(child) : [];
    return isApart ? [child, ...grandchildren] : grandchildren;
  });
}

/** A parent's new column can't be merged with a child's of another type. */
function isUnlike(a: Table, b: Table, child: Table): boolean {
  return b.columns.some((column) => {
    if (a.columns.some(({ name }) => name === column.name)) return false;
    return child.columns.some(({ name, type }) => name === column.name && type !== column.type);
  });
}

/** PostgreSQL 18 takes its NOT NULL for inherited still, after the parent has dropped its column alone. */
function isLeftNotNull({ name, isNotNull }: Column, now: Table, child: CatalogObject | undefined): boolean {
  if (!isNotNull || child?.kind !== 'table') return false;
  return child.columns.some((each) => each.name === name) && !now.columns.some((each) => each.name === name);
}

function losesExpression(a: Table, b: Table): boolean {
  return a.columns.some(({ name, generated }) => {
    const now = b.columns.find((each) => each.name === name);
    return generated !== null && now !== undefined && now.generated === null;
  });
}

/** A partition that joins would get an index for each of the parent's, also where it is not to have one. */
export function partsNotPassedOn(child: Table, fates: Fates): readonly CatalogObject[] {
  const [name] = child.partitionBound === null ? [] : child.parents;
  const old = fates.before.get(child.id);
  const stays = old?.kind === 'table' && old.parents.length > 0 && fates.leaves(old).length === 0;
  if (!name || stays) return [];
  const had = fates.after.partsOf(child);
  return fates.before.partsOf(name).filter((part) => {
    if (part.kind !== 'index' && !(part.kind === 'constraint' && hasIndex(part))) return false;
    return !had.some((each) => 'parent' in each && each.parent?.name === part.name);
  });
}

function hasIndex({ type }: Constraint): boolean {
  return type !== 'check' && type !== 'foreign';
}
