import { setTimeout as delay } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import type { LocalServer } from '../twin/localServer';
import type { ApplyRevisions, DemoStatus } from './demo';
import { loadShop } from './loadShop';
import { createShopSql, fetchIsPrepared, tryPrepareLock } from './prepareShop.sql';
import { visitShop } from './visitShop';

export const shopDatabase = 'shop';

/** Applied at first start; the revisions after it wait for the user. */
export const firstHead = '20260202101500-add-discontinued-to-products.js';

interface PrepareRequest {
  readonly server: LocalServer;
  readonly projectFolder: string;
  readonly applyRevisions: ApplyRevisions;
  readonly onStatus: (status: DemoStatus) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Creates the shop's database, its schema, its rows and some traffic, each unless it is there. Killed half-way, the next
 * call goes on: the rows and the mark that they are there are one transaction.
 */
export async function prepareShop(request: PrepareRequest): Promise<void> {
  const { server, projectFolder, applyRevisions, onStatus, signal } = request;
  await createShop(server);
  const url = server.url(shopDatabase);
  await withClient(url, async (client) => {
    await waitForPrepareLock(client, signal);
    if (!(await fetchIsPrepared(client))) {
      onStatus({ phase: 'preparing', message: 'Creating the tables of the demo shop', fraction: 0 });
      await applyRevisions({ url, projectFolder, to: firstHead, signal });
      signal?.throwIfAborted();
      await loadShop(client, {
        signal,
        onStep: (message, fraction) => onStatus({ phase: 'preparing', message, fraction }),
      });
    }
    await visitShop(client, signal);
  });
}

async function createShop(server: LocalServer): Promise<void> {
  await withClient(server.url('postgres'), async (client) => {
    await client.query(createShopSql).catch((thrown) => {
      if (!isThereAlready(thrown)) throw thrown;
    });
  });
}

// duplicate_database; or unique_violation when another session creates it at this moment.
function isThereAlready(thrown: unknown): boolean {
  return thrown instanceof DatabaseError && (thrown.code === '42P04' || thrown.code === '23505');
}

// One process at a time. The session that loads is the one that holds the lock, so a killed process keeps
// it for as long as PostgreSQL still works for it, and not longer.
async function waitForPrepareLock(client: Client, signal: AbortSignal | undefined): Promise<void> {
  while (!(await tryPrepareLock(client))) await delay(100, undefined, { ...(signal && { signal }) });
}

async function withClient(url: string, use: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({
    connectionString: url,
    application_name: 'lockstep demo',
    lock_timeout: 5_000,
    statement_timeout: 120_000,
  });
  client.on('error', () => undefined); // The query under way fails with the same error.
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
