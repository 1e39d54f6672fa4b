import type { Freeing, LockSnapshot, SignalReport } from '../../electron/contract';
import type { Api } from '../api';
import { pacedBy, pause, streamOf } from './fakeStreams';

const SIGNAL_MS = 400;

/** A server on which nobody waits. */
const quiet: LockSnapshot = {
  takenAt: '2026-11-03T09:24:00.000Z',
  costMs: 4,
  database: 'shop',
  sessions: [],
  sessionCount: 0,
  idleCount: 12,
  waitingCount: 0,
  longestWaitMs: null,
  lockCount: 0,
  edges: [],
  edgesLeftOut: 0,
  roots: [],
  prepared: [],
  slots: [],
  settings: [],
  hidden: null,
};

const nobody: Freeing = {
  means: 'none',
  why: 'It is gone already.',
  byCancel: { goOn: [], mayGoOn: [], stillWait: [] },
  byEnd: { goOn: [], mayGoOn: [], stillWait: [] },
};

export function fakeLocks(): Api['locks'] {
  const signal = async (): Promise<SignalReport> => {
    await pause(SIGNAL_MS);
    return {
      outcome: 'gone',
      message: 'The session has ended.',
      grantSql: null,
      at: quiet.takenAt,
      wentOn: [],
    };
  };
  return {
    watch: async ({ everyMs }) => streamOf(pacedBy(everyMs, [{ snapshot: quiet, failure: null, everyMs }])),
    freeing: async () => nobody,
    cancel: signal,
    terminate: signal,
    rollbackPrepared: signal,
    recorded: async () => ({ points: [], since: quiet.takenAt, keptBytes: 0 }),
    sample: async () => quiet,
    exportIncident: async ({ format }) => ({
      fileName: `locks.${format === 'json' ? 'json' : 'md'}`,
      mediaType: format === 'json' ? 'application/json' : 'text/markdown',
      text: '',
    }),
    tables: async () => ({ tables: [], tableCount: 0 }),
    rows: async () => streamOf(pacedBy(0, [])),
    awaitedRow: async () => null,
    tryLock: async ({ ctids }) => ctids.map((ctid) => ({ ctid, outcome: 'free', holders: [] })),
  };
}
