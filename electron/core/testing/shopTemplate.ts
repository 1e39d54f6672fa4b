import { Client } from 'pg';
import { shopTemplateSql } from './shopTemplate.sql';

/** A database with a very small shop, for createTestDatabase({ template: 'shop' }) to clone. */
export async function createShopTemplate(maintenanceUrl: string, templateUrl: string): Promise<void> {
  await runSql(maintenanceUrl, 'CREATE DATABASE shop_template');
  await runSql(templateUrl, shopTemplateSql);
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'lockstep test' });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
