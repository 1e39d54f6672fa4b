import { Client } from 'pg';
import { atEnd } from './endings';

/** A session in an open transaction that holds what its statements locked. */
export interface LockHolder {
  /** Its backend pid. */
  readonly pid: number;
  /** Rolls back and leaves. Happens by itself at the end of the test file. */
  release(): Promise<void>;
}

export interface LockWaiter extends LockHolder {
  /** How its statement ended. */
  readonly outcome: Promise<'granted' | { readonly sqlstate: string | undefined; readonly message: string }>;
}

/** Returns once the statements are done and their locks held. */
export async function holdLock(url: string, sql: string): Promise<LockHolder> {
  const { pid, client, release } = await openTransaction(url, 'lockstep test holder');
  await client.query(sql);
  return { pid, release };
}

/** Returns at once, with the statement under way: use waitUntil to see it queued. */
export async function queueLock(url: string, sql: string): Promise<LockWaiter> {
  const { pid, client, release } = await openTransaction(url, 'lockstep test waiter');
  const outcome: LockWaiter['outcome'] = client.query(sql).then(
    () => 'granted',
    (thrown) => ({ sqlstate: thrown.code, message: thrown.message }),
  );
  return { pid, release, outcome };
}

async function openTransaction(url: string, applicationName: string) {
  const client = new Client({ connectionString: url, application_name: applicationName });
  // Tests terminate such sessions on purpose; the event must not end the test run.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('BEGIN').then(() => client.query(pidSql));
  let released: Promise<void> | undefined;
  const release = () => {
    released ??= leave(url, rows[0]?.pid ?? 0, client);
    return released;
  };
  atEnd(release);
  return { pid: rows[0]?.pid ?? 0, client, release };
}

const pidSql = 'SELECT pg_catalog.pg_backend_pid() AS pid';

// From outside, because a session that waits for a lock would not listen.
async function leave(url: string, pid: number, client: Client): Promise<void> {
  const other = new Client({ connectionString: url, application_name: 'lockstep test' });
  await other.connect();
  await other.query('SELECT pg_catalog.pg_terminate_backend($1, 5000)', [pid]);
  await other.end();
  await client.end().catch(() => undefined);
}
