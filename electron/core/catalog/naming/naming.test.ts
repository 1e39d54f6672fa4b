import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atOnce } from '../../stretches';
import type { Catalog, CatalogObject, Constraint, Index } from '../catalog';
import { idInSchema, idOnTable } from '../identity';
import { findConvention } from './findConvention';
import { followConvention } from './followConvention';
import { nameBy, templatesOf } from './template';

const KNOWN = { comment: null, schema: 'public', isValid: true, parent: null, isClustered: false };
const uses = (table: string, columns: readonly string[]) =>
  columns.map((column) => ({ id: idInSchema('table', 'public', table), column }));

function index(name: string, table: string, columns: readonly string[], more: Partial<Index> = {}): Index {
  return {
    ...KNOWN,
    kind: 'index',
    id: idInSchema('index', 'public', name),
    name,
    table,
    dependsOn: uses(table, columns),
    definition: `CREATE INDEX ${name} ON public.${table} USING btree (${columns.join(', ')})`,
    isUnique: false,
    statisticsTargets: [],
    ...more,
  };
}

function foreign(name: string, table: string, column: string, referred: string): Constraint {
  return {
    ...KNOWN,
    kind: 'constraint',
    type: 'foreign',
    id: idOnTable('constraint', 'public', table, name),
    name,
    table,
    dependsOn: uses(table, [column]),
    definition: `FOREIGN KEY (${column}) REFERENCES public.${referred}(id) ON DELETE CASCADE`,
    options: [],
  };
}

const catalog = (objects: readonly CatalogObject[]): Catalog => ({
  format: 1,
  serverVersion: 180000,
  objects,
  unread: [],
});
const conventionOf = (objects: readonly CatalogObject[]) =>
  Object.fromEntries(
    [...atOnce(findConvention(catalog(objects)))].map(([kind, { text, separator }]) => [
      kind,
      [text, separator],
    ]),
  );

test('the template that most names follow is the convention', () => {
  expect(
    conventionOf([
      index('idx_orders_status_placed_at', 'orders', ['status', 'placed_at']),
      index('idx_customers_name', 'customers', ['name']),
      index('for_the_queue', 'orders', ['total']),
      foreign('fk-orders-customers', 'orders', 'customer_id', 'customers'),
      foreign('fk-items-orders', 'items', 'order_id', 'orders'),
    ]),
  ).toEqual({ index: ['idx_{table}_{columns}', '_'], foreign: ['fk-{table}-{referred}', '_'] });
});

test('columns may be joined otherwise than the rest of the name', () => {
  expect(
    conventionOf([
      index('orders__status-placed_at', 'orders', ['status', 'placed_at']),
      index('orders__total', 'orders', ['total']),
    ]),
  ).toEqual({ index: ['{table}__{columns}', '-'] });
});

test('where no two names have a rule in common there is none', () => {
  expect(
    conventionOf([index('queue', 'orders', ['status']), index('by_name', 'customers', ['name'])]),
  ).toEqual({
    // by_{columns} is one name alone.
  });
  expect(conventionOf([index('idx_orders_status', 'orders', ['status'])])).toEqual({});
});

test('expressions have no columns to be named after, nor have parts of partitioned indexes a name of their own', () => {
  expect(
    conventionOf([
      index('idx_orders_lower', 'orders', ['status'], {
        definition: 'CREATE INDEX x ON public.orders USING btree (lower(status))',
      }),
      index('idx_orders_a', 'orders', ['a'], { parent: { schema: 'public', name: 'whole' } }),
      index('idx_orders_b', 'orders', ['b']),
    ]),
  ).toEqual({});
});

const word = fc.stringMatching(/^[a-z]{1,8}(_[a-z]{1,4})?$/);

test('any name is given again by each of its templates', () => {
  const facts = fc.record({
    table: word,
    columns: fc.array(word, { minLength: 1, maxLength: 3 }),
    referred: fc.option(word),
  });
  fc.assert(
    fc.property(
      facts,
      fc.constantFrom('idx_{table}_{columns}', '{table}_{columns}_key', 'fk_{table}_{referred}'),
      (known, text) => {
        const name = nameBy({ text, separator: '_' }, known);
        for (const template of templatesOf(name, known)) expect(nameBy(template, known)).toBe(name);
      },
    ),
  );
});

test('what is new is named so, what a model states keeps its name, and what refers to it follows', () => {
  const now = catalog([
    index('idx_orders_status', 'orders', ['status']),
    index('idx_orders_total', 'orders', ['total']),
  ]);
  const made = index('orders_note', 'orders', ['note']);
  const user = { ...foreign('any', 'items', 'order_id', 'orders'), dependsOn: [{ id: made.id }] };
  const wanted = catalog([...now.objects, made, index('mine', 'orders', ['fax']), user]);
  const named = atOnce(
    followConvention(wanted, now, [{ schema: 'public', table: 'orders', statedIndexes: ['mine'] }]),
  );
  expect(named.objects.map(({ id }) => id)).toEqual([
    'constraint any on public.items',
    'index public.idx_orders_note',
    'index public.idx_orders_status',
    'index public.idx_orders_total',
    'index public.mine',
  ]);
  const found = named.objects.find(({ id }) => id === 'index public.idx_orders_note');
  expect(found).toMatchObject({
    definition: 'CREATE INDEX idx_orders_note ON public.orders USING btree (note)',
  });
  expect(named.objects[0]?.dependsOn).toEqual([{ id: 'index public.idx_orders_note' }]);
});

test('a name that is taken is not given twice', () => {
  const now = catalog([
    index('idx_a_b', 'a', ['b']),
    index('idx_a_c', 'a', ['c']),
    index('idx_a_d', 'other', ['x']),
  ]);
  const wanted = catalog([...now.objects, index('a_d', 'a', ['d'])]);
  const named = atOnce(followConvention(wanted, now, []));
  expect(named.objects.map(({ name }) => name)).toContain('a_d');
});

test('a name that may be a keyword is quoted', () => {
  const now = catalog([index('status', 'orders', ['status']), index('total', 'items', ['total'])]);
  const wanted = catalog([...now.objects, index('orders_user', 'orders', ['user'])]);
  const named = atOnce(followConvention(wanted, now, []));
  expect(named.objects.find(({ name }) => name === 'user')).toMatchObject({
    definition: 'CREATE INDEX "user" ON public.orders USING btree (user)',
  });
});
