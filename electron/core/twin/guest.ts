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

/**
 * As it was meant to be, each time: a role may change its own password and settings, and what ran as it may have.
 * Event triggers of the target would fire here at every statement that makes the next object. One message is one
 * transaction, and one at a time: others that alter the role meanwhile would fail.
 */
export async function ensureGuest(keeper: Session, server: LocalServer): Promise<void> {
  const role = quoteIdent(GUEST);
  await keeper.query(`SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(${quoteLiteral(GUEST)}, 0));
    DO $$ BEGIN CREATE ROLE ${role} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
    ALTER ROLE ${role} RESET ALL;
    ALTER ROLE ${role} PASSWORD ${quoteLiteral(passwordOf(server))};
    ALTER ROLE ${role} SET event_triggers = off`);
}
