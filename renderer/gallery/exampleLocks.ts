/** Locks of the shop: an ALTER TABLE behind a forgotten transaction, and a queue for one row. */
import type { LockSetting, LockSnapshot } from '../../electron/contract/locks';
import { altering, edge, forgotten, orders, ordersRow, reading, seen, session } from './exampleSessions';

export const SAMPLED_AT = '2026-03-10T12:00:00.000Z';

export const settings: readonly LockSetting[] = [
  { name: 'lock_timeout', value: '0', meaning: 'A statement waits for a lock for as long as it takes.' },
  { name: 'deadlock_timeout', value: '1s', meaning: 'A deadlock is looked for after this long.' },
  {
    name: 'idle_in_transaction_session_timeout',
    value: '0',
    meaning: 'A forgotten transaction keeps its locks until somebody ends it.',
  },
  { name: 'transaction_timeout', value: '0', meaning: 'A transaction may take as long as it likes.' },
  { name: 'log_lock_waits', value: 'on', meaning: 'Waits longer than deadlock_timeout are in the log.' },
  { name: 'max_locks_per_transaction', value: '64', meaning: 'Room for 6,400 locks in all.' },
];

export function snapshotOf(change: Partial<LockSnapshot> = {}): LockSnapshot {
  const sessions = change.sessions ?? [];
  const waits = sessions.flatMap(({ waitedMs }) => (waitedMs === null ? [] : [waitedMs]));
  return {
    takenAt: SAMPLED_AT,
    costMs: 4.2,
    database: 'shop',
    sessions,
    sessionCount: sessions.length,
    idleCount: 12,
    waitingCount: waits.length,
    longestWaitMs: waits.length > 0 ? Math.max(...waits) : null,
    lockCount: sessions.reduce(
      (sum, { holdsCount, awaits }) => sum + holdsCount + Number(awaits !== null),
      0,
    ),
    edges: [],
    edgesLeftOut: 0,
    roots: [],
    prepared: [],
    slots: [],
    settings,
    hidden: null,
    ...change,
  };
}

export const quiet: LockSnapshot = snapshotOf();

/** 4711 holds, 5120 wants to alter, and two readers queue behind it. */
export const chain: LockSnapshot = snapshotOf({
  sessions: [
    altering,
    reading(5133, 38_400),
    reading(5140, 12_100, { user: 'report' }),
    forgotten,
    session(),
  ],
  edges: [edge(5120, 4711, 'hard'), edge(5133, 5120, 'soft'), edge(5140, 5120, 'soft')],
  roots: [{ pid: 4711, gid: null, victimCount: 3, victimWaitMs: 91_500, isDeadlock: false }],
});

/** One row, and a queue for it: the first waits for the transaction, the others behind each other. */
export function queuedRow(waiters: number): LockSnapshot {
  const holder = session({
    ...forgotten,
    pid: 40_000,
    holdsCount: 50_000 - waiters,
  });
  const queue = Array.from({ length: waiters }, (_, index) =>
    session({
      pid: 40_001 + index,
      application: index % 3 === 0 ? 'worker' : 'api',
      client: `10.0.${index % 7}.${index % 250}:${40_000 + index}`,
      waitEvent: index === 0 ? 'Lock: transactionid' : 'Lock: tuple',
      transactionAgeMs: (waiters - index) * 90 + 500,
      stateAgeMs: (waiters - index) * 90,
      waitedMs: (waiters - index) * 90,
      query: `UPDATE orders SET total = total + ${index} WHERE id = 2`,
      awaits: seen('EXCLUSIVE', ordersRow, 'wants row (0,2) of orders for UPDATE'),
      holds: [seen('ROW EXCLUSIVE', orders, 'holds ROW EXCLUSIVE on orders')],
      holdsCount: 1,
    }),
  );
  return snapshotOf({
    sessions: [...queue, holder],
    edges: queue.map(({ pid }, index) => edge(pid, pid - 1, index === 0 ? 'hard' : 'soft')),
    roots: [
      {
        pid: 40_000,
        gid: null,
        victimCount: waiters,
        victimWaitMs: queue.reduce((sum, { waitedMs }) => sum + (waitedMs ?? 0), 0),
        isDeadlock: false,
      },
    ],
  });
}
