import type { UpdatedColumns } from '../indexes/schema/rule';
import type { ReadStatement } from './finding';

/** By table and column, how many rows have had it set. */
export function updatedColumns(statements: readonly ReadStatement[]): UpdatedColumns {
  const byTable = new Map<number, Map<string, number>>();
  for (const { shape, statement, table } of statements) {
    if (!table || shape.kind !== 'update') continue;
    const columns = byTable.get(table.oid) ?? new Map<string, number>();
    for (const column of shape.setColumns) columns.set(column, (columns.get(column) ?? 0) + statement.rows);
    byTable.set(table.oid, columns);
  }
  return byTable;
}
