/** What an object needs to come, to change or to go. Start at `needsOfObject`. */
import type { CatalogObject, Constraint, Index } from '../../catalog';
import { idInSchema, plain } from '../../identity';
import { idOfParent, type Lookup } from '../../lookup';
import type { Table } from '../../table';
import type { Part } from '../parts';
import { usesObject } from './columnNeeds';
import type { Found } from './findNeeds';
import type { Ids, PartIndex } from './partIndex';
import { namesOf } from './sharedNames';

export function needsOfObject(id: string, action: Part['action'], index: PartIndex): Found {
  const { before, after } = index;
  const [old, now] = [before.get(id), after.get(id)];
  const isOtherFamily = old?.kind === 'table' && now?.kind === 'table' && familyOf(old) !== familyOf(now);
  return {
    needs: [
      ...(now ? needsAhead(now, action, index) : []),
      ...(old ? needsBehind(old, action, index) : []),
      ...(isOtherFamily ? index.allOf(now) : []),
      ...(old?.kind === 'table' && now?.kind === 'table' ? needsOfLogging(old, now, index) : []),
      ...[old, now].flatMap((each) => (each ? childrenInTheWay(each, index) : [])),
      ...(old ? parting(old, index) : []),
    ],
    links: [...(old ? wholes(old, before, index) : []), ...(now ? wholes(now, after, index) : [])],
  };
}

function familyOf({ parents, partitionBound, ofType }: Table): string {
  return JSON.stringify([parents, partitionBound, ofType]);
}

/** A table that is logged can't refer to one that is not. */
function needsOfLogging(old: Table, now: Table, { before, after, object }: PartIndex): Ids {
  if (old.persistence === now.persistence) return [];
  const around = [...before.dependentsOf(old.id), ...before.partsOf(old), ...after.partsOf(now)];
  const keys = around.filter((each) => each.kind === 'constraint' && each.type === 'foreign');
  return keys.flatMap((key) => [object(key.id), ...key.dependsOn.map(({ id }) => object(id))]);
}

/** So that it is as it is to be. */
function needsAhead(object: CatalogObject, action: Part['action'], index: PartIndex): Ids {
  const isNew = index.before.get(object.id) === undefined;
  return [
    ...object.dependsOn.flatMap(index.dependency),
    ...placeOf(object, index),
    ...(object.kind === 'table' && action !== 'alter' ? needsOfParents(object, index) : []),
    ...onlyOnes(object, index),
    ...(isNew ? index.formerly(namesOf(object)) : []),
  ];
}

function placeOf(object: CatalogObject, index: PartIndex): Ids {
  const places = 'schema' in object ? [index.object(`schema ${plain(object.schema)}`)] : [];
  if ('table' in object) places.push(index.relation(object.schema, object.table));
  if (object.kind === 'server') places.push(index.object(`foreign data wrapper ${plain(object.wrapper)}`));
  if (object.kind === 'table' && object.foreign) {
    places.push(index.object(`server ${plain(object.foreign.server)}`));
  }
  if (object.kind === 'sequence' && object.ownedBy !== null) {
    const { schema, table, column } = object.ownedBy;
    const owner = index.after.table({ schema, name: table });
    if (owner) places.push(index.column(owner, column));
  }
  return places;
}

function needsOfParents({ parents }: Table, index: PartIndex): Ids {
  return parents.flatMap((name) => {
    const parent = index.after.table(name);
    return parent ? index.allOf(parent) : [];
  });
}

/** Of these a table has one alone: a primary key, an index to cluster on, a partition for each value. */
function onlyOnes(object: CatalogObject, { before, object: find }: PartIndex): Ids {
  if (object.kind === 'table' && object.partitionBound !== null) {
    const parents = object.parents.flatMap((name) => before.table(name) ?? []);
    return parents.flatMap((parent) => before.childrenOf(parent).map(({ id }) => find(id)));
  }
  if (object.kind !== 'constraint' && object.kind !== 'index') return [];
  const parts = before.partsOf({ schema: object.schema, name: object.table });
  const others = parts.filter((each) => isKey(each) && excludes(object, each));
  return others.map(({ id }) => find(id));
}

function isKey(object: CatalogObject): object is Constraint | Index {
  return object.kind === 'constraint' || object.kind === 'index';
}

function excludes(a: Constraint | Index, b: Constraint | Index): boolean {
  if (a.isClustered && b.isClustered) return true;
  return a.kind === 'constraint' && b.kind === 'constraint' && a.type === 'primary' && b.type === 'primary';
}

/** What can't be without it, or with it as it is to be. */
function needsBehind(object: CatalogObject, action: Part['action'], index: PartIndex): Ids {
  const { before } = index;
  if (object.kind === 'table' && action === 'alter') return [];
  const users = before.dependentsOf(object.id).flatMap((user) => {
    return user.kind === 'table' && 'schema' in object ? usersIn(user, object, index) : index.user(user);
  });
  if (object.kind === 'table') {
    const owned = before.sequencesOf(object).map(({ id }) => index.object(id));
    return [...users, ...before.childrenOf(object).flatMap(index.allOf), ...owned];
  }
  if (object.kind !== 'schema') return users;
  const inside = before.grouped('schema', object.name);
  return [...users, ...inside.map(({ id }) => index.object(id))];
}

function usersIn(
  table: Table,
  object: { readonly schema: string; readonly name: string },
  index: PartIndex,
): Ids {
  const users = table.columns.filter((column) => usesObject(column, object));
  return [...index.user(table), ...users.map(({ name }) => index.column(table, name))];
}

/** A child that is to part with its table would get what that gets. */
function childrenInTheWay(object: CatalogObject, { before, object: find }: PartIndex): Ids {
  if (!isKey(object)) return [];
  const table = before.table({ schema: object.schema, name: object.table });
  return table ? before.childrenOf(table).map(({ id }) => find(id)) : [];
}

/** What it has from its table's parents goes with theirs, or once the table has left them. */
function parting(object: CatalogObject, { before, object: find }: PartIndex): Ids {
  const stays = above(object, before).some((id) => before.get(id) && find(id) === undefined);
  if (!stays || !isKey(object)) return [];
  return [find(idInSchema('table', object.schema, object.table))];
}

/** A partition's key or index comes and goes with the whole, and so does an inherited check. */
function wholes(object: CatalogObject, lookup: Lookup, { object: find }: PartIndex): Ids {
  return above(object, lookup).map(find);
}

/** Ids of what it is a part of. */
function above(object: CatalogObject, lookup: Lookup): readonly string[] {
  if (!isKey(object)) return [];
  const table = lookup.table({ schema: object.schema, name: object.table });
  if (!table) return [];
  const parent = idOfParent(object, lookup, table);
  const whole = parent === null ? [] : [parent];
  if (object.kind !== 'constraint' || object.type === 'primary') return whole;
  const inherited = table.parents.flatMap((name) => {
    const holder = lookup.table(name);
    return holder ? lookup.constraintsOf(holder).filter((each) => each.name === object.name) : [];
  });
  return [...whole, ...inherited.map(({ id }) => id)];
}
