import type { Client } from 'pg';

interface Row {
  readonly data_directory: string;
}

const text = `SELECT pg_catalog.current_setting('data_directory') AS data_directory`;

export async function showDataDirectory(client: Client): Promise<string> {
  const { rows } = await client.query<Row>(text);
  return rows[0]?.data_directory ?? '';
}
