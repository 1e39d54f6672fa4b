/**
 * Reads a database's Catalog in a handful of queries. It can't hang: what somebody has under ACCESS EXCLUSIVE is
 * read from plain columns of the system catalogs, whose reading waits for nobody. Start at `fetchCatalog`.
 */
import type { Credentials } from '../connection/parseTarget';
import { openSession, type Session } from '../connection/session';
import { SQLSTATE } from '../connection/sqlstates';
import { CoreError } from '../errors';
import { flatMap, withTurns } from '../stretches';
import type { Catalog, CatalogObject, Unread } from './catalog';
import { fetchColumns } from './read/columns';
import { fetchConstraints } from './read/constraints';
import { fetchDependencies, withDependencies } from './read/dependencies';
import { fetchServers, fetchWrappers } from './read/foreign';
import { fetchGrants } from './read/grants';
import { fetchIndexes } from './read/indexes';
import { fetchEventTriggers, fetchPolicies, fetchRules, fetchTriggers } from './read/reactions';
import type { Found, Reading } from './read/reading';
import { fetchAggregates, fetchRoutines } from './read/routines';
import { fetchExtensions, fetchSchemas } from './read/schemas';
import { fetchSequences } from './read/sequences';
import { fetchFingerprint, fetchSituation } from './read/situation';
import { fetchStatistics } from './read/statistics';
import { fetchTables } from './read/tables';
import { fetchCollations, fetchComposites, fetchDomains, fetchEnums, fetchRanges } from './read/types';
import { fetchUnread } from './read/unread';
import { fetchViews } from './read/views';

const NAME = 'lockstep catalog';

/** Tries, where somebody has taken a lock, or made or dropped something, while we read. */
const TRIES = 5;

export interface CatalogOptions {
  /** Also what is granted, which a project's revisions seldom say. */
  readonly grants?: boolean | undefined;
}

export async function fetchCatalog(
  credentials: Credentials,
  signal?: AbortSignal,
  options: CatalogOptions = {},
): Promise<Catalog> {
  const session = await openSession(credentials, { kind: 'watch', name: NAME });
  const cancel = () => void cancelReading(credentials, session).catch(() => undefined);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    await session.query(SETTINGS);
    for (let tries = 1; ; tries++) {
      signal?.throwIfAborted();
      try {
        const { catalog, isWhole } = await readAll(session, options, signal);
        if (isWhole || tries === TRIES) return catalog;
      } catch (error) {
        signal?.throwIfAborted();
        if (tries === TRIES || !isWorthRetrying(error)) throw error;
      }
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
    await session.close();
  }
}

/** Of 10,000 tables some queries take a second, and closing a session doesn't end what it runs. */
async function cancelReading(credentials: Credentials, { pid }: Session): Promise<void> {
  const session = await openSession(credentials, { kind: 'interrupt', name: 'lockstep interrupt' });
  try {
    // By its name, too: a pooler tells a pid that may be anybody's.
    await session.query(
      'SELECT pg_catalog.pg_cancel_backend(pid) FROM pg_catalog.pg_stat_activity WHERE pid = $1 AND application_name = $2',
      [pid, NAME],
    );
  } finally {
    await session.close();
  }
}

// Names are qualified, and values spelt the same whatever the role's own settings are. Compiling a query takes longer
// than these take.
const SETTINGS = `SELECT pg_catalog.set_config(name, value, false) FROM (VALUES ('search_path', ''), ('TimeZone', 'UTC'),
    ('DateStyle', 'ISO, YMD'), ('IntervalStyle', 'postgres'), ('extra_float_digits', '1'), ('bytea_output', 'hex'),
    ('quote_all_identifiers', 'off'), ('jit', 'off'), ('statement_timeout', '30000')) AS settings (name, value)`;

function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof CoreError) || error.info.kind !== 'sql-failed') return false;
  const { sqlstate } = error.info;
  // XX000: cache lookup failed, for what is gone since the statement's snapshot.
  return sqlstate === SQLSTATE.lockNotAvailable || sqlstate === 'XX000';
}

interface Read {
  readonly catalog: Catalog;
  /** Nobody has changed anything meanwhile. */
  readonly isWhole: boolean;
}

// Each query sees its own moment. One transaction would see one, but keep the locks that writing down a view takes.
async function readAll(
  session: Session,
  { grants = false }: CatalogOptions,
  signal: AbortSignal | undefined,
): Promise<Read> {
  const fingerprint = await fetchFingerprint(session);
  const reading: Reading = { session, ...(await fetchSituation(session)) };
  const found = await fetchObjects(reading, signal);
  const dependencies = await fetchDependencies(reading, found);
  const granted = grants ? await fetchGrants(reading, found) : [];
  const whole = flatMap(found, (each) => [withDependencies(each, dependencies)]);
  const objects = [...(await withTurns(whole, signal)), ...granted];
  const there = objects.filter(isThere);
  const unread: readonly Unread[] = await fetchUnread(reading);
  const catalog: Catalog = {
    format: 1,
    serverVersion: reading.serverVersion,
    objects: there.sort((a, b) => (a.id < b.id ? -1 : 1)),
    unread,
    ...(grants && { hasGrants: true }),
  };
  const isWhole = there.length === objects.length && fingerprint === (await fetchFingerprint(session));
  return { catalog, isWhole };
}

/** PostgreSQL writes nothing down for what is gone since the statement began. */
function isThere(object: CatalogObject): boolean {
  return !('definition' in object) || Boolean(object.definition) || object.lockedBy !== undefined;
}

async function fetchObjects(reading: Reading, signal: AbortSignal | undefined): Promise<readonly Found[]> {
  const sequences = await fetchSequences(reading);
  const columns = await fetchColumns(reading, sequences.identities);
  const rest = [
    fetchSchemas,
    fetchExtensions,
    fetchCollations,
    fetchEnums,
    fetchDomains,
    fetchComposites,
    fetchRanges,
    (each: Reading) => fetchTables(each, columns),
    (each: Reading) => fetchViews(each, columns),
    fetchConstraints,
    fetchIndexes,
    fetchRoutines,
    fetchAggregates,
    fetchTriggers,
    fetchEventTriggers,
    fetchRules,
    fetchPolicies,
    fetchStatistics,
    fetchWrappers,
    fetchServers,
  ];
  const found: Found[] = [...sequences.own];
  for (const fetch of rest) {
    signal?.throwIfAborted();
    for (const each of await fetch(reading)) found.push(each);
  }
  return found;
}
