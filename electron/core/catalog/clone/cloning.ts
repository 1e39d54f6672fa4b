/** Work in a database of ours on the texts of another one: as guest, but for what only a superuser may make. */
import { openSession, type Session } from '../../connection/session';
import { quoteIdent } from '../../sql/quote';
import type { Scratch } from '../../twin/scratchDatabase';

/** Where changes run. */
export interface Place {
  readonly session: Session;
  /** Where that session's own role is none: opened when it is first needed. */
  superuser?(): Promise<Session>;
}

export interface Cloning extends Place {
  superuser(): Promise<Session>;
  close(): Promise<void>;
}

export async function openCloning(scratch: Scratch): Promise<Cloning> {
  const session = await openSession(scratch.guest, {
    kind: 'run',
    name: 'lockstep twin',
    settings: SETTINGS,
  });
  let superuser: Promise<Session> | null = null;
  return {
    session,
    superuser() {
      superuser ??= openSuperuser(scratch);
      return superuser;
    },
    async close() {
      await session.close();
      await (await superuser?.catch(() => null))?.close();
    },
  };
}

/** Other people's event triggers would fire at what it does. */
async function openSuperuser({ superuser }: Scratch): Promise<Session> {
  const session = await openSession(superuser, {
    kind: 'run',
    name: 'lockstep twin',
    settings: { ...SETTINGS, search_path: 'pg_catalog' },
  });
  // Not before PostgreSQL 17.
  await session.query(
    "SELECT set_config(name, 'off', false) FROM pg_catalog.pg_settings WHERE name = 'event_triggers'",
  );
  return session;
}

/** Functions may call what comes after them. */
const SETTINGS = { check_function_bodies: 'off', statement_timeout: '0' };

const ONLY_SUPERUSERS = /^(?:CREATE|ALTER|DROP|COMMENT ON) (?:EXTENSION|EVENT TRIGGER|FOREIGN DATA WRAPPER) /;

/** None of these runs anything of the other database; one that is not trusted makes extensions of this server. */
export function isForSuperusers(sql: string): boolean {
  return ONLY_SUPERUSERS.test(sql);
}

/** A statement in a transaction of its own, as whoever may run it. */
export async function runAlone(cloning: Cloning, sql: string): Promise<void> {
  if (isForSuperusers(sql)) await runAsSuperuser(await cloning.superuser(), cloning.session, sql);
  else await cloning.session.query(sql);
}

/** One statement, whatever a name in it holds. What the guest has begun must be committed before. */
export async function runAsSuperuser(superuser: Session, guest: Session, sql: string): Promise<void> {
  await superuser.query(sql, [], { isSingle: true });
  await letGuestUseWrappers(superuser, guest);
}

async function letGuestUseWrappers(session: Session, guest: Session): Promise<void> {
  const [who] = await guest.query<{ name: string }>('SELECT session_user AS name');
  const wrappers = await session.query<{ name: string }>(
    `SELECT fdwname AS name FROM pg_catalog.pg_foreign_data_wrapper
      WHERE NOT pg_catalog.has_foreign_data_wrapper_privilege($1, oid, 'USAGE') ORDER BY fdwname`,
    [who?.name],
  );
  for (const { name } of wrappers) {
    await session.query(
      `GRANT USAGE ON FOREIGN DATA WRAPPER ${quoteIdent(name)} TO ${quoteIdent(who?.name ?? '')}`,
    );
  }
}
