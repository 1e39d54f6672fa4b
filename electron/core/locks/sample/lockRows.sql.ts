import type { Session } from '../../connection/session';

/** A row of pg_locks; oids and numbers are null where the kind of lock has none. */
export interface LockRow {
  readonly locktype: string;
  readonly database: number | null;
  readonly relation: number | null;
  readonly page: number | null;
  readonly tuple: number | null;
  readonly virtualxid: string | null;
  readonly transactionid: string | null;
  readonly classid: number | null;
  readonly objid: number | null;
  readonly objsubid: number | null;
  /** Of a prepared transaction: the same for all of its locks. */
  readonly virtualtransaction: string | null;
  /** null: of a prepared transaction. */
  readonly pid: number | null;
  readonly mode: string;
  readonly granted: boolean;
  /** Milliseconds so far; null for the instant before PostgreSQL has noted it. */
  readonly waited_ms: number | null;
  /** Since the epoch: the order in which waiters came. */
  readonly wait_began: number | null;
  /** pg_blocking_pids, of the waiters that were asked for. */
  readonly blockers: readonly number[] | null;
  readonly lock_count: number;
}

/**
 * pg_blocking_pids takes all partitions of the lock table exclusively and reads them: with 550 waiters, 20 calls
 * cost PostgreSQL 1 ms and 550 calls 27. Beyond this many the queue is read from pg_locks instead, and another
 * 20 are asked each time.
 */
const ASKED_WAITERS = 20;

/** Beyond this many locks, only what waits, what is in its way and each transaction's first few are fetched. */
const MANY_LOCKS = 10_000;
const LOCKS_OF_EACH = 21;

/** Whether others wait for the same; more than that is sorted out by who reads it. */
const IS_AWAITED = `l.relation IN (SELECT w.relation FROM l w WHERE NOT w.granted)
    OR l.transactionid IN (SELECT w.transactionid FROM l w WHERE NOT w.granted)
    OR l.virtualxid IN (SELECT w.virtualxid FROM l w WHERE NOT w.granted)
    OR l.objid IN (SELECT w.objid FROM l w WHERE NOT w.granted)`;

/** Each transaction holds its own virtual one, which says nothing unless somebody waits for it. */
const SAYS_SOMETHING = "l.locktype <> 'virtualxid'";

const ALL = `SELECT l.*, (SELECT pg_catalog.count(*) FROM l)::int AS lock_count, asked.blockers
  FROM l LEFT JOIN asked ON NOT l.granted AND asked.pid = l.pid
  WHERE NOT l.granted OR ${SAYS_SOMETHING} OR l.virtualxid IN (SELECT w.virtualxid FROM l w WHERE NOT w.granted)`;

const FIRST_OF_EACH = `SELECT l.*, asked.blockers
  FROM (SELECT l.*, pg_catalog.count(*) OVER ()::int AS lock_count, pg_catalog.row_number() OVER
      (PARTITION BY l.pid, l.virtualtransaction ORDER BY ${SAYS_SOMETHING} DESC, pg_catalog.length(l.mode) DESC) AS place
    FROM l) l
  LEFT JOIN asked ON NOT l.granted AND asked.pid = l.pid
  WHERE NOT l.granted OR l.place <= ${LOCKS_OF_EACH} AND ${SAYS_SOMETHING} OR ${IS_AWAITED}`;

/** $1 another number each time, so that in the end all waiters are asked. SIReadLock: nobody waits for it. */
function sqlFor(rows: string): string {
  return `WITH l AS MATERIALIZED (SELECT k.locktype, k.database, k.relation, k.page, k.tuple, k.virtualxid,
      k.transactionid, k.classid, k.objid, k.objsubid, k.pid,
      CASE WHEN k.pid IS NULL THEN k.virtualtransaction END AS virtualtransaction, k.mode, k.granted,
      pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - k.waitstart) * 1000 AS waited_ms,
      pg_catalog.date_part('epoch', k.waitstart) AS wait_began
    FROM pg_catalog.pg_locks k
    WHERE k.pid IS DISTINCT FROM pg_catalog.pg_backend_pid() AND k.mode <> 'SIReadLock'),
  asked AS MATERIALIZED (SELECT d.pid, pg_catalog.pg_blocking_pids(d.pid) AS blockers
    FROM (SELECT w.pid FROM l w WHERE NOT w.granted GROUP BY w.pid
      ORDER BY (w.pid::bigint * 7919 + $1::int * 104729) % 1009, w.pid LIMIT ${ASKED_WAITERS}) d)
  ${rows}`;
}

const SQL = { all: sqlFor(ALL), firstOfEach: sqlFor(FIRST_OF_EACH) } as const;

/** What is locked and awaited on the whole server, but by ourselves. */
export function fetchLockRows(
  session: Session,
  { turn, lastCount }: { readonly turn: number; readonly lastCount: number },
): Promise<readonly LockRow[]> {
  const which = lastCount > MANY_LOCKS ? 'firstOfEach' : 'all';
  return session.query<LockRow>(SQL[which], [turn % 1009], { keptAs: `lockstep locks ${which}` });
}
