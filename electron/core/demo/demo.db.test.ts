import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, type QueryResultRow } from 'pg';
import { expect, test } from 'vitest';
import { parseTarget } from '../connection/parseTarget';
import { openSession } from '../connection/session';
import { fetchSuggestions } from '../indexes/fetchSuggestions';
import { fetchFindings } from '../queries/fetchFindings';
import { atEnd } from '../testing/endings';
import { applyWithUmzug, revertWithUmzug } from '../testing/umzugProject';
import { type Demo, type DemoStatus, startDemo } from './demo';
import { firstHead } from './prepareShop';

const projectFolder = fileURLToPath(new URL('../../../migrations', import.meta.url));
const ownerScript = fileURLToPath(new URL('../testing/demoOwner.ts', import.meta.url));

const shopSizes = {
  customers: 20_000,
  products: 500,
  orders: 200_000,
  order_items: 400_000,
  payments: 191_616,
  users: 12,
};

test('the first start fills the shop, the second finds it, and the pending revisions run on it', async () => {
  const folder = await createFolder();
  const first = await start(folder);
  expect(first.phases).toEqual(['starting', 'preparing', 'ready']);
  expect(first.upgradedTo).toEqual([firstHead]);
  expect(await countRows(first.demo)).toEqual(shopSizes);
  const found = await whatIsFound(first.demo);
  expect(found.findings).toEqual(['sequential-scan of public.payments', 'n-plus-one of public.customers']);
  expect(found.suggestions).toContain('missing-foreign-key-index on payments (order_id)');
  await first.demo.stop();

  const second = await start(folder);
  expect(second.phases).toEqual(['starting', 'ready']);
  expect(second.upgradedTo).toEqual([]);
  expect(await whatIsFound(second.demo), 'counters outlive the server, and nothing is asked twice').toEqual(
    found,
  );
  await applyWithUmzug(second.demo.url, projectFolder);
  expect(await query(second.demo.url, unpaidSql)).toEqual([{ orders: 0 }]);
  expect(await countRows(second.demo)).toEqual(shopSizes);
  await revertWithUmzug(second.demo.url, projectFolder);
  await second.demo.stop();
}, 120_000);

test('a demo that was killed while it filled the shop is complete after the next start', async () => {
  const folder = await createFolder();
  await killWhileFilling(folder);
  const { demo } = await start(folder);
  expect(await countRows(demo)).toEqual(shopSizes);
  await demo.stop();
}, 120_000);

test('a start that is cancelled while it prepares the shop leaves nothing running, and says so', async () => {
  const folder = await createFolder();
  const cancelling = new AbortController();
  const statuses: DemoStatus[] = [];
  const starting = startDemo({
    folder,
    projectFolder,
    signal: cancelling.signal,
    applyRevisions: async () => cancelling.abort(),
    onStatus: (status) => statuses.push(status),
  });
  await expect(starting).rejects.toMatchObject({ name: 'AbortError' });
  expect(statuses.at(-1)).toEqual({ phase: 'failed', message: 'Cancelled.' });
  expect(existsSync(join(folder, 'postgres-18', 'data', 'postmaster.pid'))).toBe(false);
});

async function whatIsFound({ url }: Demo) {
  const session = await openSession(parseTarget({ url }), { kind: 'watch', name: 'lockstep watch' });
  try {
    const { suggestions, workload } = await fetchSuggestions(session, projectFolder);
    if (workload.state !== 'ready') throw new Error(workload.message);
    const findings = await fetchFindings(session, workload);
    return {
      findings: findings.map(({ kind, table }) => `${kind} of ${table}`),
      calls: findings.map(({ calls }) => calls),
      suggestions: suggestions.map(
        ({ kind, table, columns }) => `${kind} on ${table} (${columns.join(', ')})`,
      ),
    };
  } finally {
    await session.close();
  }
}

const unpaidSql = `SELECT count(*)::int AS orders FROM orders o JOIN payments p ON p.order_id = o.id
  WHERE o.total IS DISTINCT FROM p.amount`;

const countSql = Object.keys(shopSizes)
  .map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`)
  .join(', ');

async function countRows({ url }: Demo): Promise<unknown> {
  return (await query(url, `SELECT ${countSql}`))[0];
}

interface Started {
  readonly demo: Demo;
  readonly phases: readonly string[];
  readonly upgradedTo: readonly string[];
}

async function start(folder: string): Promise<Started> {
  const phases = new Set<string>();
  const upgradedTo: string[] = [];
  const demo = await startDemo({
    folder,
    projectFolder,
    applyRevisions: async ({ url, to }) => {
      upgradedTo.push(to);
      await applyWithUmzug(url, projectFolder, to);
    },
    onStatus: ({ phase }) => phases.add(phase),
  });
  atEnd(demo.stop);
  return { demo, phases: [...phases], upgradedTo };
}

async function killWhileFilling(folder: string): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'jiti/register', ownerScript, folder, projectFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const text of child.stdout) {
    if (String(text).includes('order items')) child.kill('SIGKILL');
  }
  if (child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
}

async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-demo-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function query(url: string, sql: string): Promise<readonly QueryResultRow[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
