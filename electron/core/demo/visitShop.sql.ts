import type { Client } from 'pg';

/** What it took to load the shop would outweigh all that is asked of it. */
export const startCountingSql =
  'CREATE EXTENSION pg_stat_statements SCHEMA public; SELECT public.pg_stat_statements_reset()';

// A server that an older version of ours has started may not have loaded the library.
const isUncountedSql = `
SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE e.extname = 'pg_stat_statements')
   AND EXISTS (SELECT FROM pg_catalog.pg_settings s WHERE s.name = 'pg_stat_statements.max') AS answer`;

export async function fetchIsUncounted(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ readonly answer: boolean }>(isUncountedSql);
  return rows[0]?.answer ?? false;
}
