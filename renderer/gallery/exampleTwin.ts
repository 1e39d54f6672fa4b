/** The shop's plan twin, and plans of it. */
import type { Explanation, NoHypopg, PlanNode, PlanTwinCard } from '../../electron/contract/indexes';
import { READ_AT } from './examples';

const leaf: PlanNode = {
  type: 'Seq Scan',
  relation: 'orders',
  index: null,
  totalCost: 4213.4,
  rows: 12,
  children: [],
};

export const planBefore: PlanNode = {
  ...{ type: 'Limit', relation: null, index: null, totalCost: 4214.1, rows: 12 },
  children: [
    {
      ...{ type: 'Nested Loop', relation: null, index: null, totalCost: 4214.1, rows: 12 },
      children: [
        leaf,
        {
          ...leaf,
          type: 'Index Scan',
          relation: 'customers',
          index: 'customers_pkey',
          totalCost: 8.3,
          rows: 1,
        },
      ],
    },
  ],
};

export const planAfter: PlanNode = {
  ...{ type: 'Limit', relation: null, index: null, totalCost: 62.9, rows: 12 },
  children: [
    {
      ...{ type: 'Nested Loop', relation: null, index: null, totalCost: 62.9, rows: 12 },
      children: [
        {
          ...leaf,
          type: 'Index Scan',
          index: 'orders_customer_id_placed_at_idx',
          totalCost: 48.2,
        },
        {
          ...leaf,
          type: 'Index Scan',
          relation: 'customers',
          index: 'customers_pkey',
          totalCost: 8.3,
          rows: 1,
        },
      ],
    },
  ],
};

export const twinCard: PlanTwinCard = {
  format: 2,
  target: 'shop.example.com:5432/shop',
  refreshedAt: READ_AT,
  serverVersion: 160003,
  tables: 42,
  notes: ['2 tables were never analysed: the planner guesses.'],
  settings: [{ name: 'work_mem', value: '4MB' }],
};

export const explanation: Explanation = {
  before: planBefore,
  after: planAfter,
  candidates: [
    {
      sql: 'CREATE INDEX ON orders (customer_id, placed_at DESC)',
      name: 'candidate_1',
      isUsed: true,
      sizeBytes: 6_291_456,
      buildLock: 'SHARE',
      problem: null,
    },
  ],
  isGeneric: true,
};

/** As the target’s own planner sees it, a little dearer. */
export const targetExplanation: Explanation = {
  ...explanation,
  before: { ...planBefore, totalCost: 4231.7 },
  after: { ...planAfter, totalCost: 64.2 },
  candidates: explanation.candidates.map((each) => ({ ...each, name: '<13577>btree_orders_customer_id' })),
};

export const noHypopg: NoHypopg = {
  state: 'missing',
  message: 'The server has no hypopg.',
  steps: [
    {
      title:
        'Install it on the server, without a restart: the package is postgresql-16-hypopg or hypopg_16, and many managed servers have it',
      sql: null,
    },
    { title: 'Create it in this database', sql: 'CREATE EXTENSION hypopg;' },
  ],
};
