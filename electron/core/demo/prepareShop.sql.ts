import type { Client } from 'pg';

export const createShopSql = 'CREATE DATABASE shop';

const mark = 'Demo shop of Lockstep, filled';

/** Belongs into the transaction that fills the shop. */
export const markPreparedSql = `COMMENT ON DATABASE shop IS '${mark}'`;

const isPreparedSql = `
SELECT pg_catalog.shobj_description(d.oid, 'pg_database') IS NOT DISTINCT FROM $1 AS answer
  FROM pg_catalog.pg_database d
 WHERE d.datname = 'shop'`;

const prepareLockSql = `SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtext('lockstep demo')) AS answer`;

interface Row {
  readonly answer: boolean;
}

export async function fetchIsPrepared(client: Client): Promise<boolean> {
  const { rows } = await client.query<Row>(isPreparedSql, [mark]);
  return rows[0]?.answer ?? false;
}

export async function tryPrepareLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<Row>(prepareLockSql);
  return rows[0]?.answer ?? false;
}
