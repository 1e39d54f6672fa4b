/** What can go wrong, and who is in the way. */
import type { ErrorInfo, RunnerHolder } from '../../electron/contract/call';

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
