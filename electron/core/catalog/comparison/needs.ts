/**
 * What has to be chosen with what: whatever comes needs what it depends on as it is to be; whatever goes or changes
 * its shape needs what depends on it to go or change with it. Decides from Catalogs alone. Start at `findNeeds`.
 */
import type { CatalogObject, Column, Dependency, Table } from '../catalog';
import { mentions, mentionsColumn } from '../diff/mentions';
import { idInSchema, plain } from '../identity';
import { idOfParent, type Lookup } from '../lookup';
import { columnId, columnOf, type Part, type Parts } from './parts';

/** By the id of a part, those of others. */
export type Needs = ReadonlyMap<string, ReadonlySet<string>>;

export function findNeeds(parts: Parts): Needs {
  const search = new NeedSearch(parts);
  for (const part of parts.all) search.look(part);
  return search.found;
}

/** In one direction: all that is needed, each with one that needs it. */
export function closeOver(chosen: Iterable<string>, needs: Needs): ReadonlyMap<string, string | null> {
  const closed = new Map<string, string | null>([...chosen].map((id) => [id, null]));
  const waiting = [...closed.keys()];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const needed of needs.get(id) ?? []) {
      if (closed.has(needed)) continue;
      closed.set(needed, id);
      waiting.push(needed);
    }
  }
  return closed;
}

class NeedSearch {
  readonly found = new Map<string, Set<string>>();
  private readonly byId: ReadonlyMap<string, Part>;
  private readonly byObject = new Map<string, string>();
  private readonly byTable = new Map<string, Part[]>();
  private readonly goneNames = new Map<string, string[]>();

  constructor(private readonly parts: Parts) {
    this.byId = new Map(parts.all.map((each) => [each.id, each]));
    for (const part of parts.all) {
      for (const id of part.objects) this.byObject.set(id, part.id);
      if (part.column !== null) push(this.byTable, part.column.table, part);
      for (const id of part.objects) {
        if (!parts.after.get(id))
          for (const key of namesOf(parts.before.get(id))) push(this.goneNames, key, part.id);
      }
    }
  }

  look(part: Part): void {
    if (part.column !== null) {
      this.lookAtColumn(part, part.column.table, part.column.name);
      for (const id of part.objects) this.lookAtObject(part, id);
      return;
    }
    for (const id of part.objects) this.lookAtObject(part, id);
  }

  private add(part: Part, ids: readonly (string | undefined)[]): void {
    const needs = this.found.get(part.id) ?? new Set<string>();
    for (const id of ids) if (id !== undefined && id !== part.id) needs.add(id);
    this.found.set(part.id, needs);
  }

  private link(part: Part, ids: readonly (string | undefined)[]): void {
    this.add(part, ids);
    for (const id of ids) {
      const other = id === undefined ? undefined : this.byId.get(id);
      if (other) this.add(other, [part.id]);
    }
  }

  private lookAtObject(part: Part, id: string): void {
    const { before, after } = this.parts;
    const [old, now] = [before.get(id), after.get(id)];
    if (now) this.lookForth(part, now);
    if (old) this.lookBack(part, old);
    for (const [object, lookup] of [
      [old, before],
      [now, after],
    ] as const) {
      if (object) this.linkToWhole(part, object, lookup);
    }
    if (old?.kind === 'table' && now?.kind === 'table' && isOtherFamily(old, now)) {
      this.add(part, this.allOfTable(now));
    }
  }

  /** What it needs to be as it is to be. */
  private lookForth(part: Part, object: CatalogObject): void {
    const { after } = this.parts;
    for (const dependency of object.dependsOn) this.add(part, this.ofDependency(dependency));
    if ('schema' in object) this.add(part, [this.byObject.get(`schema ${plain(object.schema)}`)]);
    if ('table' in object) this.add(part, [this.relation(object.schema, object.table)]);
    if (object.kind === 'server')
      this.add(part, [this.byObject.get(`foreign data wrapper ${plain(object.wrapper)}`)]);
    if (object.kind === 'table') {
      for (const name of object.parents) {
        const parent = after.table(name);
        if (parent && part.action !== 'alter') this.add(part, this.allOfTable(parent));
      }
      if (object.foreign) this.add(part, [this.byObject.get(`server ${plain(object.foreign.server)}`)]);
    }
    if (!this.parts.before.get(object.id)) {
      for (const key of namesOf(object)) this.add(part, this.goneNames.get(key) ?? []);
    }
  }

  /** What can't be with it as it is to be, or without it. */
  private lookBack(part: Part, object: CatalogObject): void {
    const { before } = this.parts;
    if (object.kind === 'table' && part.action === 'alter') return;
    for (const dependent of before.dependentsOf(object.id)) {
      if (dependent.kind !== 'table') this.add(part, [this.byObject.get(dependent.id)]);
      else if ('schema' in object) this.add(part, this.usersIn(dependent, object));
    }
    if (object.kind === 'table') {
      for (const child of before.childrenOf(object)) this.add(part, this.allOfTable(child));
    }
    if (object.kind === 'schema') {
      for (const each of before.catalog.objects) {
        if ('schema' in each && each.schema === object.name) this.add(part, [this.byObject.get(each.id)]);
      }
    }
  }

  /** A partition's key or index comes and goes with the whole, and so does an inherited check. */
  private linkToWhole(part: Part, object: CatalogObject, lookup: Lookup): void {
    if (object.kind !== 'index' && object.kind !== 'constraint') return;
    const table = lookup.table({ schema: object.schema, name: object.table });
    if (!table) return;
    this.link(part, [this.byObject.get(idOfParent(object, lookup, table) ?? '')]);
    if (object.kind !== 'constraint' || object.type === 'primary') return;
    for (const name of table.parents) {
      const parent = lookup.table(name);
      const same = parent && lookup.constraintsOf(parent).find((each) => each.name === object.name);
      if (same) this.link(part, [this.byObject.get(same.id)]);
    }
  }

  private lookAtColumn(part: Part, tableId: string, name: string): void {
    const { before, after } = this.parts;
    const [a, b] = [before.get(tableId), after.get(tableId)];
    if (a?.kind !== 'table' || b?.kind !== 'table') return;
    const [old, now] = [columnOf(a, name), columnOf(b, name)];
    if (now) this.add(part, this.neededBy(now, b));
    if (old && isReshaped(old, now)) this.add(part, this.usersOfColumn(a, name));
    if (old === undefined && now?.identity)
      this.add(part, this.goneNames.get(nameKey(b.schema, now.identity.sequence)) ?? []);
    for (const [table, lookup] of [
      [a, before],
      [b, after],
    ] as const) {
      const parents = table.parents.flatMap((each) => lookup.table(each) ?? []);
      this.link(
        part,
        parents.map((parent) => this.byColumn(parent, name)),
      );
    }
  }

  private neededBy(column: Column, table: Table): readonly (string | undefined)[] {
    const objects = table.dependsOn.flatMap(({ id }) => {
      const object = this.parts.after.get(id);
      const isUsed = object && 'schema' in object && usesObject(column, object);
      return isUsed ? [this.byObject.get(id)] : [];
    });
    const others = this.byTable.get(table.id) ?? [];
    const bases = others.filter((each) => {
      return (
        column.generated !== null && each.name !== column.name && mentionsColumn(column.default, each.name)
      );
    });
    return [...objects, ...bases.map(({ id }) => id)];
  }

  private usersOfColumn(table: Table, name: string): readonly (string | undefined)[] {
    const { before } = this.parts;
    const users = before
      .dependentsOf(table.id)
      .filter(({ dependsOn }) => dependsOn.some(({ id, column }) => id === table.id && column === name));
    const generated = table.columns.filter(
      (each) => each.generated !== null && each.name !== name && mentionsColumn(each.default, name),
    );
    return [
      ...users.map(({ id }) => this.byObject.get(id)),
      ...generated.map((each) => this.byColumn(table, each.name)),
    ];
  }

  private usersIn(table: Table, object: { readonly schema: string; readonly name: string }) {
    const users = table.columns.filter((column) => usesObject(column, object));
    if (users.length === 0) return [this.byObject.get(table.id)];
    return [this.byObject.get(table.id), ...users.map(({ name }) => this.byColumn(table, name))];
  }

  private ofDependency({ id, column }: Dependency): readonly (string | undefined)[] {
    const object = this.parts.after.get(id);
    const own = this.byObject.get(id);
    if (object?.kind !== 'table') return [own];
    if (this.byId.get(own ?? '')?.action !== 'alter' && own !== undefined) return [own];
    if (column !== undefined) return [this.byColumn(object, column)];
    return [own];
  }

  private relation(schema: string, name: string): string | undefined {
    const id =
      this.byObject.get(idInSchema('table', schema, name)) ??
      this.byObject.get(idInSchema('view', schema, name));
    const part = this.byId.get(id ?? '');
    return part?.kind === 'table' && part.action === 'alter' ? undefined : id;
  }

  private byColumn(table: Table, name: string): string | undefined {
    return this.byId.get(columnId(table, name))?.id ?? this.wholeOf(table);
  }

  private wholeOf({ id }: Table): string | undefined {
    const own = this.byId.get(this.byObject.get(id) ?? '');
    return own && own.action !== 'alter' ? own.id : undefined;
  }

  private allOfTable(table: Table): readonly (string | undefined)[] {
    const { before, after } = this.parts;
    const parts = [...before.partsOf(table), ...after.partsOf(table)].filter(
      ({ kind }) => kind === 'constraint' || kind === 'index',
    );
    const columns = this.byTable.get(table.id) ?? [];
    return [
      this.byObject.get(table.id),
      ...columns.map(({ id }) => id),
      ...parts.map(({ id }) => this.byObject.get(id)),
    ];
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const all = map.get(key);
  if (all) all.push(value);
  else map.set(key, [value]);
}

function usesObject(column: Column, object: { readonly schema: string; readonly name: string }): boolean {
  return (
    mentions(column.type, object) || mentions(column.collation, object) || mentions(column.default, object)
  );
}

/** Others see it: by its type, or by whether it may be NULL. */
function isReshaped(old: Column, now: Column | undefined): boolean {
  if (!now) return true;
  return (
    old.type !== now.type ||
    old.collation !== now.collation ||
    old.generated !== now.generated ||
    (old.generated !== null && old.default !== now.default) ||
    old.isNotNull !== now.isNotNull ||
    (old.identity === null) !== (now.identity === null)
  );
}

function isOtherFamily(a: Table, b: Table): boolean {
  const family = ({ parents, partitionBound, ofType }: Table) =>
    JSON.stringify([parents, partitionBound, ofType]);
  return family(a) !== family(b);
}

/** Relations and types share their names within a schema. */
function namesOf(object: CatalogObject | undefined): readonly string[] {
  if (!object || !('schema' in object)) return [];
  const { schema, name } = object;
  switch (object.kind) {
    case 'table':
      return [name, ...object.columns.flatMap(({ identity }) => identity?.sequence ?? [])].map((each) =>
        nameKey(schema, each),
      );
    case 'range':
      return [nameKey(schema, name), nameKey(schema, object.multirange)];
    case 'constraint':
    case 'index':
    case 'view':
    case 'sequence':
    case 'composite':
    case 'enum':
    case 'domain':
      return [nameKey(schema, name)];
    default:
      return [];
  }
}

function nameKey(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}
