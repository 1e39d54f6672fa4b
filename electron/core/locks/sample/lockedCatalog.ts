/** Why a sample had to wait: a catalog that it reads is under ACCESS EXCLUSIVE, as by VACUUM FULL. */
import { SQLSTATE } from '../../connection/sqlstates';
import { CoreError } from '../../errors';
import type { LockRow } from './lockRows.sql';

/** Oids of catalogs are below it: FirstNormalObjectId in transam.h. */
const FIRST_OF_USERS = 16_384;

/** By oid, because a name would have to be read from one of them. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [1247, 'pg_type'],
  [1249, 'pg_attribute'],
  [1255, 'pg_proc'],
  [1259, 'pg_class'],
  [1260, 'pg_authid'],
  [1262, 'pg_database'],
  [2615, 'pg_namespace'],
]);

/** The same error, but for a lock timeout: then with who holds the catalog. pg_locks itself reads none. */
export async function explainLockedCatalog(
  error: unknown,
  lockRows: () => Promise<readonly LockRow[]>,
): Promise<unknown> {
  if (!isLockTimeout(error)) return error;
  const locks = await lockRows().catch(() => []);
  const held = locks.find(
    ({ relation, mode, granted }) =>
      granted && mode === 'AccessExclusiveLock' && relation !== null && relation < FIRST_OF_USERS,
  );
  if (!held) return error;
  const { pid, relation } = held;
  const blocker = { user: null, application: null, state: null, query: null, transactionAgeMs: null };
  return new CoreError({
    kind: 'lock-timeout',
    blockers: [{ pid: pid ?? 0, ...blocker }],
    message: `The catalog ${NAMES.get(relation ?? 0) ?? relation} is locked by ${pid === null ? 'a prepared transaction' : `pid ${pid}`}.`,
    hint: 'Who waits can be told again once that has ended.',
  });
}

function isLockTimeout(error: unknown): boolean {
  return (
    error instanceof CoreError &&
    error.info.kind === 'sql-failed' &&
    error.info.sqlstate === SQLSTATE.lockNotAvailable
  );
}
