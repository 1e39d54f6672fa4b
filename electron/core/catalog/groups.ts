/** Objects of a Catalog by what they have in common, each grouping made when it is first asked for. */
import type { CatalogObject } from './catalog';
import { quoted, quotedTable } from './identity';
import { takenNames } from './takenNames';

/** In the order of the Catalog, which is that of ids. */
export type Groups = (by: Grouping, key: string) => readonly CatalogObject[];

export type Grouping = keyof typeof KEYS;

type KeysOf = (object: CatalogObject) => readonly string[];

const KEYS = {
  kind: ({ kind }) => [kind],
  schema: (each) => ('schema' in each ? [each.schema] : []),
  relation: (each) => ('table' in each ? [quoted({ schema: each.schema, name: each.table })] : []),
  parent: (each) => (each.kind === 'table' ? each.parents.map(quoted) : []),
  dependency: ({ dependsOn }) => [...new Set(dependsOn.map(({ id }) => id))],
  owner: (each) => (each.kind === 'sequence' && each.ownedBy !== null ? [quotedTable(each.ownedBy)] : []),
  name: takenNames,
  /** Names of NOT NULLs that are not the usual ones. */
  notNull: (each) => (each.kind === 'table' ? namesOfNotNull(each) : []),
} as const satisfies Readonly<Record<string, KeysOf>>;

function namesOfNotNull({ schema, columns }: Extract<CatalogObject, { kind: 'table' }>): readonly string[] {
  return columns.flatMap(({ notNullName }) => (notNullName === null ? [] : `${schema}.${notNullName}`));
}

const NONE: readonly CatalogObject[] = [];

export function groupsOf(objects: readonly CatalogObject[]): Groups {
  const made = new Map<Grouping, ReadonlyMap<string, readonly CatalogObject[]>>();
  return (by, key) => {
    const groups = made.get(by) ?? groupBy(objects, KEYS[by]);
    made.set(by, groups);
    return groups.get(key) ?? NONE;
  };
}

export interface ChangedObjects {
  readonly ids: { has(id: string): boolean };
  /** Those of these ids, before and after. */
  readonly was: readonly CatalogObject[];
  readonly now: readonly CatalogObject[];
}

export function changedGroups(base: Groups, { ids, was, now }: ChangedObjects): Groups {
  const made = new Map<Grouping, ReadonlyMap<string, readonly CatalogObject[]>>();
  const regroup = (by: Grouping) => {
    const keys = new Set(was.flatMap(KEYS[by]));
    const news = groupBy(now, KEYS[by]);
    for (const key of news.keys()) keys.add(key);
    const kept = (key: string) => base(by, key).filter(({ id }) => !ids.has(id));
    return new Map([...keys].map((key) => [key, [...kept(key), ...(news.get(key) ?? [])].sort(byId)]));
  };
  return (by, key) => {
    const groups = made.get(by) ?? regroup(by);
    made.set(by, groups);
    return groups.get(key) ?? base(by, key);
  };
}

export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

export function groupBy<T>(
  objects: readonly T[],
  keysOf: (object: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const object of objects) {
    for (const key of keysOf(object)) {
      const group = groups.get(key);
      if (group) group.push(object);
      else groups.set(key, [object]);
    }
  }
  return groups;
}
