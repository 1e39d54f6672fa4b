/**
 * A target's plan twin: its schema and its planner's statistics, without rows, in a database of the twin's server
 * that stays until it is refreshed. What is planned there is planned as the target would.
 * Knows how to find one and to let somebody work in it; nothing of queries and indexes (see core/indexes/explain).
 * Start here, then refreshPlanTwin.ts, which makes one.
 */
import { join } from 'node:path';
import { parseTarget } from '../../connection/parseTarget';
import type { Target } from '../../connection/profile';
import { openSession, type Session } from '../../connection/session';
import { badInput } from '../../errors';
import type { LocalServer } from '../localServer';
import { waysInto } from '../scratchDatabase';
import type { Twin } from '../twinKeeper';
import { describePlace, fetchCard, type PlanTwinCard, planDatabaseName } from './planDatabase';
import { widenSearchPath } from './searchPath.sql';
import { applySettings } from './targetFacts.sql';

/** A session in a plan twin, with the target's settings. */
export interface Planning {
  readonly session: Session;
  readonly card: PlanTwinCard;
  /** Of the server, on this machine. */
  readonly dataFolder: string;
}

export interface PlanTwinAge {
  readonly card: PlanTwinCard;
  readonly ageMs: number;
}

/** null: it was never refreshed. */
export async function findPlanTwin(
  twin: Twin,
  target: Target,
  now: () => number = Date.now,
): Promise<PlanTwinAge | null> {
  const card = await withKeeper(await twin.server(), (keeper) => fetchCard(keeper, planDatabaseName(target)));
  return card && { card, ageMs: Math.max(0, now() - Date.parse(card.refreshedAt)) };
}

/** Lets `use` plan in it; what that makes and does not roll back stays. */
export async function withPlanTwin<T>(
  twin: Twin,
  target: Target,
  use: (planning: Planning) => Promise<T>,
): Promise<T> {
  const planning = await openPlanTwin(twin, target);
  try {
    return await use(planning);
  } finally {
    await planning.session.close();
  }
}

/** For a generator, which can't work within a callback: the session is the caller's to close. */
export async function openPlanTwin(twin: Twin, target: Target): Promise<Planning> {
  const server = await twin.server();
  const name = planDatabaseName(target);
  const card = await withKeeper(server, (keeper) => fetchCard(keeper, name));
  if (!card) {
    throw badInput(`There is no twin of ${describePlace(target)} yet.`, 'Refresh it first.');
  }
  const session = await openGuestSession(server, name);
  try {
    await applySettings(session, card);
    await widenSearchPath(session);
    // Whoever tries indexes on the same table is through in a moment, and a round of suggestions in half a minute.
    await session.query("SET lock_timeout = '30s'");
    return { session, card, dataFolder: dataFolderOf(server) };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** In the database from which the others are made and dropped. */
export async function withKeeper<T>(server: LocalServer, use: (keeper: Session) => Promise<T>): Promise<T> {
  const keeper = await openTwinSession(server, 'postgres');
  try {
    return await use(keeper);
  } finally {
    await keeper.close();
  }
}

/** As superuser: by names and operators of PostgreSQL's own, whatever search_path the guest gave its database. */
export function openTwinSession(server: LocalServer, database: string): Promise<Session> {
  return openSession(parseTarget({ url: server.url(database) }), {
    ...{ kind: 'run', name: 'lockstep twin', settings: { search_path: 'pg_catalog' } },
  });
}

/** For what the target has a part in: its statistics, its statements. */
export function openGuestSession(server: LocalServer, database: string): Promise<Session> {
  return openSession(waysInto(server, database).guest, { kind: 'run', name: 'lockstep twin' });
}

export function dataFolderOf({ folder }: LocalServer): string {
  return join(folder, 'data');
}
