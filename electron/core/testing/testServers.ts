/**
 * The PostgreSQL servers of the test run. Vitest's main process starts them, because its workers come and
 * go with the test files: 18 at once, 15 when a test file first asks for it over HTTP.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type LocalServer, startLocalServer } from '../twin/localServer';
import { refuseStalePrograms } from './builtPrograms';
import { createShopTemplate } from './shopTemplate';

export type TestPostgres = '18' | '15';

export interface TestServerFacts {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers `/18` and `/15` with TestServerFacts. */
    readonly testServersUrl: string;
  }
}

type StartedServers = Map<TestPostgres, Promise<LocalServer>>;

/** Vitest calls it before the first test file, and what it returns after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  refuseStalePrograms();
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-test-'));
  const servers: StartedServers = new Map();
  await serverFor('18', servers, folder);
  const desk = createDesk(servers, folder);
  await once(desk.listen(0, '127.0.0.1'), 'listening');
  const address = desk.address();
  if (typeof address !== 'object' || !address) throw new Error('The desk of the test servers has no port.');
  project.provide('testServersUrl', `http://127.0.0.1:${address.port}`);
  return async () => {
    desk.close();
    await Promise.all([...servers.values()].map(async (server) => (await server).stop()));
    await rm(folder, { recursive: true, force: true });
  };
}

function createDesk(servers: StartedServers, folder: string): Server {
  return createServer(async (request, response) => {
    try {
      const { port, user, password } = await serverFor(request.url === '/15' ? '15' : '18', servers, folder);
      const facts: TestServerFacts = { port, user, password };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(facts));
    } catch (thrown) {
      response.writeHead(500).end(String(thrown));
    }
  });
}

function serverFor(postgres: TestPostgres, servers: StartedServers, folder: string): Promise<LocalServer> {
  const server = servers.get(postgres) ?? startTestServer(postgres, folder);
  servers.set(postgres, server);
  return server;
}

async function startTestServer(postgres: TestPostgres, folder: string): Promise<LocalServer> {
  const server = await startLocalServer({
    binaries: postgres,
    folder,
    settings: {
      fsync: 'off',
      full_page_writes: 'off',
      max_connections: '200',
      max_prepared_transactions: '100',
      // With the usual 5,000 the statements of one test file would push out the counts of another.
      'pg_stat_statements.max': '50000',
    },
  });
  await createShopTemplate(server.url('postgres'), server.url('shop_template'));
  return server;
}
