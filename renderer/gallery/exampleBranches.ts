/** A project whose files state their places: two branches, one merged, two heads, and things to look at. */
import type { Finding, History, RevisionRow } from '../../electron/contract/revisions';
import { history, revision } from './examples';

export const CREATE = '20260301090000-create-parcels.js';
const WEIGH = '20260302090000-weigh-parcels.js';
export const CARRIERS = '20260303090000-create-carriers.sql';
export const MERGE = '20260304090000-merge-parcels-and-carriers.js';
const BILLING = '20260305090000-create-invoices.ts';
export const CHANGED = '20260306090000-number-invoices.ts';
export const INTERRUPTED = '20260307090000-index-parcels-by-weight.js';
export const HEAD_A = '20260308090000-track-parcels.js';
export const HEAD_B = '20260309090000-pay-invoices.ts';

const applied = { state: 'applied', isStated: true } as const;

/** Newest first. */
const rows: readonly RevisionRow[] = [
  revision({
    name: HEAD_B,
    revises: [CHANGED],
    dependsOn: [MERGE],
    branches: ['billing'],
    isStated: true,
    isHead: true,
  }),
  revision({ name: HEAD_A, revises: [INTERRUPTED], branches: ['parcels'], isStated: true, isHead: true }),
  revision({
    name: INTERRUPTED,
    state: 'interrupted',
    revises: [MERGE],
    branches: ['parcels'],
    isStated: true,
    transaction: 'none',
    lastAttempt: { outcome: 'interrupted', at: '2026-03-10T11:40:00.000Z', error: null },
  }),
  revision({
    name: CHANGED,
    revises: [BILLING],
    branches: ['billing'],
    state: 'changed',
    isStated: true,
    isCurrent: true,
  }),
  revision({
    ...applied,
    name: BILLING,
    revises: [CREATE],
    branch: 'billing',
    branches: ['billing'],
    ledgerName: '20260305090000-create-invoices.js',
  }),
  revision({ ...applied, name: MERGE, revises: [WEIGH, CARRIERS], branches: ['parcels'], isCurrent: true }),
  revision({
    ...applied,
    name: CARRIERS,
    format: 'sql',
    transaction: 'none',
    revises: [CREATE],
    branches: ['parcels'],
  }),
  revision({ ...applied, name: WEIGH, revises: [CREATE], branches: ['parcels'] }),
  revision({ ...applied, name: CREATE, branch: 'parcels', branches: ['parcels'] }),
];

export const severalHeads: Finding = {
  kind: 'several-heads',
  names: [HEAD_A, HEAD_B],
  message: 'There are 2 heads.',
  hint: 'Merge them, or rebase one onto the other.',
};

export const findings: readonly Finding[] = [
  {
    kind: 'pending',
    names: [HEAD_A, HEAD_B],
    message: '2 revisions pend.',
    hint: 'Upgrade to heads.',
  },
  severalHeads,
  {
    kind: 'interrupted',
    names: [INTERRUPTED],
    message: '1 revision was cut off half-way, outside a transaction.',
    hint: 'See what it left behind, and repair it.',
  },
  {
    kind: 'changed',
    names: [CHANGED],
    message: '1 file has other content since it ran.',
    hint: 'Look at the difference; accept it, or put the file back.',
  },
  {
    kind: 'renamed',
    names: [BILLING],
    message: '1 revision is in the ledger under another extension.',
    hint: 'sequelize-cli would run it again. Stamp it to write its present name.',
  },
];

export const branchedHistory: History = {
  ...history,
  revisions: rows,
  current: [MERGE, CHANGED],
  heads: [HEAD_A, HEAD_B],
  findings,
  pendingCount: 3,
};

/** What is wrong with a graph itself. */
export const graphFindings: readonly Finding[] = [
  {
    kind: 'cycle',
    names: [HEAD_A, INTERRUPTED],
    message: '2 revisions follow each other in a circle.',
    hint: 'Change what one of them says it revises.',
  },
  {
    kind: 'unknown-parent',
    names: [HEAD_B],
    message: 'It revises “20260306-number-invoice”, and there is no such revision.',
    hint: `Perhaps ${CHANGED} is meant.`,
  },
  {
    kind: 'two-files',
    names: ['20260302090000-weigh-parcels.js', '20260302090000-weigh-parcels.ts'],
    message: 'Two files are one revision by name.',
    hint: 'Remove the one that is built from the other, or move it elsewhere.',
  },
  {
    kind: 'unreadable',
    names: [BILLING],
    message: 'Its place is computed and can’t be known without running it.',
    hint: 'Write lockstep.revises as a plain string or list.',
  },
];
