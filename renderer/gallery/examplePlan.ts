import type { Plan, PlanStep, Refusal } from '../../electron/contract/revisions';
import { PENDING } from './examples';

export function step(change: Partial<PlanStep> = {}): PlanStep {
  const name = change.name ?? '20260209090000-add-currency-to-orders.ts';
  return {
    name,
    ledgerName: name,
    format: 'js',
    checksum: '5f1d0c6b2a9e48d7b3c1f0a8e6d5c4b3',
    transaction: 'own',
    lockTimeoutMs: null,
    notes: [],
    ...change,
  };
}

export const plan: Plan = {
  id: 'b3c1f0a8e6d5c4b35f1d0c6b2a9e48d7',
  direction: 'up',
  target: 'head',
  database: 'shop',
  from: ['20260202101500-add-discontinued-to-products.js'],
  to: PENDING.slice(-1),
  steps: PENDING.map((name) =>
    name.includes('index')
      ? step({ name, transaction: 'none', notes: ['CREATE INDEX CONCURRENTLY can’t run in a transaction'] })
      : step({ name }),
  ),
  refusals: [],
  needsTrust: false,
  needsDatabaseName: false,
};

export const refusals: Readonly<Record<Refusal['kind'], Refusal>> = {
  'out-of-order': {
    kind: 'out-of-order',
    names: ['20260115090000-late.js'],
    message: '1 revision out of order: older than what is applied already.',
    hint: 'They were written for an earlier schema. Read them, then run them all the same or rename them to the end.',
    canOverride: true,
  },
  missing: {
    kind: 'missing',
    names: ['20260120090000-gone.js', '20260121090000-gone-too.js'],
    message: '2 revisions applied here without a file in this folder.',
    hint: 'You may be on another branch, or connected to another database than you think.',
    canOverride: true,
  },
  changed: {
    kind: 'changed',
    names: ['20260108140000-create-orders.js'],
    message: '1 revision changed since applied.',
    hint: 'What ran is not what the file says now.',
    canOverride: true,
  },
  interrupted: {
    kind: 'interrupted',
    names: ['20260216134500-index-orders-by-placed-at.js'],
    message: '1 revision cut off half-way, outside a transaction.',
    hint: 'See what they left behind before running them again.',
    canOverride: true,
  },
  'no-down': {
    kind: 'no-down',
    names: ['20260216134500-index-orders-by-placed-at.sql'],
    message: '1 revision without a way back: no .down.sql beside the file.',
    hint: 'Write it, or downgrade only as far as before it.',
    canOverride: false,
  },
  graph: {
    kind: 'graph',
    names: ['20260312090000-add-weight-to-products.js', '20260312101500-add-width-to-products.js'],
    message: '2 revisions follow each other in a circle.',
    hint: 'Change what one of them says it revises.',
    canOverride: false,
  },
  'read-only': {
    kind: 'read-only',
    names: ['shop'],
    message: 'This server accepts no writes: it is a standby, or read-only by its settings.',
    hint: 'Connect to the primary.',
    canOverride: false,
  },
};
