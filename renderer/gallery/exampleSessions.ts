/** Sessions of the shop that hold locks and wait for them, one by one. */
import type {
  LockEdge,
  LockSeen,
  LockSession,
  LockTarget,
  PreparedTransaction,
} from '../../electron/contract/locks';

export const MINUTE = 60_000;

export const orders: LockTarget = {
  kind: 'relation',
  name: 'orders',
  relation: { oid: 16_402, schema: 'public', name: 'orders', isTable: true },
  ctid: null,
  advisoryKey: null,
  transaction: null,
};

export const ordersRow: LockTarget = { ...orders, kind: 'row', name: 'row (0,2) of orders', ctid: '(0,2)' };

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
    isQueryCut: false,
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

export const seen = (mode: LockSeen['mode'], target: LockTarget, text: string): LockSeen => ({
  mode,
  target,
  text,
});

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

export const reading = (pid: number, waitedMs: number, change: Partial<LockSession> = {}) =>
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

export const edge = (
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
