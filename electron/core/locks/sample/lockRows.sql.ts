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
 * cost PostgreSQL 1 ms and 550 calls 27. Beyond this many the queue is read from pg_locks instead, and others are
 * asked each time.
 */
const ASKED_WAITERS = 10;

/** Beyond this many locks, only what waits, what is in its way and each transaction's first few are fetched. */
const MANY_LOCKS = 10_000;
const LOCKS_OF_EACH = 21;

/** Whether others wait for the same; more than that is sorted out by who reads it. */
const IS_AWAITED = `l.relation IN (SELECT w.relation FROM l w WHERE NOT w.granted)
    OR l.transactionid IN (SELECT w.transactionid FROM l w WHERE NOT w.granted)
    OR l.virtualxid IN (SELECT w.virtualxid FROM l w WHERE NOT w.granted)
    OR l.objid IN (SELECT w.objid FROM l w WHERE NOT w.granted)`;

/** See saysSomething. */
const SAYS_SOMETHING = "l.locktype <> 'virtualxid'";

const FIRST_OF_EACH = `SELECT l.*, asked.blockers
  FROM (SELECT l.*, pg_catalog.count(*) OVER ()::int AS lock_count, pg_catalog.row_number() OVER
      (PARTITION BY l.pid, l.virtualtransaction ORDER BY ${SAYS_SOMETHING} DESC, pg_catalog.length(l.mode) DESC) AS place
    FROM l) l
  LEFT JOIN asked ON NOT l.granted AND asked.pid = l.pid
  WHERE NOT l.granted OR l.place <= ${LOCKS_OF_EACH} AND ${SAYS_SOMETHING} OR ${IS_AWAITED}`;

const COLUMNS = `k.locktype, k.database, k.relation, k.page, k.tuple, k.virtualxid, k.transactionid, k.classid, k.objid,
    k.objsubid, k.pid, CASE WHEN k.pid IS NULL THEN k.virtualtransaction END AS virtualtransaction, k.mode, k.granted,
    pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - k.waitstart) * 1000 AS waited_ms,
    pg_catalog.date_part('epoch', k.waitstart) AS wait_began`;

/** SIReadLock: nobody waits for it. */
const OTHERS = `FROM pg_catalog.pg_locks k
  WHERE k.pid IS DISTINCT FROM pg_catalog.pg_backend_pid() AND k.mode <> 'SIReadLock'`;

/** As it is: to keep it for more than one look costs the server half as much again as to read it. */
const ALL = `SELECT ${COLUMNS} ${OTHERS}`;

const BLOCKERS = `SELECT d.pid, pg_catalog.pg_blocking_pids(d.pid) AS blockers
  FROM pg_catalog.unnest($1::int[]) AS d (pid)`;

/** $1 another number each time, so that in the end all waiters are asked. */
const SOME = `WITH l AS MATERIALIZED (SELECT ${COLUMNS} ${OTHERS}),
  asked AS MATERIALIZED (SELECT d.pid, pg_catalog.pg_blocking_pids(d.pid) AS blockers
    FROM (SELECT w.pid FROM l w WHERE NOT w.granted GROUP BY w.pid
      ORDER BY (w.pid::bigint * 7919 + $1::int * 104729) % 1009, w.pid LIMIT ${ASKED_WAITERS}) d)
  ${FIRST_OF_EACH}`;

/** What is locked and awaited on the whole server, but by ourselves. */
export async function fetchLockRows(
  session: Session,
  { turn, lastCount }: { readonly turn: number; readonly lastCount: number },
): Promise<readonly LockRow[]> {
  if (lastCount > MANY_LOCKS)
    return session.query<LockRow>(SOME, [turn % 1009], { keptAs: 'lockstep locks firstOfEach' });
  const rows = await session.query<ReadRow>(ALL, [], { keptAs: 'lockstep locks all' });
  const waiters = new Set(rows.flatMap(({ granted, pid }) => (granted || pid === null ? [] : [pid])));
  const blockers = await fetchBlockers(session, chooseAsked([...waiters], turn % 1009));
  return rows
    .filter(saysSomething(rows))
    .map((row) => ({ ...row, lock_count: rows.length, blockers: blockersOf(row, blockers) }));
}

type ReadRow = Omit<LockRow, 'lock_count' | 'blockers'>;
type Blockers = ReadonlyMap<number, readonly number[]>;

function blockersOf({ granted, pid }: ReadRow, blockers: Blockers): readonly number[] | null {
  return granted || pid === null ? null : (blockers.get(pid) ?? null);
}

/** Each transaction holds its own virtual one, which says nothing unless somebody waits for it. */
function saysSomething(rows: readonly ReadRow[]): (row: ReadRow) => boolean {
  const awaited = new Set(rows.flatMap(({ granted, virtualxid }) => (granted ? [] : (virtualxid ?? []))));
  return ({ granted, locktype, virtualxid }) =>
    !granted || locktype !== 'virtualxid' || (virtualxid !== null && awaited.has(virtualxid));
}

/** Others in each turn, so that in the end all are asked. */
function chooseAsked(waiters: readonly number[], turn: number): readonly number[] {
  const place = (pid: number) => (pid * 7919 + turn * 104_729) % 1009;
  return waiters.toSorted((a, b) => place(a) - place(b) || a - b).slice(0, ASKED_WAITERS);
}

async function fetchBlockers(session: Session, pids: readonly number[]): Promise<Blockers> {
  if (pids.length === 0) return new Map();
  const rows = await session.query<{ readonly pid: number; readonly blockers: readonly number[] }>(
    BLOCKERS,
    [pids],
    { keptAs: 'lockstep blockers' },
  );
  return new Map(rows.map(({ pid, blockers }) => [pid, blockers]));
}
