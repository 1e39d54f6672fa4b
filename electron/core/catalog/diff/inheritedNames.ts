import type { Column, Table } from '../catalog';
import { changedLookup, type Lookup } from '../lookup';

/** A NOT NULL that is inherited can't be renamed: what it is called by history is no difference. */
export function withInheritedNames(from: Lookup, after: Lookup): Lookup {
  const heirs = after.ofKind('table').filter(({ parents }) => parents.length > 0);
  const renamed = heirs.flatMap((now) => {
    const old = from.get(now.id);
    return old?.kind === 'table' ? (withNamesOf(now, old, after) ?? []) : [];
  });
  return renamed.length === 0 ? from : changedLookup(from, new Map(renamed.map((each) => [each.id, each])));
}

/** null: it has them. */
function withNamesOf(now: Table, old: Table, after: Lookup): Table | null {
  const parents = now.parents.flatMap((name) => after.table(name) ?? []);
  const columns = old.columns.map((column) => {
    const isInherited = parents.some((parent) => find(parent.columns, column.name)?.isNotNull);
    const wanted = isInherited && column.isNotNull ? find(now.columns, column.name) : undefined;
    const isNamed = !wanted || wanted.notNullName === column.notNullName;
    return isNamed ? column : { ...column, notNullName: wanted.notNullName };
  });
  return columns.every((column, at) => column === old.columns[at]) ? null : { ...old, columns };
}

function find(columns: readonly Column[], name: string): Column | undefined {
  return columns.find((each) => each.name === name);
}
