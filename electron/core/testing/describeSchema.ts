import type { TestDatabase } from './createTestDatabase';
import { schemaSql } from './describeSchema.sql';

/** One line per column, constraint, index and enum of schema public, sorted: two equal schemas, equal lines. */
export async function describeSchema(database: Pick<TestDatabase, 'query'>): Promise<readonly string[]> {
  const rows = await database.query<{ line: string }>(schemaSql);
  return rows.map((row) => row.line);
}
