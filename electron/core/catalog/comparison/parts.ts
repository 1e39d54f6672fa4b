/**
 * Which differences can be chosen for themselves: objects, and of a table that stays, its columns. What a table that
 * comes or goes brings along is one with it. Decides from Catalogs alone. Start at `findParts`.
 */
import { flatMap, type Stretches } from '../../stretches';
import type { CatalogObject, ObjectKind } from '../catalog';
import { isSame, isSameColumn } from '../diff/compare';
import { bothSides, type Change, type Difference } from '../diff/diffCatalogs';
import { pairUp } from '../diff/pairUp';
import { byId, groupBy } from '../groups';
import { plain, schemaOf } from '../identity';
import type { Lookup } from '../lookup';
import { columnOf, type Table } from '../table';
import type { RowAction } from './comparison';

export interface Part {
  /** As in its row. */
  readonly id: string;
  readonly kind: ObjectKind | 'column';
  readonly schema: string | null;
  readonly name: string;
  readonly action: Exclude<RowAction, 'rename'>;
  /** Ids of the objects that are as on the other side once it is chosen, its own first; of a column not its table. */
  readonly objects: readonly string[];
  /** Of a table that stays. */
  readonly column: { readonly table: string; readonly name: string } | null;
}

export interface Parts {
  /** As it is. */
  readonly from: Lookup;
  /** With the names that inheriting gives, as it is compared. */
  readonly before: Lookup;
  readonly after: Lookup;
  readonly all: readonly Part[];
  /** Ids of what is on both sides and depends on something else there, though it may read the same. */
  readonly bound: readonly string[];
}

export function* findParts(from: Lookup, to: Lookup, difference: Difference): Stretches<Parts> {
  const { before, after } = bothSides(from, to);
  const pairs = yield* pairUp(before, after);
  const changes = changesByObject(difference);
  const taken = new Set<string>();
  const whole = (object: CatalogObject, action: 'create' | 'drop', where: Lookup): Part => {
    const part = wholePart(object, action, where, (id) => isOfOneSide(id, before, after));
    for (const id of part.objects) taken.add(id);
    return part;
  };
  const relations = [
    ...pairs.created.filter(isRelation).map((each) => whole(each, 'create', after)),
    ...pairs.dropped.filter(isRelation).map((each) => whole(each, 'drop', before)),
  ];
  const kept = yield* flatMap(pairs.kept, ({ a, b }) => {
    if (isSame(a, b)) return [];
    const parts = a.kind === 'table' && b.kind === 'table' ? tableParts(a, b, changes) : [];
    const isReplaced = isDroppedAndMade(changes.get(b.id) ?? []);
    if (parts.length > 0 && !isReplaced) return parts;
    return [ownPart(b, isReplaced ? 'replace' : 'alter', [b.id])];
  });
  const columns = kept
    .filter((each) => each.column !== null)
    .map((each) => withSequences(each, before, after));
  for (const { objects } of columns) for (const id of objects) taken.add(id);
  const rest = [
    ...pairs.created.filter((each) => !taken.has(each.id)).map((each) => ownPart(each, 'create', [each.id])),
    ...pairs.dropped.filter((each) => !taken.has(each.id)).map((each) => ownPart(each, 'drop', [each.id])),
  ];
  const owns = kept.filter((each) => each.column === null);
  const all = [...relations, ...owns, ...columns, ...rest].sort(byId);
  return { from, before, after, all, bound: yield* findBound(from, after) };
}

function findBound(from: Lookup, after: Lookup): Stretches<readonly string[]> {
  return flatMap(after.catalog.objects, ({ id, dependsOn }) => {
    const old = dependsOn.length === 0 ? undefined : from.get(id);
    if (old?.dependsOn === dependsOn) return [];
    return old && JSON.stringify(old.dependsOn) !== JSON.stringify(dependsOn) ? [id] : [];
  });
}

function changesByObject({ changes }: Difference): ReadonlyMap<string, readonly Change[]> {
  return groupBy(changes, ({ object }) => [object]);
}

function isOfOneSide(id: string, before: Lookup, after: Lookup): boolean {
  return (before.get(id) === undefined) !== (after.get(id) === undefined);
}

function isDroppedAndMade(changes: readonly Change[]): boolean {
  return changes.some(({ isReplaced }) => isReplaced);
}

function isRelation({ kind }: CatalogObject): boolean {
  return kind === 'table' || kind === 'view';
}

/** With its parts, and the sequences that it owns. */
function wholePart(
  object: CatalogObject,
  action: 'create' | 'drop',
  where: Lookup,
  isAlone: (id: string) => boolean,
): Part {
  if (!('schema' in object)) return ownPart(object, action, [object.id]);
  const along = [...where.partsOf(object), ...where.sequencesOf(object)].map(({ id }) => id);
  return ownPart(object, action, [object.id, ...along.filter(isAlone)]);
}

function ownPart(object: CatalogObject, action: Part['action'], objects: readonly string[]): Part {
  const name = 'table' in object ? `${object.name} on ${object.table}` : nameOf(object);
  return { id: object.id, kind: object.kind, schema: schemaOf(object), name, action, objects, column: null };
}

function nameOf(object: CatalogObject): string {
  return 'signature' in object ? `${object.name}(${object.signature})` : object.name;
}

function tableParts(a: Table, b: Table, changes: ReadonlyMap<string, readonly Change[]>): readonly Part[] {
  const columns = columnParts(a, b);
  const isOwn = !isSame({ ...a, columns: [] }, { ...b, columns: [] });
  const isTold = changes.has(b.id) || columns.length > 0;
  return isOwn && isTold ? [ownPart(b, 'alter', [b.id]), ...columns] : columns;
}

function columnParts(a: Table, b: Table): readonly Part[] {
  const part = (name: string, action: Part['action']): Part => ({
    id: columnId(b, name),
    kind: 'column',
    schema: b.schema,
    name,
    action,
    objects: [],
    column: { table: b.id, name },
  });
  const changed = b.columns.flatMap((column) => {
    const old = columnOf(a, column.name);
    if (!old) return [part(column.name, 'create')];
    return isSameColumn(old, column) ? [] : [part(column.name, 'alter')];
  });
  const lost = a.columns.filter(({ name }) => !columnOf(b, name));
  return [...changed, ...lost.map(({ name }) => part(name, 'drop'))];
}

export function columnId({ id }: { readonly id: string }, name: string): string {
  return `column ${id.slice('table '.length)}.${plain(name)}`;
}

/** A sequence comes and goes with the column that owns it. */
function withSequences(part: Part, before: Lookup, after: Lookup): Part {
  const { action, column } = part;
  if (column === null || action === 'alter') return part;
  const where = action === 'create' ? after : before;
  const table = where.get(column.table);
  if (table?.kind !== 'table') return part;
  const owned = where.sequencesOf(table).filter(({ ownedBy }) => ownedBy?.column === column.name);
  const objects = owned.map(({ id }) => id).filter((id) => isOfOneSide(id, before, after));
  return { ...part, objects };
}
