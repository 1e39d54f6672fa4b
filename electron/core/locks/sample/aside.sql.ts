/** What belongs to a sample besides locks and sessions: each asked for only when it can matter. */
import type { Session } from '../../connection/session';

export interface PreparedRow {
  readonly gid: string;
  readonly transaction: string;
  readonly owner: string;
  readonly database: string;
  readonly is_here: boolean;
  readonly prepared_at: string;
  readonly age_ms: number;
}

const PREPARED = `SELECT p.gid, p.transaction::text AS transaction, p.owner, p.database,
    p.database = pg_catalog.current_database() AS is_here, p.prepared::text AS prepared_at,
    (extract(epoch FROM pg_catalog.clock_timestamp() - p.prepared) * 1000)::float8 AS age_ms
  FROM pg_catalog.pg_prepared_xacts p ORDER BY p.prepared, p.gid LIMIT 1000`;

export function fetchPrepared(session: Session): Promise<readonly PreparedRow[]> {
  return session.query<PreparedRow>(PREPARED, [], { keptAs: 'lockstep prepared' });
}

export interface ProgressRow {
  readonly pid: number;
  readonly command: string;
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly current: number | null;
}

const PROGRESS = `SELECT p.pid, p.command, p.phase, p.lockers_done::int AS done, p.lockers_total::int AS total,
    NULLIF(p.current_locker_pid, 0)::int AS current
  FROM pg_catalog.pg_stat_progress_create_index p ORDER BY p.pid`;

export function fetchProgress(session: Session): Promise<readonly ProgressRow[]> {
  return session.query<ProgressRow>(PROGRESS, [], { keptAs: 'lockstep index progress' });
}

export interface RelationRow {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly isTable: boolean;
}

/** By oid, without opening the relations: under ACCESS EXCLUSIVE that would wait. */
const RELATIONS = `SELECT c.oid, n.nspname AS schema, c.relname AS name,
    c.relkind IN ('r', 'p', 'm') AS "isTable"
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid = ANY ($1::oid[])`;

export function fetchRelations(session: Session, oids: readonly number[]): Promise<readonly RelationRow[]> {
  return session.query<RelationRow>(RELATIONS, [oids], { keptAs: 'lockstep relations' });
}

export interface SlotRow {
  readonly name: string;
  readonly is_active: boolean;
  readonly xmin_age: number;
}

const SLOTS = `SELECT s.slot_name AS name, s.active AS is_active,
    GREATEST(pg_catalog.age(s.xmin), pg_catalog.age(s.catalog_xmin))::float8 AS xmin_age
  FROM pg_catalog.pg_replication_slots s WHERE s.xmin IS NOT NULL OR s.catalog_xmin IS NOT NULL
  ORDER BY 3 DESC, 1 LIMIT 100`;

export function fetchSlots(session: Session): Promise<readonly SlotRow[]> {
  return session.query<SlotRow>(SLOTS);
}

export interface HereRow {
  readonly at: string;
  readonly database: string;
  readonly database_oid: number;
  readonly user: string;
}

const HERE = `SELECT pg_catalog.clock_timestamp() AS at, pg_catalog.current_database() AS database,
    (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()) AS database_oid,
    session_user AS user`;

export async function fetchHere(session: Session): Promise<HereRow> {
  const [row] = await session.query<Omit<HereRow, 'at'> & { readonly at: Date }>(HERE, [], {
    keptAs: 'lockstep here',
  });
  if (!row) throw new Error('The server said nothing of itself.');
  return { ...row, at: row.at.toISOString() };
}
