/** Two databases of many tables, of which every fifth differs: columns, types, keys, indexes, whole tables. */
import pg from 'pg';
import type { LocalServer } from '../../electron/core/twin/localServer';
import { createTables } from './benchTables';

export interface DifferentPair {
  /** Tables in the first one. */
  readonly count: number;
  readonly current: string;
  readonly wanted: string;
}

/** So that a transaction's locks fit into a server's usual memory for them. */
const BATCH = 500;

export async function createDifferentPair(server: LocalServer, count: number): Promise<DifferentPair> {
  const [current, wanted] = [`current_${count}`, `wanted_${count}`];
  await createTables(server, current, count);
  await run(server, current, [...batches(count, connectSql), 'CREATE TABLE "SequelizeMeta" (name text)']);
  await run(server, 'postgres', [`CREATE DATABASE ${wanted} TEMPLATE ${current}`]);
  await run(server, wanted, batches(count, changeSql));
  // As autovacuum would in a minute, at a moment that it chooses.
  for (const database of [current, wanted]) await run(server, database, ['VACUUM ANALYZE']);
  return { count, current: server.url(current), wanted: server.url(wanted) };
}

function batches(count: number, sqlOf: (first: number, last: number) => string): readonly string[] {
  return Array.from({ length: Math.ceil(count / BATCH) }, (_, at) =>
    sqlOf(at * BATCH + 1, Math.min((at + 1) * BATCH, count)),
  );
}

/** A foreign key to the table before, a view, a sequence, as any schema has them. */
function connectSql(first: number, last: number): string {
  return `DO $$ BEGIN FOR n IN ${first}..${last} LOOP
    IF n % 7 = 0 THEN EXECUTE format('ALTER TABLE %1$I ADD before integer REFERENCES %2$I',
      'table_' || n, 'table_' || n - 1); END IF;
    IF n % 50 = 0 THEN EXECUTE format('CREATE VIEW %1$I AS SELECT id, code, label FROM %2$I',
      'view_' || n, 'table_' || n); END IF;
    IF n % 20 = 1 THEN EXECUTE format('ALTER TABLE %1$I ADD number serial', 'table_' || n); END IF;
  END LOOP; END $$`;
}

/** One table in fifty is dropped, and one is new; the others keep their names. */
function changeSql(first: number, last: number): string {
  const change = (turn: number, sql: string) => `WHEN ${turn} THEN EXECUTE format('${sql}', 'table_' || n);`;
  return `DO $$ BEGIN FOR n IN ${first}..${last} LOOP IF n % 5 = 0 THEN CASE n / 5 % 10
    ${change(0, 'ALTER TABLE %1$I ADD note text')}
    ${change(1, "ALTER TABLE %1$I ADD state text NOT NULL DEFAULT ''new''")}
    ${change(2, 'ALTER TABLE %1$I DROP amount')}
    ${change(3, 'ALTER TABLE %1$I ALTER amount TYPE bigint')}
    ${change(4, 'ALTER TABLE %1$I ALTER amount SET DEFAULT 1')}
    ${change(5, 'DROP INDEX %1$s_made_at')}
    ${change(6, 'CREATE INDEX ON %1$I (amount)')}
    ${change(7, 'CREATE TABLE %1$s_new (id integer PRIMARY KEY, body jsonb NOT NULL); CREATE INDEX ON %1$s_new (body)')}
    ${change(8, 'DROP TABLE %1$I CASCADE')}
    ${change(9, 'ALTER TABLE %1$I ADD CHECK (amount > 0)')}
  END CASE; END IF; END LOOP; END $$`;
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
