import type { Leftovers, LogRecord, StampPlan } from '../../electron/contract/revisions';
import { CARRIERS, HEAD_A, HEAD_B, INTERRUPTED } from './exampleBranches';
import { notNullError } from './exampleErrors';

export function logRecord(change: Partial<LogRecord> = {}): LogRecord {
  return {
    id: '41',
    runId: 'a1b2c3d4',
    direction: 'up',
    outcome: 'done',
    transaction: 'own',
    startedAt: '2026-03-10T09:41:12.000Z',
    finishedAt: '2026-03-10T09:41:12.184Z',
    durationMs: 184,
    checksum: '5f1d0c6b2a9e48d7b3c1f0a8e6d5c4b3',
    runBy: 'dana@workbench',
    databaseUser: 'deploy',
    statements: [
      {
        sql: 'ALTER TABLE "public"."invoices" ADD COLUMN "number" VARCHAR(20)',
        durationMs: 4,
      },
      {
        sql: 'CREATE UNIQUE INDEX "invoices_number" ON "public"."invoices" ("number")',
        durationMs: 171,
      },
    ],
    error: null,
    note: null,
    ...change,
  };
}

/** Newest first. */
export const log: readonly LogRecord[] = [
  logRecord({
    id: '44',
    outcome: 'accepted',
    startedAt: '2026-03-10T11:30:00.000Z',
    finishedAt: '2026-03-10T11:30:00.000Z',
    durationMs: null,
    statements: null,
    note: 'Only a comment was added.',
  }),
  logRecord({ id: '43' }),
  logRecord({
    id: '42',
    outcome: 'failed',
    startedAt: '2026-03-10T09:30:02.000Z',
    finishedAt: '2026-03-10T09:30:02.061Z',
    durationMs: 61,
    error: notNullError,
  }),
  logRecord({
    id: '41',
    direction: 'down',
    outcome: 'done',
    startedAt: '2026-02-27T16:02:00.000Z',
    finishedAt: '2026-02-27T16:02:00.022Z',
    durationMs: 22,
    runBy: 'a-service-account-with-a-long-name@build-host-of-the-second-subsidiary-in-the-north',
  }),
];

export const stampPlan: StampPlan = {
  id: 'd5c4b3f0a8e6',
  targets: [HEAD_A],
  database: 'shop',
  adds: [INTERRUPTED, HEAD_A],
  removes: [],
  from: [CARRIERS],
  to: [HEAD_A],
  sql: `BEGIN;
INSERT INTO "public"."SequelizeMeta" ("name") VALUES ('${INTERRUPTED}');
INSERT INTO "public"."SequelizeMeta" ("name") VALUES ('${HEAD_A}');
COMMIT;`,
  notes: ['2 revisions will count as applied though they never ran here.'],
  needsDatabaseName: false,
};

export const purgePlan: StampPlan = {
  ...stampPlan,
  targets: [HEAD_B],
  adds: [HEAD_B],
  removes: ['20250101-gone.js', CARRIERS],
  from: ['20250101-gone.js', CARRIERS],
  to: [HEAD_B],
  sql: `BEGIN;
DELETE FROM "public"."SequelizeMeta";
INSERT INTO "public"."SequelizeMeta" ("name") VALUES ('${HEAD_B}');
COMMIT;`,
  notes: [],
};

export const leftovers: Leftovers = {
  id: 'c4b3f0a8e6d5',
  name: INTERRUPTED,
  statements: [
    'CREATE INDEX CONCURRENTLY "parcels_weight_idx" ON "public"."parcels" ("weight")',
    'REINDEX INDEX CONCURRENTLY "parcels_pkey"',
  ],
  leftovers: [
    {
      kind: 'invalid-index',
      schema: 'public',
      table: 'parcels',
      name: 'parcels_weight_idx',
      sizeBytes: '18350080',
      sql: 'DROP INDEX CONCURRENTLY "public"."parcels_weight_idx";',
    },
    {
      kind: 'ccnew',
      schema: 'public',
      table: 'parcels',
      name: 'parcels_pkey_ccnew',
      sizeBytes: '8192',
      sql: 'DROP INDEX CONCURRENTLY "public"."parcels_pkey_ccnew";',
    },
  ],
  needsDatabaseName: false,
};
