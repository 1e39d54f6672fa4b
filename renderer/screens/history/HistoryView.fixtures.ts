import type { RevisionRow, RevisionState } from '../../../electron/contract/revisions';
import {
  lostConnection,
  notNullError,
  notPermitted,
  otherRunner,
  syntaxError,
  wrongPassword,
} from '../../gallery/exampleErrors';
import { history, LONG_NAME, revision, source, sqlSource } from '../../gallery/examples';
import { branchedFixtures } from './branched.fixtures';
import type { HistoryShown, HistoryState } from './historyState';
import type { InspectorState } from './inspector/inspectorState';

const shown: HistoryShown = {
  kind: 'shown',
  history,
  stale: null,
  filter: '',
  view: 'list',
  selected: null,
  inspector: null,
  runningId: null,
};

const inspector: InspectorState = {
  tab: 'source',
  source: { kind: 'loading' },
  log: { kind: 'loading' },
  capture: { kind: 'none' },
  editing: { kind: 'idle' },
};

const STATES: readonly RevisionState[] = [
  'pending',
  'running',
  'failed',
  'rolled-back',
  'interrupted',
  'changed',
  'missing',
  'applied',
];

const everyState: readonly RevisionRow[] = STATES.map((state, index) =>
  revision({
    name: `202603${String(20 - index)}090000-${state}.js`,
    state,
    isHead: index === 0,
    isCurrent: state === 'changed',
    isOutOfOrder: state === 'interrupted',
    transaction: state === 'missing' ? 'none' : 'own',
  }),
);

const failedRow = revision({
  name: '20260210093000-require-order-totals.js',
  state: 'failed',
  lastAttempt: { outcome: 'failed', at: '2026-03-10T11:55:00.000Z', error: notNullError },
});
const mistypedRow = revision({
  name: '20260210084500-add-total-to-orders.sql',
  state: 'failed',
  format: 'sql',
  lastAttempt: { outcome: 'failed', at: '2026-03-10T11:55:00.000Z', error: syntaxError },
});
const longRow = revision({ name: LONG_NAME, isHead: true, appliedBy: 'a-service-account-with-a-long-name' });

const many: readonly RevisionRow[] = Array.from({ length: 10_000 }, (_, index) => {
  const number = 10_000 - index;
  return revision({
    name: `${20_200_000_000_000 + number}-step-${number}.js`,
    state: number > 9_800 ? 'pending' : 'applied',
    durationMs: number > 9_800 ? null : (number * 37) % 90_000,
    isHead: number === 10_000,
    isCurrent: number === 9_800,
  });
});

const grantLog = 'GRANT SELECT ON "public"."lockstep_log" TO "reader";';
const grantWriteLog = 'GRANT INSERT, UPDATE ON "public"."lockstep_log" TO "reader";';
const grantCreate = 'GRANT CREATE ON SCHEMA "public" TO "reader";';
const withoutLog = history.revisions.map((row) => ({
  ...row,
  appliedAt: null,
  durationMs: null,
  appliedBy: null,
  transaction: null,
}));

export const historyFixtures = {
  ready: shown,
  inspector: {
    ...shown,
    selected: history.revisions[2] ?? null,
    inspector: { ...inspector, source: { kind: 'shown', source } },
  },
  'inspector of applied sql': {
    ...shown,
    selected: history.revisions.find(({ name }) => name === sqlSource.name) ?? null,
    inspector: { ...inspector, source: { kind: 'shown', source: sqlSource } },
  },
  'inspector loading': {
    ...shown,
    selected: history.revisions[0] ?? null,
    inspector: { ...inspector, source: { kind: 'loading' } },
  },
  'failed attempt': {
    ...shown,
    history: { ...history, revisions: [mistypedRow, failedRow, ...history.revisions.slice(5)] },
    selected: mistypedRow,
    inspector: {
      ...inspector,
      source: {
        kind: 'shown',
        source: {
          ...sqlSource,
          name: mistypedRow.name,
          text: syntaxError.kind === 'sql-failed' ? (syntaxError.sql ?? '') : '',
          downText: null,
        },
      },
    },
  },
  'failed attempt without position': {
    ...shown,
    history: { ...history, revisions: [failedRow, ...history.revisions.slice(5)] },
    selected: failedRow,
    inspector: {
      ...inspector,
      source: {
        kind: 'failed',
        error: { kind: 'bad-input', message: 'The file can’t be read.', hint: 'See its permissions.' },
      },
    },
  },
  'every revision state': { ...shown, history: { ...history, revisions: everyState } },
  'all applied': {
    ...shown,
    history: {
      ...history,
      revisions: history.revisions.slice(5).map((row, index) => ({ ...row, isHead: index === 0 })),
      pendingCount: 0,
    },
  },
  'long names': {
    ...shown,
    history: { ...history, revisions: [longRow, ...history.revisions] },
    selected: longRow,
    inspector: { ...inspector, source: { kind: 'shown', source } },
  },
  '10,000 revisions': {
    ...shown,
    history: { ...history, revisions: many, pendingCount: 200 },
    selected: many[205] ?? null,
  },
  filtered: { ...shown, filter: 'orders pending' },
  'filtered to nothing': { ...shown, filter: 'no such thing' },
  'booting, starting': {
    kind: 'booting',
    demo: { phase: 'starting', message: 'Starting the local PostgreSQL' },
  },
  'booting, preparing': {
    kind: 'booting',
    demo: { phase: 'preparing', message: 'Loading 200,000 orders', fraction: 0.42 },
  },
  'booting, failed': {
    kind: 'booting',
    demo: {
      phase: 'failed',
      message: 'There is no space left in /home/dana/.lockstep. Free some and try again.',
    },
  },
  loading: { kind: 'loading' },
  failed: { kind: 'failed', error: lostConnection },
  'failed, wrong password': { kind: 'failed', error: wrongPassword },
  'failed, no privileges': { kind: 'failed', error: notPermitted },
  'empty project': {
    ...shown,
    history: { ...history, revisions: [], current: [], heads: [], pendingCount: 0 },
  },
  'no ledger yet': {
    ...shown,
    history: {
      ...history,
      ledgerExists: false,
      current: [],
      revisions: history.revisions.map((row) => revision({ name: row.name, isHead: row.isHead })),
      pendingCount: history.revisions.length,
    },
  },
  'log unreadable': {
    ...shown,
    history: { ...history, revisions: withoutLog, log: { kind: 'unreadable', grantSql: grantLog } },
  },
  'log read-only': {
    ...shown,
    history: { ...history, log: { kind: 'read-only', grantSql: grantWriteLog } },
  },
  'log absent': {
    ...shown,
    history: {
      ...history,
      revisions: withoutLog,
      log: { kind: 'absent', canCreate: false, grantSql: grantCreate },
    },
  },
  stale: { ...shown, stale: lostConnection },
  'somebody else runs': { ...shown, history: { ...history, runner: otherRunner } },
  'own run under way': { ...shown, runningId: 'run-1', history: { ...history, runner: otherRunner } },
  ...branchedFixtures,
  'skipped files': {
    ...shown,
    history: {
      ...history,
      skipped: [
        { name: 'README.md', reason: 'not a revision: its name ends with .md' },
        { name: '20260101000000-old.js.bak', reason: 'not a revision: its name ends with .bak' },
      ],
    },
  },
} satisfies Record<string, HistoryState>;
