import type { Lookup } from '../lookup';
import type { Column, Table } from '../table';
import { type Likeness, likeNames, scored } from './likeness';

export interface ColumnOfTable {
  readonly table: Table;
  readonly column: Column;
  readonly lookup: Lookup;
}

/** null: of another type or made in another way, it is another column. */
export function likeColumns(a: ColumnOfTable, b: ColumnOfTable): Likeness | null {
  const [old, now] = [a.column, b.column];
  if (old.type !== now.type || old.collation !== now.collation) return null;
  if (old.generated !== now.generated || (old.identity === null) !== (now.identity === null)) return null;
  const isKeptName = (name: string) => has(a.table, name) && has(b.table, name);
  const [before, after] = [neighbours(a, isKeptName), neighbours(b, isKeptName)];
  const parts = [a, b].map(usesOf);
  return scored([
    [0.35, 'the same type'],
    [old.isNotNull === now.isNotNull ? 0.05 : 0, 'the same NOT NULL'],
    [old.default === now.default ? 0.05 : 0, 'the same default'],
    [before.left === after.left ? 0.1 : 0, 'the same column before it'],
    [before.right === after.right ? 0.1 : 0, 'the same column after it'],
    [parts[0] === parts[1] ? 0.1 : 0, 'the same keys and indexes'],
    [0.25 * likeNames(old.name, now.name), 'a similar name'],
  ]);
}

function has({ columns }: Table, name: string): boolean {
  return columns.some((each) => each.name === name);
}

/** The nearest ones that are on both sides. */
function neighbours({ table, column }: ColumnOfTable, isKept: (name: string) => boolean) {
  const names = table.columns.map(({ name }) => name);
  const at = names.indexOf(column.name);
  return {
    left: names.slice(0, at).findLast(isKept) ?? null,
    right: names.slice(at + 1).find(isKept) ?? null,
  };
}

/** What of the table uses it, whatever it is called. */
function usesOf({ table, column, lookup }: ColumnOfTable): string {
  const users = lookup.partsOf(table).filter(({ dependsOn }) => {
    return dependsOn.some((each) => each.id === table.id && each.column === column.name);
  });
  return users
    .map((each) => (each.kind === 'constraint' ? each.type : each.kind))
    .sort()
    .join();
}
