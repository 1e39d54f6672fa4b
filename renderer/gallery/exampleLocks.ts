/** Locks of the shop: an ALTER TABLE behind a forgotten transaction, and what is worse. */
import type {
  LockEdge,
  LockSeen,
  LockSession,
  LockSetting,
  LockSnapshot,
  LockTarget,
  PreparedTransaction,
} from '../../electron/contract/locks';

export const SAMPLED_AT = '2026-03-10T12:00:00.000Z';
const MINUTE = 60_000;

const orders: LockTarget = {
  kind: 'relation',
  name: 'orders',
  relation: { oid: 16_402, schema: 'public', name: 'orders', isTable: true },
  ctid: null,
  advisoryKey: null,
  transaction: null,
};
const ordersRow: LockTarget = { ...orders, kind: 'row', name: 'row (0,2) of orders', ctid: '(0,2)' };

export function session(change: Partial<LockSession> = {}): LockSession {
  return {
    pid: 6001,
    backendStart: '2026-03-10 11:42:07.123456+00',
    transactionIds: [],
    kind: 'client',
    database: 'shop',
    user: 'shop',
    application: 'api',
    client: '10.0.0.21:53122',
    state: 'active',
    waitEvent: null,
    transactionAgeMs: 900,
    stateAgeMs: 300,
    query: 'SELECT count(*) FROM products',
    queryKind: 'running',
    isHidden: false,
    workerPids: [],
    holds: [],
    holdsCount: 0,
    awaits: null,
    waitedMs: null,
    progress: null,
    isOurs: false,
    ...change,
  };
}

const seen = (mode: LockSeen['mode'], target: LockTarget, text: string): LockSeen => ({ mode, target, text });

export const forgotten = session({
  pid: 4711,
  application: 'billing',
  user: 'dana',
  client: '10.0.0.7:40112',
  state: 'idle in transaction',
  waitEvent: 'Client: ClientRead',
  transactionAgeMs: 12 * MINUTE + 5_000,
  stateAgeMs: 12 * MINUTE,
  query: 'SELECT id, total FROM orders WHERE customer_id = 118',
  queryKind: 'last',
  holds: [
    seen('ROW EXCLUSIVE', orders, 'holds ROW EXCLUSIVE on orders'),
    seen('ACCESS SHARE', { ...orders, name: 'customers' }, 'holds ACCESS SHARE on customers'),
  ],
  holdsCount: 2,
});

export const altering = session({
  pid: 5120,
  application: 'migrate',
  user: 'deploy',
  waitEvent: 'Lock: relation',
  transactionAgeMs: 41_300,
  stateAgeMs: 41_200,
  waitedMs: 41_000,
  query: 'ALTER TABLE orders ADD COLUMN refunded_at timestamptz',
  awaits: seen('ACCESS EXCLUSIVE', orders, 'wants ACCESS EXCLUSIVE on orders for ALTER TABLE'),
  holds: [seen('ACCESS SHARE', { ...orders, name: 'customers' }, 'holds ACCESS SHARE on customers')],
  holdsCount: 1,
});

const reading = (pid: number, waitedMs: number, change: Partial<LockSession> = {}) =>
  session({
    pid,
    waitEvent: 'Lock: relation',
    transactionAgeMs: waitedMs,
    stateAgeMs: waitedMs,
    waitedMs,
    query: 'SELECT total FROM orders WHERE id = 4',
    awaits: seen('ACCESS SHARE', orders, 'wants ACCESS SHARE on orders for SELECT'),
    ...change,
  });

const edge = (
  blocked: number,
  blocker: number,
  kind: LockEdge['kind'],
  gid: string | null = null,
): LockEdge => ({
  blocked,
  blocker,
  gid,
  kind,
  isImplied: false,
});

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

export function prepared(change: Partial<PreparedTransaction> = {}): PreparedTransaction {
  return {
    gid: 'checkout-81',
    owner: 'shop',
    database: 'shop',
    isInThisDatabase: true,
    preparedAt: '2026-03-10T08:46:00.000Z',
    ageMs: 194 * MINUTE,
    holds: [seen('ROW EXCLUSIVE', orders, 'holds ROW EXCLUSIVE on orders')],
    holdsCount: 1,
    rollbackSql: "ROLLBACK PREPARED 'checkout-81'",
    ...change,
  };
}

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

/** Several roots of several kinds. */
export const many: LockSnapshot = snapshotOf({
  ...chain,
  takenAt: SAMPLED_AT,
  waitingCount: 8,
  longestWaitMs: 194 * MINUTE,
  lockCount: 412,
  sessions: [
    ...chain.sessions,
    session({
      pid: 7001,
      application: 'worker',
      waitEvent: 'Lock: transactionid',
      waitedMs: 190 * MINUTE,
      transactionAgeMs: 190 * MINUTE,
      stateAgeMs: 190 * MINUTE,
      query: "UPDATE orders SET status = 'paid' WHERE id = 81",
      awaits: seen('SHARE', ordersRow, 'wants row (0,2) of orders for UPDATE'),
    }),
    session({
      pid: 7100,
      application: 'psql',
      user: 'dana',
      client: 'local',
      waitEvent: 'Lock: virtualxid',
      waitedMs: 88_000,
      transactionAgeMs: 121_000,
      stateAgeMs: 121_000,
      query: 'CREATE INDEX CONCURRENTLY orders_placed_at_idx ON orders (placed_at)',
      awaits: seen(
        'SHARE',
        { ...orders, kind: 'virtual-transaction', name: 'the transaction of pid 4711' },
        'waits for the transaction of pid 4711 to end, for CREATE INDEX CONCURRENTLY',
      ),
      progress: {
        command: 'CREATE INDEX CONCURRENTLY',
        phase: 'waiting for old snapshots',
        lockersDone: 3,
        lockersTotal: 4,
        currentLockerPid: 4711,
      },
    }),
    session({
      pid: 7200,
      kind: 'autovacuum-to-prevent-wraparound',
      user: null,
      application: null,
      client: null,
      transactionAgeMs: 310_000,
      stateAgeMs: 310_000,
      query: 'autovacuum: VACUUM public.payments (to prevent wraparound)',
      holds: [
        seen(
          'SHARE UPDATE EXCLUSIVE',
          { ...orders, name: 'payments' },
          'holds SHARE UPDATE EXCLUSIVE on payments',
        ),
      ],
      holdsCount: 1,
    }),
    session({
      pid: 7201,
      application: 'migrate',
      user: 'deploy',
      waitEvent: 'Lock: relation',
      waitedMs: 64_000,
      transactionAgeMs: 64_000,
      query: 'ALTER TABLE payments ALTER COLUMN method SET NOT NULL',
      awaits: seen(
        'ACCESS EXCLUSIVE',
        { ...orders, name: 'payments' },
        'wants ACCESS EXCLUSIVE on payments for ALTER TABLE',
      ),
    }),
    session({
      pid: 7300,
      application: 'scheduler',
      state: 'idle',
      transactionAgeMs: null,
      stateAgeMs: 3_000_000,
      query: 'SELECT pg_advisory_lock(42)',
      queryKind: 'last',
      holds: [
        seen(
          'EXCLUSIVE',
          {
            kind: 'advisory',
            name: 'advisory lock 42',
            relation: null,
            ctid: null,
            advisoryKey: '42',
            transaction: null,
          },
          'holds advisory lock 42',
        ),
      ],
      holdsCount: 1,
    }),
    session({
      pid: 7301,
      application: 'scheduler',
      waitEvent: 'Lock: advisory',
      waitedMs: 240_000,
      transactionAgeMs: 240_000,
      query: 'SELECT pg_advisory_lock(42)',
      awaits: seen(
        'EXCLUSIVE',
        {
          kind: 'advisory',
          name: 'advisory lock 42',
          relation: null,
          ctid: null,
          advisoryKey: '42',
          transaction: null,
        },
        'wants advisory lock 42',
      ),
    }),
    session({ pid: 7400, application: 'worker', waitEvent: 'Lock: transactionid', waitedMs: 700 }),
    session({ pid: 7401, application: 'worker', waitEvent: 'Lock: transactionid', waitedMs: 640 }),
  ],
  sessionCount: 13,
  edges: [
    ...chain.edges,
    edge(7001, 0, 'hard', 'checkout-81'),
    edge(7100, 4711, 'hard'),
    edge(7201, 7200, 'hard'),
    edge(7301, 7300, 'hard'),
    edge(7400, 7401, 'hard'),
    edge(7401, 7400, 'hard'),
  ],
  roots: [
    { pid: 0, gid: 'checkout-81', victimCount: 1, victimWaitMs: 190 * MINUTE, isDeadlock: false },
    ...chain.roots,
    { pid: 7300, gid: null, victimCount: 1, victimWaitMs: 240_000, isDeadlock: false },
    { pid: 7200, gid: null, victimCount: 1, victimWaitMs: 64_000, isDeadlock: false },
    { pid: 7400, gid: null, victimCount: 2, victimWaitMs: 1_340, isDeadlock: true },
    { pid: 7401, gid: null, victimCount: 2, victimWaitMs: 1_340, isDeadlock: true },
  ],
  prepared: [
    prepared(),
    prepared({
      gid: 'other-1',
      database: 'stock',
      isInThisDatabase: false,
      ageMs: 2 * MINUTE,
      rollbackSql: "ROLLBACK PREPARED 'other-1'",
    }),
  ],
  slots: [{ name: 'reporting_subscriber', isActive: false, xminAge: 12_345_678 }],
});
