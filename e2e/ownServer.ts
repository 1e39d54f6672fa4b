// A PostgreSQL and projects that have nothing to do with the demo, as a user's own would.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { startLocalServer } from '../electron/core/twin/localServer';
import { temporaryFolder } from './temporaryFolder';

export interface OwnServer {
  /** Creates a database; answers with its URL, password included. */
  createDatabase(name: string): Promise<string>;
  query(url: string, sql: string): Promise<readonly Record<string, unknown>[]>;
  stop(): Promise<void>;
}

export async function startOwnServer(): Promise<OwnServer> {
  const folder = await temporaryFolder('server');
  const server = await startLocalServer({ binaries: '18', folder: join(folder, 'postgres') });
  return {
    async createDatabase(name) {
      await query(server.url('postgres'), `CREATE DATABASE ${name}`);
      return server.url(name);
    },
    query,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A project folder out of file names below it and their texts. */
export async function writeProject(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder('project');
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}
