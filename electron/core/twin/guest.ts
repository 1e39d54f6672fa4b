/**
 * The role as which the texts of other databases and of saved files run on this machine: definitions, defaults,
 * functions. A superuser may start programs here; this one may nothing but in the databases that it owns.
 */
import { createHmac } from 'node:crypto';
import type { Session } from '../connection/session';
import { quoteIdent, quoteLiteral } from '../sql/quote';
import type { LocalServer } from './localServer';

export const GUEST = 'lockstep_guest';

/** Of whoever knows the superuser's: all processes that share the server. */
function passwordOf({ password }: LocalServer): string {
  return createHmac('sha256', password).update(GUEST).digest('hex');
}

export function guestUrl(server: LocalServer, database: string): string {
  const url = new URL(server.url(database));
  url.username = GUEST;
  url.password = passwordOf(server);
  return url.href;
}

/** Event triggers of the target would fire here at every statement that makes the next object. */
export async function ensureGuest(keeper: Session, server: LocalServer): Promise<void> {
  const role = quoteIdent(GUEST);
  const password = quoteLiteral(passwordOf(server));
  await keeper.query(
    `DO $$ BEGIN CREATE ROLE ${role} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
  );
  const [found] = await keeper.query<{ is_ready: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_catalog.pg_db_role_setting s JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
       WHERE r.rolname = $1 AND s.setconfig @> ARRAY['event_triggers=off']) AS is_ready`,
    [GUEST],
  );
  if (found?.is_ready) return;
  await keeper.query(`ALTER ROLE ${role} PASSWORD ${password}; ALTER ROLE ${role} SET event_triggers = off`);
}
