import { Client, DatabaseError } from 'pg';
import { showDataDirectory } from './probe.sql';

/** `foreign`: a PostgreSQL that does not know our password. `silent`: no answer yet, for whatever reason. */
export type ProbeAnswer =
  | { readonly kind: 'ready'; readonly dataFolder: string }
  | { readonly kind: 'refused' | 'foreign' | 'silent' };

export interface ProbeTarget {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** Asks whoever listens on the port which data directory it serves. Never throws. */
export async function probeServer(target: ProbeTarget): Promise<ProbeAnswer> {
  const client = new Client({
    ...target,
    host: '127.0.0.1',
    database: 'postgres',
    application_name: 'lockstep probe',
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  });
  // A server that goes away while we look is an answer, too, and comes as an event as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return { kind: 'ready', dataFolder: await showDataDirectory(client) };
  } catch (thrown) {
    return { kind: classify(thrown) };
  } finally {
    await client.end().catch(() => undefined);
  }
}

function classify(thrown: unknown): 'refused' | 'foreign' | 'silent' {
  if (thrown instanceof DatabaseError) return thrown.code?.startsWith('28') ? 'foreign' : 'silent';
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return code === 'ECONNREFUSED' ? 'refused' : 'silent';
}
