import type { CaptureSnapshot, HandOff } from '../../electron/contract/revisions';
import { plan } from './examplePlan';

function stepSql(name: string, number: number): string {
  return `-- ${number}. ${name}
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "orders" ADD COLUMN "column_${number}" TEXT;
INSERT INTO "public"."SequelizeMeta" ("name") VALUES ('${name}');
COMMIT;
`;
}

const steps = plan.steps.map(({ name, transaction }, index) => ({
  name,
  transaction,
  sql: stepSql(name, index + 1),
}));
const sql = `-- Upgrade of shop, ${plan.steps.length} revisions\n\\set ON_ERROR_STOP on\n\n${steps.map((step) => step.sql).join('\n')}`;
const rollbackSql = '-- Takes it back\n\\set ON_ERROR_STOP on\nBEGIN;\nCOMMIT;\n';

export const handOff: HandOff = {
  direction: 'up',
  target: 'head',
  from: plan.from,
  to: plan.to,
  steps,
  sql,
  rollbackSql,
  files: [
    { name: 'upgrade.sql', text: sql },
    { name: 'rollback.sql', text: rollbackSql },
    { name: 'SHA256SUMS', text: '5f1d0c6b2a9e48d7  upgrade.sql\n' },
    { name: 'README.md', text: '# Upgrade of shop\n' },
  ],
  notes: [
    '20260210090000-backfill-order-totals.js asks how many rows it changed: the script holds what ran on a copy without rows.',
  ],
};

export const captureSteps: readonly CaptureSnapshot[] = [
  { phase: 'starting', doneCount: 0, totalCount: plan.steps.length, revision: null },
  { phase: 'replaying', doneCount: 4, totalCount: 10, revision: '20260108140000-create-orders.js' },
  ...plan.steps.map(
    ({ name }, index): CaptureSnapshot => ({
      phase: 'capturing',
      doneCount: index,
      totalCount: plan.steps.length,
      revision: name,
    }),
  ),
  { phase: 'done', handOff },
];
