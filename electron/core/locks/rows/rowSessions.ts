/**
 * The sessions that read tables for locked rows. They are kept for a while: to open one and to plan its statements
 * takes longer than to read a million rows.
 */
import type { OpenConnection } from '../../connection/connections';
import { openSession, type Session } from '../../connection/session';

export interface RowSessions {
  /** Each as soon as it is open; a server may have none left for all of them. */
  take(connection: OpenConnection, count: number): readonly Promise<Session>[];
  /** `isClean`: all that was sent has ended by itself. Others are closed: a cancel may still be on its way. */
  giveBack(taken: readonly Promise<Session>[], isClean: boolean): Promise<void>;
  close(): Promise<void>;
}

const SETTINGS = { statement_timeout: '2000', max_parallel_workers_per_gather: '0', jit: 'off' };
const ANSWERS_WITHIN_MS = 5000;
const KEPT_MS = 30_000;
const KEPT_SESSIONS = 2;

/** `keptMs`: 0 closes each as it is given back. */
export function createRowSessions(keptMs = KEPT_MS): RowSessions {
  let idle: Session[] = [];
  let timer: NodeJS.Timeout | null = null;
  const closeIdle = async () => {
    const closing = idle;
    idle = [];
    await Promise.all(closing.map((session) => session.close()));
  };
  return {
    take({ credentials }, count) {
      if (timer) clearTimeout(timer);
      const ready = idle.filter(({ isLost }) => !isLost);
      idle = ready.slice(count);
      const missing = Math.max(0, count - ready.length);
      const opening = Array.from({ length: missing }, () =>
        openSession(credentials, {
          kind: 'watch',
          name: 'lockstep rows',
          settings: SETTINGS,
          answersWithinMs: ANSWERS_WITHIN_MS,
        }),
      );
      for (const each of opening) each.catch(() => undefined);
      return [...ready.slice(0, count).map((session) => Promise.resolve(session)), ...opening];
    },
    async giveBack(taken, isClean) {
      const opened = await Promise.allSettled(taken);
      const sessions = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      const room = isClean && keptMs > 0 ? KEPT_SESSIONS - idle.length : 0;
      const kept = sessions.filter(({ isLost }) => !isLost).slice(0, Math.max(0, room));
      idle.push(...kept);
      if (timer) clearTimeout(timer);
      timer = setTimeout(() => void closeIdle(), keptMs).unref();
      await Promise.all(sessions.filter((each) => !kept.includes(each)).map((each) => each.close()));
    },
    async close() {
      if (timer) clearTimeout(timer);
      await closeIdle();
    },
  };
}
