import { badInput, CoreError } from '../errors';
import type { ServerFacts } from './profile';
import type { Session } from './session';

const SQL = `SELECT pg_catalog.current_setting('server_version') AS version,
    pg_catalog.current_setting('server_version_num')::int AS version_number,
    session_user AS user, pg_catalog.current_database() AS database,
    pg_catalog.pg_is_in_recovery() AS is_standby,
    coalesce((SELECT s.reset_val = 'on' AND s.source <> 'client' FROM pg_catalog.pg_settings s
      WHERE s.name = 'default_transaction_read_only'), false)
    OR EXISTS (SELECT FROM pg_catalog.pg_db_role_setting r, pg_catalog.unnest(r.setconfig) AS setting
      WHERE setting = 'default_transaction_read_only=on'
        AND r.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
        AND r.setrole IN (0, (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = session_user))) AS is_read_only,
    coalesce((SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()), false) AS tls`;

export const OLDEST_VERSION = 140000;

export function refuseOldServer({ version, versionNumber }: ServerFacts): void {
  if (versionNumber >= OLDEST_VERSION) return;
  throw badInput(
    `The server is PostgreSQL ${version}; Lockstep runs revisions on 14 or newer.`,
    'Nothing was run.',
  );
}

/** What the server is. Our own session is read-only by its startup packet, so that is not what is asked. */
export async function fetchServerFacts(session: Session): Promise<ServerFacts> {
  const [row] = await session.query<{
    version: string;
    version_number: number;
    user: string;
    database: string;
    is_standby: boolean;
    is_read_only: boolean;
    tls: boolean;
  }>(SQL);
  if (!row) throw new CoreError({ kind: 'bug', id: 'facts', message: 'The server said nothing of itself.' });
  return {
    version: row.version.split(' ')[0] ?? row.version,
    versionNumber: row.version_number,
    user: row.user,
    database: row.database,
    isStandby: row.is_standby,
    isReadOnly: row.is_standby || row.is_read_only,
    tls: row.tls,
  };
}
