import type { Client } from 'pg';
import { afterLoadSql, beforeLoadSql, loadSteps } from './loadShop.sql';
import { markPreparedSql } from './prepareShop.sql';

interface LoadRequest {
  readonly onStep: (message: string, fraction: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Fills the tables and marks the database as prepared: all or nothing. */
export async function loadShop(client: Client, { onStep, signal }: LoadRequest): Promise<void> {
  await client.query('BEGIN');
  await client.query(beforeLoadSql);
  for (const step of loadSteps) {
    // Leaving without COMMIT: the caller closes the session, and PostgreSQL rolls back.
    signal?.throwIfAborted();
    onStep(step.message, step.fraction);
    await client.query(step.sql);
  }
  await client.query(afterLoadSql);
  await client.query(markPreparedSql);
  await client.query('COMMIT');
}
