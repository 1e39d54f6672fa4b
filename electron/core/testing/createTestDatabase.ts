import { randomBytes } from 'node:crypto';
import { Client, type QueryResultRow } from 'pg';
import { inject } from 'vitest';
import { atEnd } from './endings';
import type { TestPostgres, TestServerFacts } from './testServers';

export interface TestDatabaseRequest {
  /** Default 18. */
  readonly postgres?: TestPostgres;
  /** `shop`: customers, products, orders and order_items with a few rows. Default: empty. */
  readonly template?: 'empty' | 'shop';
}

export interface TestDatabase {
  readonly name: string;
  /** As superuser. */
  readonly url: string;
  /** Raw SQL in a session of its own, which is gone when this returns. Several statements without values. */
  query<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Happens by itself at the end of the test file. */
  drop(): Promise<void>;
}

export async function createTestDatabase(request: TestDatabaseRequest = {}): Promise<TestDatabase> {
  const facts = await askForServer(request.postgres ?? '18');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = request.template === 'shop' ? 'shop_template' : 'template0';
  await queryOnce(databaseUrl(facts, 'postgres'), `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = databaseUrl(facts, name);
  const drop = async () => {
    await queryOnce(databaseUrl(facts, 'postgres'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  atEnd(drop);
  return { name, url, drop, query: (sql, values) => queryOnce(url, sql, values) };
}

async function askForServer(postgres: TestPostgres): Promise<TestServerFacts> {
  const response = await fetch(`${inject('testServersUrl')}/${postgres}`);
  if (!response.ok) throw new Error(`No test server: ${await response.text()}`);
  return (await response.json()) as TestServerFacts; // Our own testServers.ts wrote it.
}

function databaseUrl({ port, user, password }: TestServerFacts, name: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${name}`;
}

/** In a session of its own. */
export async function queryOnce<Row extends QueryResultRow>(
  url: string,
  sql: string,
  values?: readonly unknown[],
): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url, application_name: 'lockstep test' });
  await client.connect();
  try {
    const result = await client.query<Row>(sql, values && [...values]);
    return result.rows ?? [];
  } finally {
    await client.end();
  }
}
