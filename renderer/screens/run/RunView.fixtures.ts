import type { RunFailure, RunSnapshot } from '../../../electron/contract/runs';
import { lostConnection, notNullError, otherRunner, syntaxError } from '../../gallery/exampleErrors';
import { billing, run, steps, updateStatement } from '../../gallery/exampleRun';
import { LONG_NAME, PENDING } from '../../gallery/examples';
import type { RunShown, RunState } from './runState';

function shown(change: Partial<RunSnapshot> = {}, more: Partial<RunShown> = {}): RunShown {
  return {
    kind: 'shown',
    run: { ...run, ...change },
    isCancelling: false,
    cancelError: null,
    stale: null,
    ...more,
  };
}

const over = { phase: 'ended', current: null } as const;
const before = 'The database is as it was before this revision; the 2 revisions before it are applied.';

function failed(error: RunFailure['error'], databaseState = before): RunShown {
  return shown({
    ...over,
    outcome: 'failed',
    steps: steps('applied', 'applied', 'failed', 'not-reached', 'not-reached'),
    failure: { revision: PENDING[2] ?? null, error, databaseState },
    heads: [PENDING[1] ?? ''],
  });
}

const current = run.current ?? { name: '', startedAt: '', statements: [], statementCount: 0, blockers: [] };

export const runFixtures = {
  loading: { kind: 'loading' },
  'failed to show': {
    kind: 'failed',
    error: {
      kind: 'bad-input',
      message: 'This run is not known any more.',
      hint: 'See the history for what is applied.',
    },
  },
  waiting: shown({ phase: 'waiting', holder: otherRunner, steps: steps(), doneCount: 0, current: null }),
  'waiting, holder unknown': shown({ phase: 'waiting', steps: steps(), doneCount: 0, current: null }),
  starting: shown({ phase: 'starting', steps: steps(), doneCount: 0, current: null, elapsedMs: 300 }),
  running: shown(),
  'running, many statements': shown({
    current: {
      ...current,
      statementCount: 118_204,
      statements: [
        ...Array.from({ length: 99 }, (_, index) => ({
          sql: `INSERT INTO order_items (order_id, product_id, quantity)\nVALUES ($1, $2, $3) /* ${index} */`,
          startedAt: current.startedAt,
          durationMs: 1 + (index % 7),
        })),
        updateStatement,
      ],
    },
  }),
  'running, blocked': shown({
    current: {
      ...current,
      blockers: [billing, { ...billing, pid: 0, application: null, state: null, query: null }],
    },
  }),
  retrying: shown({
    steps: steps('applied', 'applied', 'retrying').map((step) =>
      step.status === 'retrying' ? { ...step, tries: 3 } : step,
    ),
    current: { ...current, blockers: [billing] },
  }),
  'running, down': shown({ direction: 'down', target: '-1' }),
  'output and warnings': shown({
    output: `${'== 20260210090000-backfill-order-totals: migrating =======\nbatch of 5,000 rows\n'.repeat(20)}done`,
    warnings: [
      'The log could not be written: you may not INSERT into lockstep_log. The ledger is right all the same.',
    ],
  }),
  cancelling: shown({ phase: 'cancelling' }, { isCancelling: true }),
  'cancel not sent': shown({}, { cancelError: lostConnection }),
  stale: shown({}, { stale: lostConnection }),
  checking: shown({ phase: 'checking' }),
  done: shown({
    ...over,
    outcome: 'done',
    steps: steps(...PENDING.map(() => 'applied' as const)),
    doneCount: 5,
    heads: [PENDING[4] ?? ''],
    elapsedMs: 44_500,
  }),
  'done, down to base': shown({
    ...over,
    outcome: 'done',
    direction: 'down',
    target: 'base',
    steps: steps(...PENDING.map(() => 'applied' as const)),
    doneCount: 5,
    heads: [],
  }),
  cancelled: shown({
    ...over,
    outcome: 'cancelled',
    steps: steps('applied', 'applied', 'rolled-back', 'not-reached', 'not-reached'),
    failure: {
      revision: PENDING[2] ?? null,
      error: { kind: 'cancelled', message: 'You cancelled it.' },
      databaseState: before,
    },
  }),
  'failed with position': failed(syntaxError),
  'failed with detail': failed(notNullError),
  'failed in code': failed({
    kind: 'code-failed',
    message: 'TypeError: Cannot read properties of undefined (reading "rowCount")',
    hint: 'This comes from the revision itself, not from PostgreSQL.',
    file: '/home/dana/work/shop-api/migrations/20260210090000-backfill-order-totals.js',
    line: 11,
    column: 26,
    stack:
      'TypeError: Cannot read properties of undefined (reading "rowCount")\n    at Object.up (/home/dana/work/shop-api/migrations/20260210090000-backfill-order-totals.js:11:26)\n    at async runRevision (runRevision.js:88:5)',
  }),
  'failed on a lock': failed({
    kind: 'lock-timeout',
    message: 'The lock on orders was not to be had within 5 s, in 3 tries.',
    hint: 'Try again when the session below has ended its transaction.',
    blockers: [billing],
    sql: 'ALTER TABLE orders ADD COLUMN total numeric(12, 2)',
  }),
  interrupted: {
    ...failed(
      lostConnection,
      'It ran without a transaction: what it did before it was cut off is still there.',
    ),
    run: {
      ...failed(lostConnection).run,
      steps: steps('applied', 'applied', 'interrupted', 'not-reached', 'not-reached'),
    },
  },
  '10,000 steps, long names': shown({
    steps: Array.from({ length: 10_000 }, (_, index) => ({
      name: index === 4_321 ? LONG_NAME : `step-${index + 1}.js`,
      status: index < 4_321 ? 'applied' : index === 4_321 ? 'running' : 'waiting',
      durationMs: index < 4_321 ? (index * 7) % 900 : null,
      transaction: null,
      tries: 1,
    })),
    doneCount: 4_321,
    current: { ...current, name: LONG_NAME },
  }),
} satisfies Record<string, RunState>;
