/** What is so before anything is read, and may be otherwise after. */
import type { Session } from '../../connection/session';
import { CLASS, type Reading } from './reading';

export type Situation = Omit<Reading, 'session'>;

export async function fetchSituation(session: Session): Promise<Situation> {
  const [settings] = await session.query<{ version: number }>(
    "SELECT pg_catalog.current_setting('server_version_num')::int AS version",
  );
  return { serverVersion: settings?.version ?? 0, locked: await fetchLocked(session) };
}

/** Another one after whatever has made, dropped or redefined a relation or a constraint. */
export async function fetchFingerprint(session: Session): Promise<string> {
  const [row] = await session.query<{ fingerprint: string }>(FINGERPRINT);
  return row?.fingerprint ?? '';
}

// A changed row has a new xmin. Columns would tell of a little more, and there are too many.
const FINGERPRINT = `SELECT pg_catalog.concat_ws(' ', r.*, k.*) AS fingerprint
  FROM (SELECT count(*), sum(c.xmin::text::bigint) FROM pg_catalog.pg_class c
    WHERE c.oid >= 16384 AND c.relpersistence <> 't' AND c.relkind <> 't') AS r (relations, changes),
  (SELECT count(*), sum(c.xmin::text::bigint) FROM pg_catalog.pg_constraint c WHERE c.oid >= 16384) AS k (constraints, changes)`;

async function fetchLocked(session: Session): Promise<Reading['locked']> {
  const locks = await session.query<{ relation: number; pid: number }>(LOCKS);
  const pids = new Map(locks.map(({ relation, pid }) => [relation, pid]));
  const locked = new Map([[CLASS.relation as number, new Map(pids)]]);
  if (pids.size === 0) return locked;
  const rows = await session.query<{ class: number; object: number; relation: number }>(NEEDING, [
    [...pids.keys()],
  ]);
  for (const { class: classId, object, relation } of rows) {
    const all = locked.get(classId) ?? new Map<number, number>();
    const pid = pids.get(relation);
    if (pid !== undefined && !all.has(object)) locked.set(classId, all.set(object, pid));
  }
  return locked;
}

// Of several the one that holds it, which comes last; a prepared transaction has no pid.
const LOCKS = `SELECT l.relation, coalesce(l.pid, 0) AS pid FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.relation >= 16384
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
  ORDER BY l.granted, l.pid`;

/**
 * What PostgreSQL may open a locked relation for when it writes it down: its own parts, and what reads it. A function
 * in FROM that returns its rows opens it, too, and is known only by the function. Foreign keys to it, partitions,
 * children and sequences of it can be written down without.
 */
const NEEDING = `WITH needing AS (
    SELECT d.classid, d.objid, d.refobjid AS relation FROM pg_catalog.pg_depend d
      WHERE d.refclassid = ${CLASS.relation} AND d.refobjid = ANY ($1::oid[])
    UNION ALL SELECT d.classid, d.objid, t.typrelid FROM pg_catalog.pg_type t
      JOIN pg_catalog.pg_depend f ON f.refclassid = ${CLASS.type} AND f.refobjid = t.oid AND f.classid = ${CLASS.routine}
      JOIN pg_catalog.pg_depend d ON d.refclassid = ${CLASS.routine} AND d.refobjid = f.objid
        AND d.classid IN (${CLASS.rewrite}, ${CLASS.policy}, ${CLASS.routine})
      WHERE t.typrelid = ANY ($1::oid[]))
  SELECT n.classid AS class, n.objid AS object, n.relation FROM needing n
    LEFT JOIN pg_catalog.pg_constraint k ON n.classid = ${CLASS.constraint} AND k.oid = n.objid
    LEFT JOIN pg_catalog.pg_class c ON n.classid = ${CLASS.relation} AND c.oid = n.objid
    WHERE (k.contype IS DISTINCT FROM 'f' OR k.conrelid = n.relation)
      AND (n.classid <> ${CLASS.relation} OR c.relkind IN ('i', 'I'))
  UNION ALL SELECT ${CLASS.relation}, r.ev_class, n.relation FROM needing n
    JOIN pg_catalog.pg_rewrite r ON n.classid = ${CLASS.rewrite} AND r.oid = n.objid AND r.rulename = '_RETURN'
  UNION ALL SELECT ${CLASS.relation}, d.adrelid, n.relation FROM needing n
    JOIN pg_catalog.pg_attrdef d ON n.classid = ${CLASS.default} AND d.oid = n.objid
    JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum AND a.attgenerated <> ''`;
