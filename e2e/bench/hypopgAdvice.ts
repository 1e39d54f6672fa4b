/** The simple way with hypopg: an index for each column that is named in a statement, kept where a plan uses it. */
import { parseTarget } from '../../electron/core/connection/parseTarget';
import { openSession, type Session } from '../../electron/core/connection/session';
import { indexesOf, readPlan } from '../../electron/core/indexes/explain/planNode';

const COLUMNS = `SELECT c.relname AS table, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    AND NOT a.atttypid = ANY ('{jsonb,text[]}'::regtype[])`;

interface Column {
  readonly table: string;
  readonly column: string;
}

/** CREATE INDEX statements. */
export async function adviseByHypopg(url: string, statements: readonly string[]): Promise<readonly string[]> {
  const session = await openSession(parseTarget({ url }), { kind: 'run', name: 'lockstep bench' });
  try {
    await session.query('CREATE EXTENSION hypopg');
    const columns = await session.query<Column>(COLUMNS);
    const kinds = [...new Map(statements.map((sql) => [sql.replace(/\d+/g, '0'), sql])).values()];
    const useful = new Set<string>();
    for (const sql of kinds) for (const each of await usefulFor(session, sql, columns)) useful.add(each);
    return [...useful];
  } finally {
    await session.close();
  }
}

async function usefulFor(
  session: Session,
  sql: string,
  columns: readonly Column[],
): Promise<readonly string[]> {
  const made = new Map<string, string>();
  for (const { table, column } of columns.filter((each) => new RegExp(`\\b${each.column}\\b`).test(sql))) {
    const create = `CREATE INDEX ON ${table} (${column})`;
    const [row] = await session.query<{ name: string }>(
      'SELECT indexname AS name FROM hypopg_create_index($1)',
      [create],
    );
    if (row) made.set(row.name, create);
  }
  const [row] = await session.query<{ 'QUERY PLAN': unknown }>(`EXPLAIN (FORMAT JSON) ${sql}`);
  await session.query('SELECT hypopg_reset()');
  return [...indexesOf(readPlan(row?.['QUERY PLAN']))].flatMap((name) => made.get(name) ?? []);
}
