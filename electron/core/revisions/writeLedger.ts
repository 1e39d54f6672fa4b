/** Writes ledger and log in one transaction, for what runs no revision. */

import { explainLock } from '../connection/relationLockers.sql';
import type { Session } from '../connection/session';
import type { Ledger } from './ledger';
import { toWriteLedger, withGrant } from './ledgerGrants';
import type { Log } from './log';

interface Tables {
  readonly ledger: Ledger;
  readonly log: Log;
}

/** All or nothing. A lock is told with who holds it, a missing privilege with the GRANT. */
export async function writeLedger(
  session: Session,
  { ledger, log }: Tables,
  statements: readonly string[],
): Promise<void> {
  try {
    await session.query(['BEGIN', ...statements, 'COMMIT'].join(';\n'));
  } catch (error) {
    await session.query('ROLLBACK').catch(() => undefined);
    const tables = [ledger.sql, log.sql];
    const told = await explainLock(session, error, { name: ledger.table, tables, use: 'write' });
    const missing = await fetchMissing(session, ledger);
    throw missing.length === 0 ? told : await withGrant(session, told, toWriteLedger(ledger.sql, missing));
  }
}

/** None is missing where a policy of row-level security refuses: its SQLSTATE is that of a missing privilege. */
async function fetchMissing(session: Session, { sql }: Ledger): Promise<readonly string[]> {
  const rows = await session
    .query<{ privilege: string }>(
      `SELECT p AS privilege FROM pg_catalog.unnest('{SELECT,INSERT,DELETE}'::text[]) WITH ORDINALITY n (p, place)
       WHERE NOT pg_catalog.has_table_privilege($1, p) ORDER BY place`,
      [sql],
    )
    .catch(() => []);
  return rows.map(({ privilege }) => privilege);
}
