/** What is kept of one connection while its locks are watched: two sessions, the sampling, the recording. */
import type { OpenConnection } from '../connection/connections';
import { openSession, type Session } from '../connection/session';
import { createKeptSession } from './keptSession';
import { createRecorder, type Recorder } from './record/recorder';
import { createRowSessions, type RowSessions } from './rows/rowSessions';
import { createSampling, type TakeSample } from './sample/sampleLocks';
import { fetchLockSettings } from './sample/settings.sql';
import { createSampler, type Sampler } from './sampler';
import type { LockSetting, LockSnapshot } from './snapshot';

export interface ConnectionLocks {
  readonly sampler: Sampler;
  readonly recorder: Recorder;
  readonly rowSessions: RowSessions;
  /** A sample of those who watch, a fresh one unless the latest holds what is asked for; or one of our own. */
  snapshot(holds: (snapshot: LockSnapshot) => boolean): Promise<LockSnapshot>;
  /** On the session that waits for nothing else: open while somebody watches, for a server may have none left. */
  interrupt<T>(use: (session: Session) => Promise<T>): Promise<T>;
  /** On a session of its own. */
  aside<T>(use: (session: Session) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const SETTINGS_KEPT_MS = 60_000;
/** More than the server's own statement_timeout of each kind. */
const ANSWERS_WITHIN_MS = { watch: 8000, interrupt: 4000, plain: 4000 } as const;

export function createConnectionLocks(connection: () => Promise<OpenConnection>): ConnectionLocks {
  const open = async (kind: 'watch' | 'interrupt' | 'plain', name: string) =>
    openSession((await connection()).credentials, {
      kind,
      name,
      settings: { jit: 'off' },
      answersWithinMs: ANSWERS_WITHIN_MS[kind],
    });
  const watch = createKeptSession(() => open('watch', 'lockstep locks'));
  const interrupt = createKeptSession(() => open('interrupt', 'lockstep interrupt'));
  const recorder = createRecorder();
  const rowSessions = createRowSessions();
  const settings = createSettings(() => open('plain', 'lockstep settings'));
  let sampling: { readonly session: Session; readonly take: TakeSample } | null = null;
  const take = async () => {
    const session = await watch.get();
    if (sampling?.session !== session) {
      await Promise.all([settings.get(), interrupt.get().catch(() => undefined)]);
      sampling = { session, take: createSampling(session, settings.known) };
    }
    settings.refresh();
    return sampling.take();
  };
  const rest = async () => {
    recorder.pause();
    await Promise.all([watch.close(), interrupt.close()]);
  };
  const sampler = createSampler({ take, rest, onSample: recorder.add });
  return {
    sampler,
    recorder,
    rowSessions,
    async snapshot(holds) {
      const latest = sampler.latest();
      if (latest && holds(latest)) return latest;
      const next = await sampler.next();
      if (next) return next;
      return withSession(open('watch', 'lockstep locks'), (session) =>
        createSampling(session, settings.known)(),
      );
    },
    async interrupt(use) {
      try {
        return await use(await interrupt.get());
      } finally {
        if (!sampler.isWatched()) await interrupt.close();
      }
    },
    aside: (use) => withSession(open('watch', 'lockstep rows'), use),
    async close() {
      await sampler.close();
      await Promise.all([interrupt.close(), rowSessions.close()]);
    },
  };
}

export async function withSession<T>(
  opening: Promise<Session>,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await opening;
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

/** They are what a session without settings of its own gets: so another one is asked, once a minute. */
function createSettings(open: () => Promise<Session>) {
  let known: readonly LockSetting[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  const get = async () => {
    readAt = performance.now();
    // A server that has no session left for this still has its locks shown.
    known = await withSession(open(), fetchLockSettings).catch(() => known);
    return known;
  };
  return {
    get,
    known: () => known,
    refresh() {
      if (performance.now() - readAt > SETTINGS_KEPT_MS) void get();
    },
  };
}
