import type { Session } from '../../connection/session';
import { fetchRelations, type RelationRow } from './aside.sql';
import type { LockRow } from './lockRows.sql';

/** Names change, if rarely. */
const KEPT_MS = 60_000;

type Names = ReadonlyMap<number, RelationRow>;

/** Names by oid of what is locked, each asked for once a minute. */
export function createNames(
  session: Session,
): (locks: readonly LockRow[], databaseOid: number) => Promise<Names> {
  let known = new Map<number, RelationRow>();
  let since = performance.now();
  return async (locks, databaseOid) => {
    const isOld = performance.now() - since > KEPT_MS;
    const asked = oidsOf(locks, databaseOid).filter((oid) => isOld || !known.has(oid));
    if (asked.length === 0) return known;
    // While somebody has pg_class to himself, who waits for whom is told all the same, by the names that are known.
    const rows = await fetchRelations(session, asked).catch(() => null);
    if (rows === null) return known;
    if (isOld) since = performance.now();
    known = new Map([...(isOld ? [] : known), ...rows.map((row) => [row.oid, row] as const)]);
    return known;
  };
}

function oidsOf(locks: readonly LockRow[], databaseOid: number): readonly number[] {
  const oids = new Set<number>();
  for (const { relation, classid, database, locktype } of locks) {
    if (relation !== null && (database === 0 || database === databaseOid)) oids.add(relation);
    if (classid !== null && locktype === 'object') oids.add(classid);
  }
  return [...oids];
}
