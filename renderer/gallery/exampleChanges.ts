/** What differs between the demo shop and its models: one of everything that a row can say. */
import type { ChangeRow, Comparison, Side, Source } from '../../electron/contract/catalog';
import { READ_AT } from './examples';

export function change(more: Partial<ChangeRow> & Pick<ChangeRow, 'id' | 'name'>): ChangeRow {
  return {
    parentId: null,
    kind: 'column',
    schema: 'public',
    action: 'alter',
    summary: '',
    lock: 'ACCESS EXCLUSIVE',
    rewrites: false,
    scans: false,
    destroys: null,
    isOutside: false,
    isGroup: false,
    needs: [],
    refused: null,
    ...more,
  };
}

export function table(name: string): ChangeRow {
  return change({ id: `table public.${name}`, name, kind: 'table', isGroup: true, lock: null });
}

export function column(
  of: string,
  name: string,
  more: Partial<ChangeRow> & Pick<ChangeRow, 'action' | 'summary'>,
): ChangeRow {
  return change({ id: `column public.${of}.${name}`, parentId: `table public.${of}`, name, ...more });
}

export const FAX = 'column public.customers.fax';

export const STATUS = 'column public.orders.status';

const rows: readonly ChangeRow[] = [
  change({
    id: 'extension citext',
    name: 'citext',
    kind: 'extension',
    schema: null,
    action: 'create',
    summary: '1.6',
    lock: null,
  }),
  change({
    id: 'enum public.order_status',
    name: 'order_status',
    kind: 'enum',
    action: 'create',
    summary: 'placed, paid, shipped, returned',
    lock: null,
  }),
  table('customers'),
  column('customers', 'email', {
    action: 'alter',
    summary: 'text → citext',
    rewrites: true,
    needs: ['extension citext'],
  }),
  column('customers', 'fax', {
    action: 'drop',
    summary: 'character varying(20)',
    destroys: 'the values of fax',
    needs: ['view public.customer_contacts'],
  }),
  column('customers', 'phone', {
    action: 'alter',
    summary: 'character varying(20) → character varying(40)',
  }),
  change({
    id: 'table public.loyalty_points',
    name: 'loyalty_points',
    kind: 'table',
    action: 'create',
    summary: '4 columns, 2 constraints, 1 index',
    lock: null,
  }),
  table('orders'),
  column('orders', 'note', { action: 'create', summary: 'text' }),
  column('orders', 'placed_at', { action: 'alter', summary: 'not null', scans: true }),
  column('orders', 'status', {
    action: 'alter',
    summary: 'character varying(20) → order_status',
    rewrites: true,
    needs: ['enum public.order_status'],
  }),
  change({
    id: 'table public.sessions_old',
    name: 'sessions_old',
    kind: 'table',
    action: 'drop',
    summary: '6 columns, 1 constraint, 2 indexes',
    destroys: 'the rows of sessions_old',
  }),
  change({
    id: 'constraint orders_total_check on public.orders',
    name: 'orders_total_check on orders',
    kind: 'constraint',
    action: 'replace',
    summary: 'CHECK ((total > 0)) → CHECK ((total >= (0)::numeric))',
    scans: true,
  }),
  change({
    id: 'index public.orders_customer_id_idx',
    name: 'orders_customer_id_idx on orders',
    kind: 'index',
    action: 'create',
    summary: '(customer_id)',
    lock: 'SHARE',
    isOutside: true,
  }),
  change({
    id: 'index public.orders_placed_at_idx',
    name: 'orders_placed_at_idx on orders',
    kind: 'index',
    action: 'drop',
    summary: '(placed_at)',
    isOutside: true,
  }),
  change({
    id: 'view public.customer_contacts',
    name: 'customer_contacts',
    kind: 'view',
    action: 'replace',
    summary: 'definition',
  }),
  change({
    id: 'function reporting.monthly_revenue(integer)',
    name: 'monthly_revenue(integer)',
    kind: 'function',
    schema: 'reporting',
    action: 'alter',
    summary: 'returns numeric → returns numeric(14,2)',
    lock: null,
  }),
];

export function side(source: Source, label: string): Side {
  return { source, label, serverVersion: 180004, readAt: READ_AT, objectCount: 46 };
}

export const comparison: Comparison = {
  id: 'comparison',
  from: side({ kind: 'connection', connectionId: 'demo' }, 'Demo shop'),
  to: side({ kind: 'models' }, 'models'),
  rows,
  renames: [],
  unknown: [],
  unread: [],
  refused: [],
  leftOut: ['public."SequelizeMeta"', 'lockstep_log'],
  isDrift: false,
};
