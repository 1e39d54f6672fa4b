/** What differs between the demo shop and its models: one of everything that a row can say. */
import type {
  ChangeRow,
  Comparison,
  ObjectView,
  ProofSnapshot,
  ProofStep,
  RenameQuestion,
  RevisionsPlan,
  Side,
  Source,
  Statement,
} from '../../electron/contract/catalog';
import { newRevisionFiles, newSqlFiles } from './exampleFiles';
import { LONG_NAME, READ_AT } from './examples';

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

export const totalRenamed: RenameQuestion = {
  id: 'column public.orders.total=amount',
  kind: 'column',
  schema: 'public',
  of: 'orders',
  from: 'total',
  to: 'amount',
  score: 0.92,
  reasons: ['the same type', 'the same place'],
  isRename: null,
};

export const renames: readonly RenameQuestion[] = [
  totalRenamed,
  {
    ...totalRenamed,
    id: 'table public.stock=inventory',
    kind: 'table',
    of: null,
    from: 'stock',
    to: 'inventory',
    reasons: ['the same 7 columns'],
  },
  {
    ...totalRenamed,
    id: 'column public.users.nick=handle',
    of: 'users',
    from: 'nick',
    to: 'handle',
    isRename: true,
  },
];

const CREATE_ORDERS = `CREATE TABLE public.orders (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL,
    customer_id bigint NOT NULL,
    currency character(3) DEFAULT 'EUR'::bpchar NOT NULL,
    status character varying(20) DEFAULT 'placed'::character varying NOT NULL,
    placed_at timestamp with time zone,
    total numeric(12,2)
);
`;

function statement(sql: string, more: Partial<Statement> = {}): Statement {
  return {
    object: 'table public.orders',
    sql,
    lock: 'ACCESS EXCLUSIVE',
    rewrites: false,
    scans: false,
    destroys: null,
    isOutside: false,
    ...more,
  };
}

export const statements: readonly Statement[] = [
  statement("CREATE TYPE public.order_status AS ENUM ('placed', 'paid', 'shipped', 'returned')"),
  statement('ALTER TABLE public.orders ALTER COLUMN status DROP DEFAULT'),
  statement(
    'ALTER TABLE public.orders ALTER COLUMN status TYPE public.order_status USING status::text::public.order_status',
    { rewrites: true },
  ),
  statement("ALTER TABLE public.orders ALTER COLUMN status SET DEFAULT 'placed'::public.order_status"),
];

export const objectView: ObjectView = {
  rowId: STATUS,
  fromDdl: CREATE_ORDERS,
  toDdl: CREATE_ORDERS.replace(
    "status character varying(20) DEFAULT 'placed'::character varying",
    "status public.order_status DEFAULT 'placed'::public.order_status",
  )
    .replace('placed_at timestamp with time zone,', 'placed_at timestamp with time zone NOT NULL,')
    .replace('total numeric(12,2)', 'total numeric(12,2),\n    note text'),
  statements,
  reverse: [
    statement('ALTER TABLE public.orders ALTER COLUMN status DROP DEFAULT'),
    statement('ALTER TABLE public.orders ALTER COLUMN status TYPE character varying(20)'),
    statement("ALTER TABLE public.orders ALTER COLUMN status SET DEFAULT 'placed'::character varying"),
    statement('DROP TYPE public.order_status'),
  ],
};

export const sqlOfAll = `${statements.map(({ sql }) => `${sql};`).join('\n')}\n`;

export const revisionsPlan: RevisionsPlan = {
  files: { ...newRevisionFiles, changes: [...newRevisionFiles.changes, ...newSqlFiles.changes] },
  commented: [FAX],
  added: [{ rowId: 'enum public.order_status', neededBy: STATUS }],
  blocked: [],
  refused: [],
  stamps: null,
};

const PROOF_STEPS: readonly Pick<ProofStep, 'name' | 'title'>[] = [
  { name: 'clone-to', title: 'The models are copied to the local server' },
  { name: 'clone-from', title: 'The schema of Demo shop is copied to the local server' },
  { name: 'apply', title: 'The SQL runs on the copy of Demo shop' },
  { name: 'compare', title: 'The copy is what was wanted' },
  { name: 'again', title: 'A second comparison finds nothing to do' },
  { name: 'reverse', title: 'What takes it back leads back to Demo shop' },
];

/** A proof of which so many steps held, and one failed or runs. */
export function proofAt(
  held: number,
  then: ProofStep['status'],
  last: Partial<ProofStep> = {},
): ProofSnapshot {
  const isRunning = then === 'running';
  const steps = PROOF_STEPS.map((step, index): ProofStep => {
    const rest = isRunning ? 'waiting' : 'not-reached';
    const status = index < held ? 'held' : index === held ? then : rest;
    return { ...step, status, message: null, sql: null, differences: [], ...(index === held && last) };
  });
  if (held === PROOF_STEPS.length) return { steps, verdict: 'proven' };
  return { steps, verdict: isRunning ? 'running' : 'refuted' };
}

export const PROOF_LENGTH = PROOF_STEPS.length;

const LONG = LONG_NAME.replaceAll('-', '_').slice(0, 63);

export const longRows: readonly ChangeRow[] = [
  table(LONG),
  column(LONG, `${LONG.slice(0, 55)}_column`, {
    action: 'alter',
    summary: `numeric(12,2) → numeric(${'14,'.repeat(60)}2)`,
    rewrites: true,
    scans: true,
    destroys: 'what does not fit',
    isOutside: true,
    lock: 'SHARE ROW EXCLUSIVE',
  }),
  change({
    id: `function reporting.${LONG}(${'integer, '.repeat(30)}text)`,
    name: `${LONG}(${'integer, '.repeat(30)}text)`,
    kind: 'function',
    schema: LONG,
    action: 'replace',
    summary: 'definition',
    lock: 'SHARE UPDATE EXCLUSIVE',
    refused: 'It belongs to an extension: alter the extension instead.',
  }),
];

/** So many tables of three columns that differ, in twenty schemas. */
export function manyRows(tableCount: number): readonly ChangeRow[] {
  return Array.from({ length: tableCount }, (_, index) => {
    const schema = `tenant_${String(index % 20).padStart(2, '0')}`;
    const name = `table_${String(index).padStart(5, '0')}`;
    const id = `table ${schema}.${name}`;
    const own = (column: string, more: Partial<ChangeRow>) =>
      change({ id: `column ${schema}.${name}.${column}`, parentId: id, schema, name: column, ...more });
    return [
      change({ id, schema, name, kind: 'table', isGroup: true, lock: null }),
      own('amount', { summary: 'numeric(12,2) → numeric(14,2)', rewrites: index % 3 === 0 }),
      own('note', { action: 'create', summary: 'text' }),
      own('legacy', { action: 'drop', summary: 'integer', destroys: `the values of legacy` }),
    ];
  }).flat();
}
