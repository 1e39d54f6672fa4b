/** Scratch databases on the twin's server: made empty, dropped whole. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Credentials, parseTarget } from '../connection/parseTarget';
import type { Session } from '../connection/session';
import { quoteIdent } from '../sql/quote';
import { ensureGuest, GUEST, guestUrl } from './guest';
import type { LocalServer } from './localServer';

/** Two ways into a database that is ours. */
export interface Scratch {
  /** For what its user trusts, as a project's revisions. */
  readonly superuser: Credentials;
  /** For the texts of other databases and files: owns the database, and may nothing else. */
  readonly guest: Credentials;
}

export interface ScratchDatabase {
  readonly ways: Scratch;
  drop(): Promise<void>;
}

export function waysInto(server: LocalServer, database: string): Scratch {
  return {
    superuser: parseTarget({ url: server.url(database) }),
    guest: parseTarget({ url: guestUrl(server, database) }),
  };
}

const PREFIX = 'scratch_';
const POLL_MS = 50;

/**
 * Resolves once no other session, of whichever process, has a turn. Polled, because a session that waits in
 * pg_advisory_lock holds a snapshot, for which every concurrent index build of the one before would wait.
 */
export async function takeTurn(keeper: Session, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const [answer] = await keeper.query<{ taken: boolean }>(
      "SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended('lockstep scratch', 0)) AS taken",
    );
    if (answer?.taken) return;
    await sleep(POLL_MS, undefined, { signal });
  }
}

/** Of whoever has the turn: what other scratch databases there are, dead processes have left. */
export async function makeScratchDatabase(keeper: Session, server: LocalServer): Promise<ScratchDatabase> {
  await ensureGuest(keeper, server);
  await dropLeftovers(keeper);
  const name = `${PREFIX}${randomBytes(6).toString('hex')}`;
  // template0: other sessions on template1 would stand in the way.
  await keeper.query(`CREATE DATABASE ${quoteIdent(name)} OWNER ${GUEST} TEMPLATE template0`);
  return {
    ways: waysInto(server, name),
    async drop() {
      await dropDatabase(keeper, name);
      await dropRoles(keeper);
    },
  };
}

async function dropLeftovers(keeper: Session): Promise<void> {
  const rows = await keeper.query<{ name: string }>(
    `SELECT datname AS name FROM pg_catalog.pg_database WHERE datname ~ '^${PREFIX}[0-9a-f]+$'`,
  );
  for (const { name } of rows) await dropDatabase(keeper, name);
  await dropRoles(keeper);
}

async function dropDatabase(keeper: Session, name: string): Promise<void> {
  await keeper.query(`DROP DATABASE IF EXISTS ${quoteIdent(name)} WITH (FORCE)`);
}

/** A role that one capture's revisions made would be in the way of the next one's CREATE ROLE. */
async function dropRoles(keeper: Session): Promise<void> {
  const made =
    'SELECT rolname AS name FROM pg_catalog.pg_roles WHERE oid >= 16384 AND rolname <> $1 ORDER BY oid';
  const rows = await keeper.query<{ name: string }>(made, [GUEST]);
  const names = rows.map(({ name }) => quoteIdent(name));
  if (names.length > 0) await keeper.query(`DROP ROLE ${names.join(', ')}`);
}
