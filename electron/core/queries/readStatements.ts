import type { SchemaFacts, TableFacts } from '../indexes/schema/schemaFacts';
import type { ReadStatement } from './finding';
import type { RelationRef } from './shape/relations';
import { readShape } from './shape/statementShape';
import type { Statement } from './workload';

/** Those of the user's tables that the parser understands. */
export async function readStatements(
  statements: readonly Statement[],
  facts: SchemaFacts,
  signal?: AbortSignal,
): Promise<readonly ReadStatement[]> {
  const resolve = resolver(facts);
  const read: ReadStatement[] = [];
  for (const statement of statements) {
    signal?.throwIfAborted();
    const shape = statement.isCut ? null : await readShape(statement.text);
    const tables = shape?.relations.flatMap((each) => resolve(each) ?? []) ?? [];
    if (!shape || tables.length === 0) continue;
    read.push({ statement, shape, tables, table: shape.table && resolve(shape.table) });
  }
  return read;
}

/** The search_path under which a statement ran is not known: a name counts where it is in public, or is one alone. */
function resolver({ tables }: SchemaFacts): (ref: RelationRef) => TableFacts | null {
  const byName = new Map<string, TableFacts[]>();
  for (const table of tables.values()) byName.set(table.name, [...(byName.get(table.name) ?? []), table]);
  return ({ schema, name }) => {
    const found = byName.get(name) ?? [];
    if (schema !== null) return found.find((each) => each.schema === schema) ?? null;
    return found.find((each) => each.schema === 'public') ?? (found.length === 1 ? (found[0] ?? null) : null);
  };
}
