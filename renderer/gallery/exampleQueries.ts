/** Findings about the shop’s queries. Typed by the contract, so that drift fails the type check. */
import type { ListedFinding, QueryFindings, TimeSpent } from '../../electron/contract/queries';
import { READ_AT } from './examples';
import { counted } from './exampleWorkload';

const nPlusOne: ListedFinding = {
  id: 'beef00000001',
  kind: 'n-plus-one',
  queryId: '4201',
  text: 'SELECT "id", "name", "price" FROM "products" AS "Product" WHERE "Product"."id" = $1',
  table: 'public.products',
  reason: 'Called 481,204 times for one row each, 40 times for each call of a list of order_items.',
  explanation:
    'Each row of a list is followed by a query of its own, and each of those by a way to the server and back.',
  cure: {
    sequelize: 'Load the association with the list: findAll({ include: Model }).',
    sqlalchemy: 'selectinload(Parent.children), or joinedload where each has one.',
    django: 'select_related for one row each, prefetch_related for many.',
  },
  calls: 481_204,
  totalMs: 962_000,
  share: 0.4,
  rowsPerCall: 1,
  parentQueryId: '4200',
  callsPerMinute: 812,
};

export const findings: readonly ListedFinding[] = [
  nPlusOne,
  {
    ...nPlusOne,
    id: 'beef00000002',
    kind: 'sequential-scan',
    queryId: '4202',
    text: 'SELECT * FROM orders WHERE customer_id = $1 ORDER BY placed_at DESC',
    table: 'public.orders',
    reason: 'Reads all 1,204 pages of orders at each call for 12 rows.',
    explanation: 'All of the table is read, whatever is asked of it.',
    cure: {
      sequelize: 'Give the model an index: indexes: [{ fields: [...] }].',
      sqlalchemy: null,
      django: null,
    },
    calls: 48_211,
    totalMs: 540_100,
    share: 0.224,
    rowsPerCall: 12,
    parentQueryId: null,
    callsPerMinute: 31.5,
  },
  {
    ...nPlusOne,
    id: 'beef00000003',
    kind: 'row-at-a-time',
    queryId: '4203',
    text: 'INSERT INTO "order_items" ("order_id", "product_id", "quantity") VALUES ($1, $2, $3) RETURNING "id"',
    table: 'public.order_items',
    reason: 'Called 90,310 times for one row each.',
    explanation: 'Each row goes to the server by itself, and waits for its answer.',
    cure: {
      sequelize: 'Model.bulkCreate(rows).',
      sqlalchemy: 'session.execute(insert(Model), rows).',
      django: 'Model.objects.bulk_create(rows).',
    },
    calls: 90_310,
    totalMs: 72_000,
    share: 0.03,
    parentQueryId: null,
    callsPerMinute: 0,
  },
];

export const queryFindings: QueryFindings = { workload: counted, findings, count: findings.length };

const READINGS = 31;

export const timeSpent: TimeSpent = {
  readAt: Array.from({ length: READINGS }, (_, place) =>
    new Date(Date.parse(READ_AT) - (READINGS - 1 - place) * 10_000).toISOString(),
  ),
  statements: [
    { queryId: '4201', msPerSecond: intervals((place) => 20 + place * 3 + 12 * Math.sin(place)) },
    { queryId: '4202', msPerSecond: intervals((place) => (place % 7 === 3 ? 48 : 4)) },
    { queryId: '4203', msPerSecond: intervals((place) => (place < 8 ? null : 0)) },
  ],
  costMs: 2.6,
  everyMs: 10_000,
  failure: null,
};

function intervals(at: (place: number) => number | null): readonly (number | null)[] {
  return Array.from({ length: READINGS - 1 }, (_, place) => at(place));
}

export function manyFindings(count: number): readonly ListedFinding[] {
  return Array.from({ length: count }, (_, number) => ({
    ...nPlusOne,
    id: `many${number}`,
    text: `SELECT ${'"a_column_with_a_long_name", '.repeat(20)} ${number} FROM a_table WHERE id = $1`,
    table: `public.a_table_with_quite_a_long_name_that_somebody_generated_${number}`,
    share: 0.5 / (number + 1),
  }));
}
