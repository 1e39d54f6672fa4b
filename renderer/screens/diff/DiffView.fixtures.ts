import type { Comparison } from '../../../electron/contract/catalog';
import { comparison, FAX, STATUS, side } from '../../gallery/exampleChanges';
import { demoProject, longConnection, ownProject, stagingConnection } from '../../gallery/exampleConnections';
import { lostConnection, wrongPassword } from '../../gallery/exampleErrors';
import { longRows, manyRows } from '../../gallery/exampleManyChanges';
import { renames } from '../../gallery/exampleRenames';
import { objectView } from '../../gallery/exampleStatements';
import { READ_AT } from '../../gallery/examples';
import { choose, indexRows } from './choice';
import { type DiffRead, type DiffState, diffState } from './diffState';
import { panelFixtures } from './panel.fixtures';

const here = { kind: 'connection', connectionId: 'demo' } as const;

const read: DiffRead = {
  sides: { from: here, to: { kind: 'models' }, fromLabel: 'Demo shop', toLabel: 'models' },
  here,
  place: { name: 'shop (demo)', role: 'development', database: 'shop', project: demoProject },
  connections: [stagingConnection],
  pendingCount: 0,
  isUntrusted: false,
  trusting: { kind: 'idle' },
  last: { comparison, at: READ_AT },
  comparing: { kind: 'idle' },
  filter: '',
  at: null,
  toggled: new Set(),
  index: indexRows(comparison.rows),
  chosen: indexRows(comparison.rows).initial,
  note: null,
  detail: null,
  opening: { kind: 'idle' },
  answering: { kind: 'idle' },
  copying: { kind: 'idle' },
  saving: { kind: 'idle' },
  panel: null,
};

function compared(change: Partial<Comparison>, more: Partial<DiffRead> = {}): DiffRead {
  const changed = { ...comparison, ...change };
  const index = indexRows(changed.rows);
  const last = { comparison: changed, at: READ_AT };
  return { ...read, last, index, chosen: index.initial, ...more };
}

const production = {
  name: 'shop-production',
  role: 'production',
  database: 'shop',
  project: ownProject,
} as const;
const drift = {
  from: { kind: 'applied' },
  to: here,
  fromLabel: 'applied revisions',
  toLabel: 'Demo shop',
} as const;
const two = {
  from: here,
  to: { kind: 'connection', connectionId: 'staging' },
  fromLabel: 'Demo shop',
  toLabel: 'shop-staging',
} as const;
const waiting = choose(read.index, read.chosen, FAX);
const added = choose(
  indexRows(comparison.rows.map((row) => (row.id === FAX ? { ...row, destroys: null } : row))),
  new Set(),
  STATUS,
);
const inspecting = {
  at: STATUS,
  detail: { kind: 'shown', view: objectView, isOld: false },
} as const;

const reads = {
  ready: read,
  inspected: { ...read, ...inspecting },
  'inspected, what destroys data': {
    ...read,
    at: FAX,
    detail: { kind: 'shown', view: { ...objectView, rowId: FAX, reverse: [] }, isOld: false },
  },
  'inspected, loading': { ...read, at: STATUS, detail: { kind: 'loading' } },
  'inspected, failed': { ...read, at: STATUS, detail: { kind: 'failed', error: lostConnection } },
  'also chosen': { ...read, ...added, at: STATUS },
  'destroys too': { ...read, chosen: choose(read.index, waiting.chosen, FAX, true).chosen, at: FAX },
  'needs what destroys data': {
    ...read,
    note: {
      kind: 'waits',
      rowId: 'view public.customer_contacts',
      ids: [FAX],
      isPossible: true,
    },
  },
  'nothing chosen': { ...read, chosen: new Set<string>() },
  renames: compared({ renames }),
  'rename answered, comparing': compared({ renames }, { answering: { kind: 'working' } }),
  'revisions pend': { ...read, pendingCount: 9 },
  drift: compared({ isDrift: true, rows: comparison.rows.slice(2, 6) }, { sides: drift }),
  'two connections': compared(
    { from: side(here, 'Demo shop'), to: side(two.to, 'shop-staging') },
    { sides: two, ...inspecting },
  ),
  production: { ...read, place: production },
  comparing: {
    ...read,
    last: null,
    comparing: {
      kind: 'running',
      progress: { text: 'Replaying 20261003-customers: 7 of 12', fraction: 0.58 },
    },
  },
  'comparing, first': {
    ...read,
    last: null,
    comparing: { kind: 'running', progress: { text: 'Reading Demo shop', fraction: null } },
  },
  'comparing again': {
    ...read,
    comparing: { kind: 'running', progress: { text: 'Synchronising the models', fraction: null } },
  },
  stale: { ...read, comparing: { kind: 'failed', error: lostConnection, revision: null } },
  failed: { ...read, last: null, comparing: { kind: 'failed', error: wrongPassword, revision: null } },
  'failed, a replay': {
    ...read,
    last: null,
    comparing: {
      kind: 'failed',
      revision: '20260210093000-require-order-totals.js',
      error: {
        kind: 'sql-failed',
        sqlstate: '42703',
        message: 'column "totl" does not exist',
        sql: 'ALTER TABLE orders ALTER totl SET NOT NULL',
      },
    },
  },
  cancelled: {
    ...read,
    last: null,
    comparing: {
      kind: 'failed',
      revision: null,
      error: { kind: 'cancelled', message: 'You cancelled the comparison.' },
    },
  },
  'no models': {
    ...read,
    last: null,
    comparing: {
      kind: 'failed',
      revision: null,
      error: {
        kind: 'bad-input',
        message: '/home/dana/work/shop-api has no models.',
        hint: 'Lockstep looks for models/index.*; "lockstep": { "models": … } in package.json names another place.',
      },
    },
  },
  untrusted: { ...read, last: null, isUntrusted: true, place: { ...production, role: 'staging' } },
  equal: compared({ rows: [] }),
  'equal, drift': compared({ rows: [] }, { sides: drift }),
  'equal as far as compared': compared({
    rows: [],
    unknown: [{ object: 'table public.orders', lockedBy: 4711 }],
  }),
  locked: compared({
    unknown: [
      { object: 'table public.orders', lockedBy: 4711 },
      { object: 'index public.orders_customer_id_idx', lockedBy: 4711 },
    ],
    unread: [
      { what: 'operator', count: 3 },
      { what: 'publication', count: 1 },
    ],
  }),
  refused: compared({
    rows: comparison.rows.map((row) =>
      row.id === STATUS
        ? { ...row, refused: 'A partition key can’t change its type: make the table anew.' }
        : row,
    ),
    refused: [
      {
        object: 'table public.orders',
        message: 'A partition key can’t change its type: make the table anew, and move the rows.',
      },
    ],
  }),
  'clipboard refused': {
    ...read,
    copying: {
      kind: 'failed',
      error: {
        kind: 'bad-input',
        message: 'The SQL could not be copied: the browser does not allow it here.',
      },
    },
  },
  filtered: { ...read, filter: 'orders' },
  'filtered to nothing': { ...read, filter: 'no such thing' },
  folded: { ...read, toggled: new Set(['schema public / table', 'schema reporting']) },
  'file can’t be opened': {
    ...read,
    opening: {
      kind: 'failed',
      error: { kind: 'bad-input', message: 'before.json is no saved catalog.', hint: 'Choose another file.' },
    },
  },
  'long names': compared(
    { rows: longRows },
    {
      at: longRows[1]?.id ?? null,
      sides: { ...two, fromLabel: longConnection.name, toLabel: longConnection.name },
      detail: { kind: 'shown', view: objectView, isOld: false },
      note: {
        kind: 'waits',
        rowId: longRows[2]?.id ?? '',
        ids: longRows.map(({ id }) => id),
        isPossible: true,
      },
    },
  ),
  '2,000 differences in 10,000 tables': compared({
    rows: manyRows(670),
    from: { ...comparison.from, objectCount: 10_000 },
  }),
} satisfies Record<string, DiffRead>;

const states: Readonly<Record<string, DiffState>> = Object.fromEntries(
  Object.entries<DiffRead>({ ...reads, ...panelFixtures(read) }).map(([name, each]) => [
    name,
    diffState(each),
  ]),
);

export const diffFixtures = states;
