import type { Session } from '../connection/session';

/** A session that is opened when it is first needed, anew when it was lost, and closed by whoever had it opened. */
export interface KeptSession {
  get(): Promise<Session>;
  close(): Promise<void>;
}

export function createKeptSession(open: () => Promise<Session>): KeptSession {
  let kept: Promise<Session> | null = null;
  return {
    async get() {
      const known = await kept?.catch(() => null);
      if (known && !known.isLost) return known;
      kept = open();
      return kept;
    },
    async close() {
      const known = await kept?.catch(() => null);
      kept = null;
      await known?.close();
    },
  };
}
