// Sessions of a user's own that are in each other's way.
import pg from 'pg';

export interface LockScene {
  /** Runs one statement on a session of that name, which is opened for it. */
  run(application: string, sql: string): Promise<unknown>;
  pidOf(application: string): Promise<number>;
  /** Resolves when that session waits for a lock. */
  untilWaiting(application: string): Promise<void>;
  close(): Promise<void>;
}

export async function openLockScene(url: string): Promise<LockScene> {
  const sessions = new Map<string, pg.Client>();
  const open = async (application: string) => {
    const known = sessions.get(application);
    if (known) return known;
    const client = new pg.Client({ connectionString: url, application_name: application });
    // One that is terminated says so after its statements too.
    client.on('error', () => undefined);
    await client.connect();
    sessions.set(application, client);
    return client;
  };
  const observer = await open('observer');
  const read = async (application: string) => {
    const { rows } = await observer.query(
      'SELECT pid, wait_event_type FROM pg_stat_activity WHERE application_name = $1',
      [application],
    );
    return rows[0] ?? null;
  };
  return {
    run: async (application, sql) => (await open(application)).query(sql),
    pidOf: async (application) => (await read(application))?.pid ?? 0,
    async untilWaiting(application) {
      while ((await read(application))?.wait_event_type !== 'Lock') {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    close: async () => {
      await Promise.all([...sessions.values()].map((client) => client.end().catch(() => undefined)));
    },
  };
}
