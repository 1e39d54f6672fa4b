import type { TestDatabase } from './createTestDatabase';
import { waitUntil } from './waitUntil';

/**
 * VACUUM ANALYZE of these tables, or all, until all pages count as visible to all: the planner goes by that, and a
 * session that is just ending, or autovacuum at work, keeps a first one from it.
 */
export async function vacuum(database: TestDatabase, tables: readonly string[] = []): Promise<void> {
  await waitUntil(async () => {
    await database.query(`VACUUM ANALYZE ${tables.join(', ')}`);
    const left = await database.query(
      `SELECT FROM pg_class WHERE relkind = 'r' AND oid >= 16384
      AND reltuples > 0 AND relallvisible < relpages AND (oid = ANY ($1::regclass[]) OR $2)`,
      [tables, tables.length === 0],
    );
    return left.length === 0;
  }, 20_000);
}
