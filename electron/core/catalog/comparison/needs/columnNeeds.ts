/** What a column needs to come, to change or to go. Start at `needsOfColumn`. */

import { mentions, mentionsColumn } from '../../diff/mentions';
import type { Lookup } from '../../lookup';
import { type Column, columnOf, type Table } from '../../table';
import { columnId } from '../parts';
import type { Found } from './findNeeds';
import type { Ids, PartIndex } from './partIndex';
import { nameKey } from './sharedNames';

export function needsOfColumn(tableId: string, name: string, index: PartIndex): Found {
  const { before, after } = index;
  const [a, b] = [before.get(tableId), after.get(tableId)];
  if (a?.kind !== 'table' || b?.kind !== 'table') return { needs: [], links: [] };
  const [old, now] = [columnOf(a, name), columnOf(b, name)];
  return {
    needs: [
      ...(now ? needsAhead(now, b, index) : []),
      ...(old && isReshaped(old, now) ? usersOf(a, name, index) : []),
      ...(!old && now?.identity ? index.formerly([nameKey(b.schema, now.identity.sequence)]) : []),
      ...partingChildren(a, name, index),
      ...parting(a, name, index),
    ],
    links: [
      ...inParents(a, name, before, index),
      ...inParents(b, name, after, index),
      ...(isAsItsType(old, now) ? [] : [...inType(a, before, index), ...inType(b, after, index)]),
    ],
  };
}

export function usesObject(
  { type, collation, default: expression }: Column,
  object: { readonly schema: string; readonly name: string },
): boolean {
  return [type, collation, expression].some((text) => mentions(text, object));
}

/** Others see it: by its type, or by whether it may be NULL. */
function isReshaped(old: Column, now: Column | undefined): boolean {
  if (!now) return true;
  const shape = ({ type, collation, generated, isNotNull, identity, default: expression }: Column) =>
    JSON.stringify([type, collation, generated, isNotNull, identity !== null, generated && expression]);
  return shape(old) !== shape(now);
}

/** Of a table it is not known which of its columns depends on what: their texts tell. */
function needsAhead(column: Column, table: Table, index: PartIndex): Ids {
  const objects = table.dependsOn.flatMap(({ id }) => {
    const object = index.after.get(id);
    return object && 'schema' in object && usesObject(column, object) ? [index.object(id)] : [];
  });
  if (column.generated === null) return objects;
  const bases = index
    .columnsOf(table)
    .filter(({ name }) => name !== column.name && mentionsColumn(column.default, name));
  return [...objects, ...bases.map(({ id }) => id)];
}

function usersOf(table: Table, name: string, index: PartIndex): Ids {
  const { before } = index;
  const users = before
    .dependentsOf(table.id)
    .filter(({ dependsOn }) => dependsOn.some(({ id, column }) => id === table.id && column === name));
  const owned = before.sequencesOf(table).filter(({ ownedBy }) => ownedBy?.column === name);
  const generated = table.columns.filter(
    (each) => each.generated !== null && each.name !== name && mentionsColumn(each.default, name),
  );
  return [
    ...[...users, ...owned].flatMap(index.user),
    ...generated.map((each) => index.column(table, each.name)),
  ];
}

/** They would follow where they are not to: those that stay have a part for the same column. */
function partingChildren(table: Table, name: string, { before, has, object }: PartIndex): Ids {
  const parting = before.childrenOf(table).filter((child) => !has(columnId(child, name)));
  return parting.map(({ id }) => object(id));
}

/** What it inherits changes with its parents, or once it has left them. */
function parting(table: Table, name: string, index: PartIndex): Ids {
  const above = table.parents.flatMap((each) => index.before.table(each) ?? []);
  const stays = above.some((parent) => columnOf(parent, name) && index.column(parent, name) === undefined);
  return stays ? [index.object(table.id)] : [];
}

function isAsItsType(old: Column | undefined, now: Column | undefined): boolean {
  return old?.type === now?.type && old?.collation === now?.collation;
}

/** A typed table has its columns as its type has them. */
function inType({ ofType, dependsOn }: Table, lookup: Lookup, index: PartIndex): Ids {
  if (ofType === null) return [];
  return dependsOn.flatMap(({ id }) => {
    const object = lookup.get(id);
    return object && 'schema' in object && mentions(ofType, object) ? [index.object(id)] : [];
  });
}

function inParents(table: Table, name: string, lookup: Lookup, index: PartIndex): Ids {
  const parents = table.parents.flatMap((each) => lookup.table(each) ?? []);
  return parents.map((parent) => index.column(parent, name));
}
