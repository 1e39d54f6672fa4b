/** One small domain for every fixture: the shop. Typed by the contract, so that drift fails the type check. */
import type { History, RevisionRow, RevisionSource } from '../../electron/contract/revisions';

export const READ_AT = '2026-03-10T12:00:00.000Z';

export const LONG_NAME = `20260309101500-${'rename-the-column-that-everybody-wrote-differently-'.repeat(5)}`
  .slice(0, 252)
  .concat('.js');

export function revision(change: Partial<RevisionRow> = {}): RevisionRow {
  const state = change.state ?? 'pending';
  const isApplied = state === 'applied' || state === 'changed' || state === 'missing';
  return {
    name: '20260209090000-add-currency-to-orders.ts',
    state,
    format: state === 'missing' ? null : 'js',
    revises: [],
    dependsOn: [],
    branch: null,
    branches: [],
    isStated: false,
    isHead: false,
    isCurrent: false,
    isOutOfOrder: false,
    ledgerName: null,
    appliedAt: isApplied ? '2026-03-10T09:41:12.000Z' : null,
    durationMs: isApplied ? 184 : null,
    appliedBy: isApplied ? 'dana' : null,
    transaction: isApplied ? 'own' : null,
    checksum: state === 'missing' ? null : '5f1d0c6b2a9e48d7b3c1f0a8e6d5c4b3',
    lastAttempt: null,
    ...change,
  };
}

const APPLIED = [
  '20260105090000-create-users.js',
  '20260105091500-create-customers.js',
  '20260105100000-create-categories.js',
  '20260106101500-create-products.js',
  '20260108140000-create-orders.js',
  '20260108143000-create-order-items.js',
  '20260112083000-create-payments.js',
  '20260119110000-index-orders-by-customer.sql',
  '20260126093000-add-phone-to-customers.js',
  '20260202101500-add-discontinued-to-products.js',
];

export const PENDING = [
  '20260209090000-add-currency-to-orders.ts',
  '20260210084500-add-total-to-orders.js',
  '20260210090000-backfill-order-totals.js',
  '20260216134500-index-orders-by-placed-at.js',
  '20260309101500-add-returned-order-status.js',
];

/** In a project without stated places each follows the one before. */
const LINE = [...APPLIED, ...PENDING];

const before = (name: string) => LINE.slice(Math.max(0, LINE.indexOf(name) - 1), LINE.indexOf(name));

const pendingRows = PENDING.map((name) =>
  revision({ name, revises: before(name), isHead: name === PENDING.at(-1) }),
);

const appliedRows = APPLIED.map((name, index) =>
  revision({
    name,
    revises: before(name),
    state: 'applied',
    format: name.endsWith('.sql') ? 'sql' : 'js',
    transaction: name.endsWith('.sql') ? 'none' : 'own',
    durationMs: [21, 18, 25, 34, 1240, 48, 22, 61_300, 17, 19][index] ?? null,
    isCurrent: index === APPLIED.length - 1,
  }),
);

export const history: History = {
  ledgerTable: 'public."SequelizeMeta"',
  ledgerExists: true,
  log: { kind: 'ready' },
  revisions: [...appliedRows, ...pendingRows].reverse(),
  current: APPLIED.slice(-1),
  heads: PENDING.slice(-1),
  findings: [],
  pendingCount: PENDING.length,
  runner: null,
  skipped: [],
  readAt: READ_AT,
};

export const source: RevisionSource = {
  name: '20260210090000-backfill-order-totals.js',
  format: 'js',
  text: `'use strict';

/** Fills orders.total in batches, so that no row stays locked for long. */
module.exports = {
  async up(queryInterface) {
    for (let changed = 1; changed > 0; ) {
      const [, result] = await queryInterface.sequelize.query(\`
        UPDATE orders SET total = items.total
        FROM (SELECT order_id, sum(quantity * price) AS total FROM order_items GROUP BY order_id) AS items
        WHERE items.order_id = orders.id AND orders.total IS NULL\`);
      changed = result.rowCount; // 0 at the end
    }
  },
  async down() {},
};
`,
  downText: null,
};

export const sqlSource: RevisionSource = {
  name: '20260119110000-index-orders-by-customer.sql',
  format: 'sql',
  text: '-- lockstep: no transaction\nCREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);\n',
  downText: 'DROP INDEX CONCURRENTLY orders_customer_id_idx;\n',
};
