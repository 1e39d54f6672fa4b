/** Finds the parts of a comparison by what they are about. */
import type { CatalogObject } from '../../catalog';
import { groupBy } from '../../groups';
import { idInSchema } from '../../identity';
import type { Lookup } from '../../lookup';
import type { Dependency } from '../../object';
import type { Table } from '../../table';
import { columnId, type Part, type Parts } from '../parts';
import { namesOf } from './sharedNames';

export type Ids = readonly (string | undefined)[];

export interface PartIndex {
  readonly before: Lookup;
  readonly after: Lookup;
  has(id: string): boolean;
  /** The part that the object is, or goes with. */
  object(id: string): string | undefined;
  /** Of a table or view that comes or goes as a whole. */
  relation(schema: string, name: string): string | undefined;
  column(table: Table, name: string): string | undefined;
  columnsOf(table: Table): readonly Part[];
  /** Itself, its columns, keys and indexes. */
  allOf(table: Table): Ids;
  /** What it depends on, as that is to be. */
  dependency(dependency: Dependency): Ids;
  /** Of what depends on something that goes: one that is the same on both sides may call another of the same name. */
  user(object: CatalogObject): Ids;
  /** What goes and has had one of these names. */
  formerly(keys: readonly string[]): Ids;
}

export function createPartIndex({ before, after, all }: Parts): PartIndex {
  const byId = new Map(all.map((each) => [each.id, each]));
  const byObject = new Map(all.flatMap((part) => part.objects.map((id) => [id, part.id] as const)));
  const byTable = groupBy(all, ({ column }) => (column === null ? [] : [column.table]));
  const gone = groupBy(all, ({ objects }) =>
    objects.flatMap((id) => (after.get(id) ? [] : namesOf(before.get(id)))),
  );
  const object = (id: string) => byObject.get(id);
  const whole = (id: string | undefined) => {
    const part = byId.get(id ?? '');
    return part && !(part.kind === 'table' && part.action === 'alter') ? part.id : undefined;
  };
  const column = (table: Table, name: string) =>
    byId.get(columnId(table, name))?.id ?? whole(object(table.id));
  const columnsOf = ({ id }: Table) => byTable.get(id) ?? [];
  const dependency = ({ id, column: name }: Dependency): Ids => {
    const found = after.get(id);
    if (found?.kind !== 'table') return [object(id)];
    return [whole(object(id)) ?? (name === undefined ? object(id) : column(found, name))];
  };
  return {
    before,
    after,
    has: (id) => byId.has(id),
    object,
    relation: (schema, name) =>
      whole(object(idInSchema('table', schema, name)) ?? object(idInSchema('view', schema, name))),
    column,
    columnsOf,
    allOf(table) {
      const parts = [...before.partsOf(table), ...after.partsOf(table)];
      const keys = parts.filter(({ kind }) => kind === 'constraint' || kind === 'index');
      return [object(table.id), ...columnsOf(table).map(({ id }) => id), ...keys.map(({ id }) => object(id))];
    },
    dependency,
    user(user) {
      const own = object(user.id);
      const now = own === undefined ? after.get(user.id) : undefined;
      if (!now) return [own];
      const old = new Set(user.dependsOn.map(({ id }) => id));
      return now.dependsOn.filter(({ id }) => !old.has(id)).flatMap(dependency);
    },
    formerly: (keys) => keys.flatMap((key) => (gone.get(key) ?? []).map(({ id }) => id)),
  };
}
