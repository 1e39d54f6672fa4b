/** One small domain for every fixture: the shop. Typed by the contract, so that drift fails the type check. */
import type { ErrorInfo, RunnerHolder } from '../../electron/contract/call';
import type { ConnectionSummary, ServerFacts } from '../../electron/contract/connections';
import type { ProjectSummary } from '../../electron/contract/projects';
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

export const syntaxError: ErrorInfo = {
  kind: 'sql-failed',
  message: 'syntax error at or near "COLUM"',
  hint: 'Look at the marked place: PostgreSQL understood everything before it.',
  sqlstate: '42601',
  sql: 'ALTER TABLE orders\n  ADD COLUM total numeric(12, 2) NOT NULL DEFAULT 0;',
  position: 26,
};

export const notNullError: ErrorInfo = {
  kind: 'sql-failed',
  message: 'column "total" of relation "orders" contains null values',
  hint: 'Fill the column first, or give it a default.',
  sqlstate: '23502',
  detail: '1,204 of 200,000 rows have no total.',
  table: 'orders',
  constraint: 'orders_total_not_null',
  where: 'SQL statement "ALTER TABLE orders ALTER COLUMN total SET NOT NULL"',
  sql: 'ALTER TABLE orders\n  ALTER COLUMN total SET NOT NULL;',
};

export const lostConnection: ErrorInfo = {
  kind: 'connection-lost',
  message: 'The connection to 127.0.0.1:5432 was lost.',
  hint: 'See whether the server still runs, then read again.',
};

export const wrongPassword: ErrorInfo = {
  kind: 'cannot-connect',
  reason: 'authentication',
  message: 'The server refused the password of “deploy”.',
  hint: 'Type it again, or ask who administers shop.example.com.',
};

export const notPermitted: ErrorInfo = {
  kind: 'not-permitted',
  message: 'You may not read the ledger "SequelizeMeta".',
  hint: 'Ask its owner for:',
  grantSql: 'GRANT SELECT ON "public"."SequelizeMeta" TO "reader";',
};

export const otherRunner: RunnerHolder = {
  pid: 4711,
  application: 'lockstep run',
  user: 'ci',
  client: '10.0.0.7',
  since: '2026-03-10T11:58:20.000Z',
};

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

const target = { host: '127.0.0.1', port: 5432, database: 'shop', user: 'postgres', tls: 'disable' } as const;

export const demoConnection: ConnectionSummary = {
  ...target,
  id: 'demo',
  name: 'Demo shop',
  role: 'development',
  isDemo: true,
  hasPassword: true,
};

export const stagingConnection: ConnectionSummary = {
  id: 'staging',
  name: 'shop-staging',
  role: 'staging',
  host: 'staging.shop.example.com',
  port: 5432,
  database: 'shop',
  user: 'deploy',
  tls: 'verify-full',
  isDemo: false,
  hasPassword: true,
};

export const productionConnection: ConnectionSummary = {
  ...stagingConnection,
  id: 'production',
  name: 'shop-production',
  role: 'production',
  host: 'db.shop.example.com',
  hasPassword: false,
};

export const longConnection: ConnectionSummary = {
  ...stagingConnection,
  id: 'long',
  name: 'the-warehouse-of-the-second-subsidiary-in-the-north-for-the-night-shift-and-its-reports',
  host: `${'replica-of-the-replica.'.repeat(6)}example.com`,
  database: 'x'.repeat(63),
};

export const connections = [demoConnection, stagingConnection, productionConnection];

export const facts: ServerFacts = {
  version: '18.4',
  versionNumber: 180004,
  user: 'postgres',
  database: 'shop',
  isStandby: false,
  isReadOnly: false,
  tls: false,
};

export const demoProject: ProjectSummary = {
  id: 'demo',
  name: 'Demo shop',
  folder: '/opt/lockstep/migrations',
  isDemo: true,
  isTrusted: true,
};

export const ownProject: ProjectSummary = {
  id: 'shop-api',
  name: 'shop-api',
  folder: '/home/dana/work/shop-api',
  isDemo: false,
  isTrusted: false,
};

export const longProject: ProjectSummary = {
  ...ownProject,
  id: 'long',
  name: 'a-repository-with-a-name-that-nobody-ever-shortened-because-it-was-meant-to-be-temporary',
  folder: `/home/dana/${'deeply/nested/'.repeat(12)}project`,
};

export const projects = [demoProject, ownProject];
