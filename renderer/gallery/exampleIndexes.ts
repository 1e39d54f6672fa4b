/** Suggestions about the shop’s indexes. Typed by the contract, so that drift fails the type check. */
import type { IndexAdvice, Suggestion } from '../../electron/contract/indexes';
import type { FileChangePlan } from '../../electron/contract/revisions';
import { READ_AT } from './examples';
import { planAfter, planBefore } from './exampleTwin';
import { counted } from './exampleWorkload';

const suggestion: Suggestion = {
  id: 'f00dfeed0001',
  kind: 'create',
  schema: 'public',
  table: 'orders',
  columns: ['customer_id', 'placed_at DESC'],
  index: 'orders_customer_id_placed_at_idx',
  sql: 'CREATE INDEX CONCURRENTLY "orders_customer_id_placed_at_idx" ON "public"."orders" ("customer_id", "placed_at" DESC)',
  reverseSql: 'DROP INDEX CONCURRENTLY "public"."orders_customer_id_placed_at_idx"',
  reason: 'The planner expects the dearest statement that it serves to cost 67 times less, and 1 more.',
  savingMs: 812_400,
  savingMsPerMinute: 40.3,
  sizeBytes: 6_291_456,
  tableWrites: 203_110,
  helps: [
    {
      queryId: '4101',
      text: 'SELECT o.*, c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.customer_id = $1 ORDER BY o.placed_at DESC LIMIT $2',
      calls: 48_211,
      meanMs: 17.1,
      savingMs: 790_000,
      proof: { provenBy: 'twin', before: planBefore, after: planAfter },
    },
    {
      queryId: '4102',
      text: 'SELECT count(*) FROM orders WHERE customer_id = $1',
      calls: 12_007,
      meanMs: 2.4,
      savingMs: 22_400,
      proof: null,
    },
  ],
  caveats: ['It answers without the table only while the table is vacuumed often enough.'],
};

const plain = { savingMs: null, savingMsPerMinute: null, helps: [], caveats: [] } as const;

export const suggestions: readonly Suggestion[] = [
  suggestion,
  {
    ...suggestion,
    ...plain,
    id: 'f00dfeed0002',
    kind: 'missing-foreign-key-index',
    table: 'order_items',
    columns: ['product_id'],
    index: 'order_items_product_id_idx',
    sql: 'CREATE INDEX CONCURRENTLY "order_items_product_id_idx" ON "public"."order_items" ("product_id")',
    reverseSql: 'DROP INDEX CONCURRENTLY "public"."order_items_product_id_idx"',
    reason:
      'Deleting a row of products reads all of order_items, since order_items_product_id_fkey has no index.',
    sizeBytes: 4_423_680,
    tableWrites: 512_904,
  },
  {
    ...suggestion,
    ...plain,
    id: 'f00dfeed0003',
    kind: 'duplicate',
    columns: ['status'],
    index: 'orders_status_again',
    sql: 'DROP INDEX CONCURRENTLY "public"."orders_status_again"',
    reverseSql: 'CREATE INDEX CONCURRENTLY orders_status_again ON public.orders USING btree (status)',
    reason: 'orders_status_idx is the same index.',
    sizeBytes: 1_409_024,
  },
  {
    ...suggestion,
    ...plain,
    id: 'f00dfeed0004',
    kind: 'unused',
    table: 'customers',
    columns: ['fax'],
    index: 'customers_fax_idx',
    sql: 'DROP INDEX CONCURRENTLY "public"."customers_fax_idx"',
    reverseSql: 'CREATE INDEX CONCURRENTLY customers_fax_idx ON public.customers USING btree (fax)',
    reason: 'It was not scanned once in 84 days, and 9,120 rows were written meanwhile.',
    sizeBytes: 884_736,
    tableWrites: 9_120,
    caveats: ['A replica counts for itself: look there, too.'],
  },
  {
    ...suggestion,
    ...plain,
    id: 'f00dfeed0005',
    kind: 'invalid',
    table: 'orders',
    columns: ['note'],
    index: 'orders_note_idx',
    sql: 'REINDEX INDEX CONCURRENTLY "public"."orders_note_idx"',
    reverseSql: null,
    reason: 'Its concurrent build did not end, so it costs writes and serves no query.',
    sizeBytes: 16_384,
  },
  {
    ...suggestion,
    ...plain,
    id: 'f00dfeed0006',
    kind: 'no-primary-key',
    table: 'audit_log',
    columns: [],
    index: null,
    sql: null,
    reverseSql: null,
    reason: 'It has no primary key, so a row can’t be named.',
    sizeBytes: null,
    tableWrites: 88_004,
    caveats: ['Which columns name a row, somebody who knows the table has to say.'],
  },
];

export const indexAdvice: IndexAdvice = {
  suggestions,
  count: suggestions.length,
  dismissed: [
    {
      suggestion: { ...suggestion, ...plain, id: 'f00dfeed0007', kind: 'unused', index: 'orders_ref_idx' },
      dismissal: {
        id: 'f00dfeed0007',
        kind: 'unused',
        table: 'public.orders',
        columns: ['reference'],
        why: 'The yearly report needs it.',
        by: 'dana@workbench',
        at: READ_AT,
      },
    },
  ],
  effects: [],
  workload: counted,
  advised: {
    ...{ at: READ_AT, planned: 64, notPlanned: 2, leftAside: 0, isCutShort: false },
    ...{ totalMs: 2_300_000, expectedMs: 1_480_000 },
    reasons: [
      {
        text: 'SELECT * FROM archive.orders WHERE id = $1',
        reason: 'relation "archive.orders" does not exist',
      },
      { text: 'SELECT report($1)', reason: 'function report(unknown) does not exist' },
    ],
  },
};

export const indexFiles: FileChangePlan = {
  id: '20260310120000-abc',
  summary:
    'Creates 20260310120000-faster-orders.js, which follows 20260216134500-index-orders-by-placed-at.js.',
  changes: [
    {
      path: 'migrations/20260310120000-faster-orders.js',
      renamedFrom: null,
      before: null,
      after: `module.exports = {
  transaction: false,
  async up({ context: queryInterface }) {
    // The planner expects the dearest statement that it serves to cost 67 times less.
    await queryInterface.sequelize.query('CREATE INDEX CONCURRENTLY …');
  },
};
`,
    },
  ],
  heads: ['20260310120000-faster-orders.js'],
  notes: [],
};

export function manySuggestions(count: number): readonly Suggestion[] {
  return Array.from({ length: count }, (_, number) => ({
    ...suggestion,
    ...plain,
    id: `many${number}`,
    kind: number % 3 === 0 ? 'missing-foreign-key-index' : 'unused',
    table: `a_table_with_quite_a_long_name_that_somebody_generated_${number}`,
    index: `a_table_with_quite_a_long_name_that_somebody_generated_${number}_idx`.slice(0, 63),
  }));
}
