import { changedLookup, type Lookup } from '../lookup';
import { columnOf, type Table } from '../table';

/** A NOT NULL that is inherited can't be renamed: what it is called by history is no difference. */
export function withInheritedNames(from: Lookup, after: Lookup): Lookup {
  return withTables(
    from,
    heirsOf(from, after).map(({ old, now, isInherited }) => withNames(old, now, isInherited)),
  );
}

/** What comes of making `from` as `after`: there they are called what they were. */
export function withKeptNames(from: Lookup, after: Lookup): Lookup {
  return withTables(
    after,
    heirsOf(from, after).map(({ old, now, isInherited }) => withNames(now, old, isInherited)),
  );
}

interface Heir {
  readonly old: Table;
  readonly now: Table;
  readonly isInherited: (column: string) => boolean;
}

function heirsOf(from: Lookup, after: Lookup): readonly Heir[] {
  return after.ofKind('table').flatMap((now) => {
    const old = now.parents.length > 0 ? from.get(now.id) : undefined;
    if (old?.kind !== 'table') return [];
    const parents = now.parents.flatMap((name) => after.table(name) ?? []);
    const isInherited = (name: string) => parents.some((parent) => columnOf(parent, name)?.isNotNull);
    return [{ old, now, isInherited }];
  });
}

function withNames(table: Table, named: Table, isInherited: (column: string) => boolean): Table {
  const columns = table.columns.map((column) => {
    const other = column.isNotNull && isInherited(column.name) ? columnOf(named, column.name) : undefined;
    const isNamed = !other?.isNotNull || other.notNullName === column.notNullName;
    return isNamed ? column : { ...column, notNullName: other.notNullName };
  });
  return columns.every((column, at) => column === table.columns[at]) ? table : { ...table, columns };
}

function withTables(lookup: Lookup, tables: readonly Table[]): Lookup {
  const others = tables.filter((each) => lookup.get(each.id) !== each);
  return others.length === 0 ? lookup : changedLookup(lookup, new Map(others.map((each) => [each.id, each])));
}
