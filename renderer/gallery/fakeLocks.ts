import type {
  Freeing,
  LockSnapshot,
  LockWatch,
  RecordedPoint,
  SignalReport,
} from '../../electron/contract/locks';
import type { Api } from '../api';
import { chain, queuedRow } from './exampleLocks';
import { many } from './exampleRoots';
import { lockedRows, manyLockedRows, tables } from './exampleRows';
import { pacedBy, pause, streamOf } from './fakeStreams';

const SIGNAL_MS = 400;
const RECORDED_COUNT = 240;

/** On staging 550 sessions queue for one row, of 50,000 locks; elsewhere a few sessions are in each other's way. */
function snapshotFor(connectionId: string): LockSnapshot {
  return connectionId === 'staging' ? queuedRow(550) : many;
}

export function fakeLocks(): Api['locks'] {
  const begun = Date.now();
  const samples = new Map<number, LockSnapshot>();
  const now = (connectionId: string) => aged(snapshotFor(connectionId), begun);
  const signal = async (): Promise<SignalReport> => {
    await pause(SIGNAL_MS);
    return {
      outcome: 'gone',
      message: 'The session has ended, and its transaction is rolled back.',
      grantSql: null,
      at: new Date().toISOString(),
      wentOn: [5120],
    };
  };
  return {
    watch: async ({ connectionId, everyMs }) => streamOf(watched(() => now(connectionId), everyMs)),
    freeing: async ({ of }) => ('pid' in of && of.pid === 4711 ? ofForgotten : ofAnother('gid' in of)),
    cancel: signal,
    terminate: signal,
    rollbackPrepared: signal,
    recorded: async () => {
      for (const { id } of points(begun)) samples.set(id, aged(chain, begun - id * 6_000));
      return { points: points(begun), since: new Date(begun - 1_700_000).toISOString(), keptBytes: 180_000 };
    },
    sample: async ({ id }) => ({ ...(samples.get(id) ?? chain), takenAt: timeOf(begun, id) }),
    exportIncident: async ({ format }) => ({
      fileName: `locks.${format === 'json' ? 'json' : 'md'}`,
      mediaType: format === 'json' ? 'application/json' : 'text/markdown',
      text: format === 'json' ? JSON.stringify(many) : '# Locks of shop\n',
    }),
    tables: async ({ search = '' }) => {
      const found = tables.filter(({ name }) => name.includes(search));
      return { tables: found, tableCount: found.length };
    },
    rows: async ({ connectionId }) =>
      streamOf(pacedBy(300, connectionId === 'staging' ? scanned : [lockedRows])),
    awaitedRow: async ({ pid }) =>
      pid === 7001 && lockedRows.rows[1]
        ? { schema: 'public', table: 'orders', row: lockedRows.rows[1] }
        : null,
    tryLock: async ({ ctids }) => {
      await pause(SIGNAL_MS);
      return ctids.map((ctid) => ({ ctid, outcome: 'locked', holders: [4711] }));
    },
  };
}

const scanned = [0.2, 0.4, 0.6, 0.8, 1].map((part) => ({
  ...manyLockedRows,
  donePages: Math.round(manyLockedRows.totalPages * part),
  rowCount: 50_000 * part,
  phase: part === 1 ? ('done' as const) : ('scanning' as const),
}));

async function* watched(now: () => LockSnapshot, everyMs: number): AsyncGenerator<LockWatch> {
  for (;;) {
    yield { snapshot: now(), failure: null, everyMs };
    await pause(everyMs);
  }
}

/** Everything new, as it is when it comes over the line, and as much older as it is by now. */
function aged(snapshot: LockSnapshot, begun: number): LockSnapshot {
  const ms = Date.now() - begun;
  const later = (age: number | null) => (age === null ? null : age + ms);
  const copy = structuredClone(snapshot);
  return {
    ...copy,
    takenAt: new Date().toISOString(),
    longestWaitMs: later(snapshot.longestWaitMs),
    sessions: copy.sessions.map((session) => ({
      ...session,
      transactionAgeMs: later(session.transactionAgeMs),
      stateAgeMs: later(session.stateAgeMs),
      waitedMs: later(session.waitedMs),
    })),
  };
}

function timeOf(begun: number, id: number): string {
  return new Date(begun - (RECORDED_COUNT - id) * 6_000).toISOString();
}

function points(begun: number): readonly RecordedPoint[] {
  return Array.from({ length: RECORDED_COUNT }, (_, id) => ({
    id,
    takenAt: timeOf(begun, id),
    waitingCount: Math.max(0, Math.round(4 + 4 * Math.sin(id / 14) + (id % 3))),
    longestWaitMs: id * 100,
    rootCount: 1,
  })).filter(({ waitingCount }) => waitingCount > 1);
}

const NOBODY = { goOn: [], mayGoOn: [], stillWait: [] };
const ofForgotten: Freeing = {
  means: 'terminate',
  why: 'It is idle in a transaction: there is no statement to cancel.',
  byCancel: NOBODY,
  byEnd: {
    goOn: [5120, 7100],
    mayGoOn: [],
    stillWait: [
      { pid: 5133, waitsFor: [5120] },
      { pid: 5140, waitsFor: [5120] },
    ],
  },
};

function ofAnother(isPrepared: boolean): Freeing {
  return isPrepared
    ? {
        means: 'rollback-prepared',
        why: 'A prepared transaction has no session to signal.',
        byCancel: NOBODY,
        byEnd: { goOn: [7001], mayGoOn: [], stillWait: [] },
      }
    : {
        means: 'cancel',
        why: 'It runs a statement, which can be cancelled.',
        byCancel: NOBODY,
        byEnd: NOBODY,
      };
}
