/** Sessions by name that hold and await locks, and the graph that is seen of them. */
import { Client } from 'pg';
import { parseTarget } from '../connection/parseTarget';
import { openSession } from '../connection/session';
import { createSampling } from '../locks/sample/sampleLocks';
import type { LockSession, LockSnapshot } from '../locks/snapshot';
import type { TestDatabase } from './createTestDatabase';
import { atEnd } from './endings';
import { waitUntil } from './waitUntil';

export type StatementEnd = 'done' | { readonly sqlstate: string | undefined; readonly message: string };

export interface SceneSession {
  readonly name: string;
  readonly pid: number;
  /** Statements that are done when this returns. */
  run(...statements: readonly string[]): Promise<void>;
  /** A statement that will wait: returns once it does. */
  send(sql: string): Promise<SentStatement>;
  /** Whether a statement that was sent has not ended. */
  isBusy(): boolean;
  end(): Promise<void>;
}

export interface SentStatement {
  readonly ended: Promise<StatementEnd>;
  /** How it ended, or null while it waits. */
  now(): StatementEnd | null;
}

export interface LockScene {
  readonly database: TestDatabase;
  /** A session of this name, in no transaction. */
  open(name: string, url?: string): Promise<SceneSession>;
  sample(): Promise<LockSnapshot>;
  /** `B waits for A (hard)`, sorted; only what concerns the sessions of the scene. */
  graph(snapshot?: LockSnapshot): Promise<readonly string[]>;
  sessionOf(snapshot: LockSnapshot, name: string): LockSession;
  nameOf(pid: number): string;
  /** Until each statement that was sent has ended or waits in a queue: who was let go has gone as far as it gets. */
  settled(): Promise<void>;
  /** Ends all of its sessions. */
  clear(): Promise<void>;
}

export async function openLockScene(database: TestDatabase, url = database.url): Promise<LockScene> {
  const watch = await openSession(parseTarget({ url }), { kind: 'watch', name: 'lockstep scene' });
  const observer = new Client({ connectionString: database.url, application_name: 'lockstep test' });
  await observer.connect();
  const sample = createSampling(watch);
  const sessions = new Map<number, SceneSession>();
  const nameOf = (pid: number) => sessions.get(pid)?.name ?? String(pid);
  const clear = async () => {
    for (const session of sessions.values()) await session.end();
    sessions.clear();
  };
  atEnd(async () => {
    await clear();
    await Promise.all([watch.close(), observer.end()]);
  });
  return {
    database,
    async open(name, as = database.url) {
      const session = await openNamed(name, as, observer);
      sessions.set(session.pid, session);
      return session;
    },
    sample,
    graph: async (given) => describeGraph(given ?? (await sample()), nameOf, (pid) => sessions.has(pid)),
    sessionOf: (snapshot, name) => {
      const found = snapshot.sessions.find(({ pid }) => nameOf(pid) === name);
      if (!found) throw new Error(`The snapshot has no session ${name}.`);
      return found;
    },
    nameOf,
    async settled() {
      await waitUntil(async () => {
        const busy = [...sessions.values()].filter((each) => each.isBusy());
        const queued = await fetchQueued(observer);
        return busy.every((each) => !each.isBusy() || queued.has(each.pid));
      });
    },
    clear,
  };
}

async function openNamed(name: string, url: string, observer: Client): Promise<SceneSession> {
  const client = new Client({ connectionString: url, application_name: name });
  // Tests terminate such sessions on purpose.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const pid = rows[0]?.pid ?? 0;
  let unfinished = 0;
  return {
    name,
    pid,
    isBusy: () => unfinished > 0,
    async run(...statements) {
      for (const sql of statements) await client.query(sql);
    },
    async send(sql) {
      let end: StatementEnd | null = null;
      unfinished += 1;
      const ended = client.query(sql).then(
        (): StatementEnd => 'done',
        (thrown): StatementEnd => ({ sqlstate: thrown.code, message: thrown.message }),
      );
      void ended.then((how) => {
        end = how;
        unfinished -= 1;
      });
      await waitUntil(async () => end !== null || (await isWaiting(observer, pid)));
      return { ended, now: () => end };
    },
    async end() {
      await observer.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
      await client.end().catch(() => undefined);
    },
  };
}

async function isWaiting(observer: Client, pid: number): Promise<boolean> {
  const { rows } = await observer.query(
    `SELECT FROM pg_stat_activity WHERE pid = $1 AND (wait_event_type = 'Lock' OR wait_event = 'SafeSnapshot')`,
    [pid],
  );
  return rows.length > 0;
}

/** By pg_locks: one that was let go still says in pg_stat_activity that it waits until it runs again. */
async function fetchQueued(observer: Client): Promise<ReadonlySet<number>> {
  const { rows } = await observer.query<{ pid: number }>(
    'SELECT pid FROM pg_locks WHERE NOT granted AND pid IS NOT NULL',
  );
  return new Set(rows.map(({ pid }) => pid));
}

function describeGraph(
  { edges }: LockSnapshot,
  nameOf: (pid: number) => string,
  isKnown: (pid: number) => boolean,
): readonly string[] {
  return edges
    .filter(({ blocked }) => isKnown(blocked))
    .map(({ blocked, blocker, gid, kind }) => {
      const who = blocker === 0 ? `prepared ${gid}` : nameOf(blocker);
      return `${nameOf(blocked)} waits for ${who} (${kind})`;
    })
    .sort();
}
