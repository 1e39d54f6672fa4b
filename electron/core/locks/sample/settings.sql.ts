import type { Session } from '../../connection/session';
import type { LockSetting } from '../snapshot';

/** In the order of the strip; a server has those of its version. */
const MEANINGS: Readonly<Record<string, (value: string) => string>> = {
  lock_timeout: (value) =>
    value === '0'
      ? 'Statements wait for locks without an end.'
      : `A statement waits at most ${value} for a lock.`,
  deadlock_timeout: (value) => `After waiting ${value}, PostgreSQL looks for a deadlock.`,
  idle_in_transaction_session_timeout: (value) =>
    value === '0'
      ? 'Sessions may stay idle in a transaction for ever.'
      : `Sessions that are idle in a transaction for ${value} are ended.`,
  transaction_timeout: (value) =>
    value === '0' ? 'Transactions may last for ever.' : `Transactions of more than ${value} are ended.`,
  log_lock_waits: (value) =>
    value === 'on'
      ? 'Waits of more than deadlock_timeout are logged.'
      : 'Long waits for locks are not logged.',
  log_lock_failures: (value) =>
    value === 'on'
      ? 'Locks that NOWAIT didn’t get are logged.'
      : 'Locks that NOWAIT didn’t get are not logged.',
  max_locks_per_transaction: (value) =>
    `Room for ${value} locks for each of the allowed sessions, shared by all.`,
};

const SQL = `SELECT s.name, pg_catalog.current_setting(s.name) AS value FROM pg_catalog.pg_settings s
  WHERE s.name = ANY ($1::text[])`;

/** As a new session of this role gets them: so not in a session that sets its own. */
export async function fetchLockSettings(session: Session): Promise<readonly LockSetting[]> {
  const rows = await session.query<{ readonly name: string; readonly value: string }>(SQL, [
    Object.keys(MEANINGS),
  ]);
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  return Object.entries(MEANINGS).flatMap(([name, meaning]) => {
    const value = values.get(name);
    return value === undefined ? [] : [{ name, value, meaning: meaning(value) }];
  });
}
