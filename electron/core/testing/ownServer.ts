/** A server of the test file's own, for what can't be told apart or would disturb others on the shared ones. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalServer } from '../twin/localServer';
import { queryOnce, type TestDatabase } from './createTestDatabase';
import { atEnd } from './endings';
import type { TestPostgres } from './testServers';

/** Its database `postgres`; the server is gone when that is dropped, at the latest when the test file is over. */
export async function startOwnServer(
  postgres: TestPostgres,
  settings: Readonly<Record<string, string>> = {},
): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-own-server-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const server = await startLocalServer({ binaries: postgres, folder, settings });
  const drop = () => server.stop();
  atEnd(drop);
  const url = server.url('postgres');
  return { url, name: 'postgres', drop, query: (sql, values) => queryOnce(url, sql, values) };
}
