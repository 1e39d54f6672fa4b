import { Client } from 'pg';
import { indexesSql, rowsSql, tablesSql } from './schema.sql';

/** In an empty database: loaded, indexed, vacuumed and analysed. */
export async function createWarehouse(url: string, orders: number): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'lockstep test' });
  await client.connect();
  try {
    for (const sql of [tablesSql, 'SET session_replication_role = replica', rowsSql(orders), indexesSql]) {
      await client.query(sql);
    }
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}
