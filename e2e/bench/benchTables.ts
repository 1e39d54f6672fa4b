/** Databases of many tables for comparing: two alike but for three planted differences. */
import pg from 'pg';
import type { LocalServer } from '../../electron/core/twin/localServer';

export interface TablePair {
  /** Tables in each. */
  readonly count: number;
  readonly current: string;
  readonly wanted: string;
}

/** Of tables that any number of tables has. */
export const PLANTED = {
  addedColumn: { table: 'table_100', column: 'planted_note' },
  missingIndex: { table: 'table_500', index: 'table_500_made_at' },
  changedType: { table: 'table_900', column: 'label', length: 80 },
} as const;

/** So that a transaction's locks fit into a server's usual memory for them. */
const BATCH = 500;

export async function createTablePair(server: LocalServer, count: number): Promise<TablePair> {
  const [current, wanted] = [`current_${count}`, `wanted_${count}`];
  await createTables(server, current, count);
  await run(server, 'postgres', [`CREATE DATABASE ${wanted} TEMPLATE ${current}`]);
  await run(server, wanted, [
    `ALTER TABLE ${PLANTED.addedColumn.table} ADD ${PLANTED.addedColumn.column} text`,
    `DROP INDEX ${PLANTED.missingIndex.index}`,
    `ALTER TABLE ${PLANTED.changedType.table} ALTER ${PLANTED.changedType.column} TYPE varchar(${PLANTED.changedType.length})`,
  ]);
  // As autovacuum would in a minute, at a moment that it chooses.
  for (const database of [current, wanted]) await run(server, database, ['VACUUM ANALYZE']);
  return { count, current: server.url(current), wanted: server.url(wanted) };
}

/** A database of so many tables; its URL. */
export async function createTables(server: LocalServer, database: string, count: number): Promise<string> {
  await run(server, 'postgres', [`CREATE DATABASE ${database}`]);
  const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, index) => index * BATCH);
  await run(
    server,
    database,
    batches.map((from) => createTablesSql(from + 1, Math.min(from + BATCH, count))),
  );
  return server.url(database);
}

function createTablesSql(first: number, last: number): string {
  return `DO $$ BEGIN FOR n IN ${first}..${last} LOOP
    EXECUTE format('CREATE TABLE %1$I (id integer PRIMARY KEY, code text NOT NULL, label varchar(50),
      amount numeric(10,2) NOT NULL DEFAULT 0, made_at timestamp with time zone NOT NULL DEFAULT now(),
      CONSTRAINT %2$I UNIQUE (code)); CREATE INDEX %3$I ON %1$I (made_at)',
      'table_' || n, 'table_' || n || '_code', 'table_' || n || '_made_at');
  END LOOP; END $$`;
}

async function run(server: LocalServer, database: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server.url(database) });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
