/** A connection as core has it open, without a list of profiles. */
import type { OpenConnection } from '../connection/connections';
import { parseTarget } from '../connection/parseTarget';
import type { ConnectionRole } from '../connection/profile';
import { fetchServerFacts } from '../connection/serverFacts.sql';
import { openSession } from '../connection/session';
import { atEnd } from './endings';

export async function openTestConnection(
  url: string,
  role: ConnectionRole = 'development',
): Promise<OpenConnection> {
  const credentials = parseTarget({ url });
  const watch = await openSession(credentials, { kind: 'watch', name: 'lockstep watch' });
  atEnd(() => watch.close());
  const profile = { id: 'test', name: 'test', role, ...credentials.target };
  return { profile, credentials, watch, facts: await fetchServerFacts(watch) };
}
