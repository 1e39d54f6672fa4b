import type { Column, Table } from '../../table';
import type { ColumnFate } from '../fates';

/** What becomes of a column by what is said of it alone. */
export function naturalFate(old: Column, now: Table): ColumnFate | null {
  const column = now.columns.find(({ name }) => name === old.name);
  if (!column) return 'dropped';
  if (mustBeRemade(old, column)) return 'remade';
  return old.type !== column.type || old.collation !== column.collation ? 'retyped' : null;
}

/** A column can't become a generated one, nor get another expression before PostgreSQL 17. */
function mustBeRemade(a: Column, b: Column): boolean {
  if (a.generated === null && b.generated === null) return false;
  if (b.generated === null) return a.generated === 'virtual' || a.type !== b.type;
  return (
    a.generated !== b.generated || a.default !== b.default || a.type !== b.type || a.collation !== b.collation
  );
}
