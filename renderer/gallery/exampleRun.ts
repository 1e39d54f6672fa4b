import type { Blocker } from '../../electron/contract/call';
import type { RunSnapshot, StatementSnapshot, StepSnapshot, StepStatus } from '../../electron/contract/runs';
import { PENDING, READ_AT } from './examples';

export const billing: Blocker = {
  pid: 4711,
  user: 'dana',
  application: 'billing',
  state: 'idle in transaction',
  query: 'UPDATE orders SET status = $1 WHERE id = $2',
  transactionAgeMs: 725_000,
};

export const updateStatement: StatementSnapshot = {
  sql: 'UPDATE orders SET total = items.total\nFROM (SELECT order_id, sum(quantity * price) AS total FROM order_items GROUP BY order_id) AS items\nWHERE items.order_id = orders.id AND orders.total IS NULL',
  startedAt: new Date(Date.now() - 12_000).toISOString(),
  durationMs: null,
};

/** The steps of a run that has come so far: the rest wait. */
export function steps(...statuses: readonly StepStatus[]): readonly StepSnapshot[] {
  return PENDING.map((name, index) => {
    const status = statuses[index] ?? 'waiting';
    const isDone = status === 'applied';
    const hasBegun = status !== 'waiting' && status !== 'not-reached';
    return {
      name,
      status,
      durationMs: isDone ? ([184, 22, 41_300, 2_950, 31][index] ?? 20) : null,
      transaction: hasBegun ? (name.includes('index') ? 'none' : 'own') : null,
      tries: hasBegun ? 1 : 0,
    };
  });
}

export const run: RunSnapshot = {
  runId: 'run-1',
  connectionId: 'demo',
  projectId: 'demo',
  direction: 'up',
  target: 'head',
  phase: 'running',
  outcome: null,
  holder: null,
  steps: steps('applied', 'applied', 'running'),
  doneCount: 2,
  startedAt: '2026-03-10T11:59:46.000Z',
  elapsedMs: 14_200,
  current: {
    name: PENDING[2] ?? '',
    startedAt: new Date(Date.now() - 13_000).toISOString(),
    statements: [
      { sql: 'SELECT count(*) FROM orders WHERE total IS NULL', startedAt: READ_AT, durationMs: 38 },
      updateStatement,
    ],
    statementCount: 2,
    blockers: [],
  },
  failure: null,
  output: '',
  warnings: [],
  heads: [],
};
