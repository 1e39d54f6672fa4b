/** A program for the bench: reads the system catalogs of two databases as they are, and prints how many rows. */
import pg from 'pg';

const CATALOGS = [
  'pg_class',
  'pg_attribute',
  'pg_type',
  'pg_constraint',
  'pg_index',
  'pg_attrdef',
  'pg_depend',
  'pg_description',
  'pg_namespace',
  'pg_proc',
] as const;

async function main(urls: readonly string[]): Promise<void> {
  const counts = await Promise.all(urls.map(readAll));
  process.stdout.write(JSON.stringify({ rows: counts.reduce((sum, count) => sum + count, 0) }));
}

async function readAll(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let rows = 0;
  for (const catalog of CATALOGS) {
    rows += (await client.query(`SELECT * FROM pg_catalog.${catalog}`)).rows.length;
  }
  await client.end();
  return rows;
}

void main(process.argv.slice(2));
