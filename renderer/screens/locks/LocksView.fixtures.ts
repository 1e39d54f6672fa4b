import type { HiddenFacts, Recording } from '../../../electron/contract/locks';
import { demoProject } from '../../gallery/exampleConnections';
import { lostConnection, notPermitted, wrongPassword } from '../../gallery/exampleErrors';
import { chain, queuedRow, quiet, SAMPLED_AT, snapshotOf } from '../../gallery/exampleLocks';
import { many } from '../../gallery/exampleRoots';
import { manyLockedRows, rowsState } from '../../gallery/exampleRows';
import { altering, forgotten, prepared, session } from '../../gallery/exampleSessions';
import type { InspectorState, SignalState } from './inspector/inspectorState';
import { NO_SIGNAL } from './inspector/inspectorState';
import type { LocksShown, LocksState } from './locksState';

const earlier = (ms: number) => new Date(Date.parse(SAMPLED_AT) - ms).toISOString();

const recording: Recording = {
  since: earlier(26 * 60_000),
  keptBytes: 412_000,
  points: Array.from({ length: 300 }, (_, id) => ({
    id,
    takenAt: earlier((300 - id) * 5_000),
    waitingCount: Math.max(0, Math.round(3 + 3 * Math.sin(id / 17) + (id % 4))),
    longestWaitMs: id * 40,
    rootCount: 1,
  })).filter(({ waitingCount }) => waitingCount > 2),
};

const shown: LocksShown = {
  kind: 'shown',
  place: { name: 'shop (demo)', role: 'development', database: 'shop', project: demoProject },
  snapshot: chain,
  moment: { kind: 'live' },
  now: SAMPLED_AT,
  everyMs: 1_000,
  actualEveryMs: 1_000,
  view: 'graph',
  chosen: { tab: 'sessions', at: null, filter: '', sort: 'root' },
  recording,
  isExporting: false,
  problem: null,
  inspector: null,
  rows: null,
};

const at = (key: string) => ({ ...shown.chosen, at: key });
const production = { ...shown.place, name: 'shop-production', role: 'production' } as const;

const inspector: InspectorState = {
  key: '4711',
  party: { kind: 'session', key: '4711', session: forgotten },
  isNow: true,
  freeing: {
    kind: 'shown',
    freeing: {
      means: 'terminate',
      why: 'It is idle in a transaction: there is no statement to cancel.',
      byCancel: { goOn: [], mayGoOn: [], stillWait: [] },
      byEnd: {
        goOn: [5120],
        mayGoOn: [],
        stillWait: [
          { pid: 5133, waitsFor: [5120] },
          { pid: 5140, waitsFor: [5120] },
        ],
      },
    },
  },
  awaitedRow: null,
  signal: NO_SIGNAL,
};

const inspecting = (change: Partial<InspectorState> = {}, signal: Partial<SignalState> = {}): LocksShown => ({
  ...shown,
  chosen: at(change.key ?? '4711'),
  inspector: { ...inspector, ...change, signal: { ...NO_SIGNAL, ...signal } },
});

const report = (change: Partial<NonNullable<SignalState['report']>['report']>): Partial<SignalState> => ({
  report: {
    verb: 'terminate',
    report: {
      outcome: 'gone',
      message: 'The session has ended, and its transaction is rolled back.',
      grantSql: null,
      at: SAMPLED_AT,
      wentOn: [5120],
      ...change,
    },
  },
});

const cutOff = {
  ...forgotten,
  query: `${'SELECT id, total FROM orders WHERE id IN ('}${'118, '.repeat(196)}11`,
  isQueryCut: true,
};

const concurrent = many.sessions.find(({ pid }) => pid === 7100);

const longName = 'the-nightly-report-of-the-second-subsidiary-that-nobody-dares-to-stop';
const long = snapshotOf({
  ...chain,
  sessions: chain.sessions.map((each) => ({
    ...each,
    application: longName.slice(0, 63),
    user: 'x'.repeat(63),
    client: '2001:0db8:85a3:0000:0000:8a2e:0370:7334:65535',
    query: `SELECT ${'a_very_long_column_name, '.repeat(60)} 1`.slice(0, 2_000),
    awaits: each.awaits && {
      ...each.awaits,
      text: `wants ACCESS EXCLUSIVE on ${'s'.repeat(63)}.${'t'.repeat(63)} for ALTER TABLE`,
    },
  })),
  prepared: [prepared({ gid: 'g'.repeat(200) })],
});
const longForgotten = long.sessions.find(({ pid }) => pid === 4711);

const hidden: HiddenFacts = {
  sessionCount: 9,
  what: 'What 9 sessions of other users run, and in which state they are, is hidden from you; who blocks whom is not.',
  grantSql: 'GRANT pg_monitor TO "deploy";',
};
const partly = snapshotOf({
  ...chain,
  hidden,
  sessions: chain.sessions.map((each) =>
    each.user === 'deploy'
      ? each
      : {
          ...each,
          kind: 'unknown',
          state: null,
          stateAgeMs: null,
          query: null,
          client: null,
          isHidden: true,
          transactionAgeMs: null,
        },
  ),
});

const capped = snapshotOf({
  ...queuedRow(4_999),
  sessionCount: 61_244,
  waitingCount: 61_243,
  lockCount: 190_412,
});

const onRows = (change: Partial<NonNullable<LocksShown['rows']>> = {}): LocksShown => ({
  ...shown,
  view: 'list',
  snapshot: many,
  chosen: { ...shown.chosen, tab: 'rows' },
  rows: { ...rowsState, ...change },
});

export const locksFixtures = {
  chain: shown,
  'several roots': { ...shown, snapshot: many },
  'several roots, list': { ...shown, snapshot: many, view: 'list' },
  'root, inspected': inspecting(),
  'waiter, inspected': inspecting({
    key: '5120',
    party: { kind: 'session', key: '5120', session: altering },
    freeing: {
      kind: 'shown',
      freeing: {
        means: 'cancel',
        why: 'It runs a statement, which can be cancelled.',
        byCancel: { goOn: [5133, 5140], mayGoOn: [], stillWait: [] },
        byEnd: { goOn: [5133, 5140], mayGoOn: [], stillWait: [] },
      },
    },
  }),
  'statement, cut off': inspecting({
    party: { kind: 'session', key: '4711', session: cutOff },
  }),
  'statement, no project': { ...inspecting(), place: { ...shown.place, project: null } },
  'index build, inspected': {
    ...inspecting({
      key: '7100',
      party: concurrent ? { kind: 'session', key: '7100', session: concurrent } : null,
      freeing: { kind: 'loading' },
    }),
    snapshot: many,
    view: 'list',
  },
  'prepared, inspected': {
    ...inspecting({
      key: 'gid:checkout-81',
      party: { kind: 'prepared', key: 'gid:checkout-81', prepared: prepared() },
      freeing: {
        kind: 'shown',
        freeing: {
          means: 'rollback-prepared',
          why: 'It has no session that could be signalled.',
          byCancel: { goOn: [], mayGoOn: [], stillWait: [] },
          byEnd: { goOn: [7001], mayGoOn: [], stillWait: [] },
        },
      },
    }),
    snapshot: many,
  },
  'terminate, asked': inspecting({}, { asking: { verb: 'terminate', typedName: '' } }),
  'terminate on production, asked': {
    ...inspecting({}, { asking: { verb: 'terminate', typedName: 'sho' } }),
    place: production,
  },
  'ended, and it is gone': inspecting({ party: null }, report({})),
  'ended, and still there': inspecting(
    {},
    report({
      outcome: 'still-there',
      message: 'It was told to end and has not yet: it may be rolling back.',
      wentOn: [],
    }),
  ),
  'ending is not permitted': inspecting(
    {},
    report({
      outcome: 'not-permitted',
      message: 'You may not end sessions of “dana”. Ask for:',
      grantSql: 'GRANT pg_signal_backend TO "deploy";',
      wentOn: [],
    }),
  ),
  'freeing unknown': inspecting({ freeing: { kind: 'failed', error: lostConnection } }),
  'nobody waits': { ...shown, snapshot: quiet, recording: null },
  'nobody waits, one open': { ...shown, snapshot: snapshotOf({ sessions: [session()] }) },
  loading: { kind: 'loading' },
  failed: { kind: 'failed', error: lostConnection },
  'wrong password': { kind: 'failed', error: wrongPassword },
  'without pg_monitor': { ...shown, snapshot: partly },
  stale: {
    ...shown,
    moment: {
      kind: 'stale',
      failure: { error: lostConnection, since: new Date(Date.now() - 12_000).toISOString() },
    },
  },
  paused: { ...shown, moment: { kind: 'paused' } },
  slow: { ...shown, snapshot: { ...chain, costMs: 812 }, actualEveryMs: 2_000 },
  past: {
    ...inspecting({ isNow: false }),
    snapshot: { ...chain, takenAt: earlier(430_000) },
    moment: { kind: 'past', id: 214, nowWaitingCount: 0 },
  },
  'no longer kept': {
    ...shown,
    problem: { kind: 'bad-input', message: 'That sample is not kept any more.', hint: 'Choose a later one.' },
  },
  '550 sessions': { ...shown, snapshot: queuedRow(550), view: 'list' },
  '550 sessions, graph': { ...shown, snapshot: queuedRow(550) },
  'first 5,000 of 61,244': { ...shown, snapshot: capped, view: 'list' },
  filtered: {
    ...shown,
    snapshot: many,
    chosen: { ...shown.chosen, filter: 'worker', at: '7001' },
  },
  'filtered, none': { ...shown, snapshot: many, view: 'list', chosen: { ...shown.chosen, filter: 'xyz' } },
  'long names': {
    ...inspecting({
      party: longForgotten ? { kind: 'session', key: '4711', session: longForgotten } : null,
    }),
    snapshot: long,
  },
  'rows, choose a table': onRows({ table: null, listed: null, scan: { kind: 'none' } }),
  'rows of orders': onRows(),
  'rows, being read': onRows({ scan: { kind: 'read', isReading: true, snapshot: manyLockedRows } }),
  'rows, tried': onRows({
    ticked: new Set(['(0,2)', '(1,21)']),
    tried: new Map([
      ['(0,2)', { ctid: '(0,2)', outcome: 'locked', holders: [4711] }],
      ['(1,21)', { ctid: '(1,21)', outcome: 'free', holders: [] }],
    ]),
  }),
  'rows, production': onRows({ isProduction: true, ticked: new Set(['(0,2)']), typedName: 'sh' }),
  'rows, read-only': onRows({ isReadOnly: true }),
  'rows, large table': onRows({
    table: { schema: 'archive', name: 'events' },
    scan: { kind: 'large', sizeBytes: 12_884_901_888 },
  }),
  'rows, not permitted': onRows({ scan: { kind: 'failed', error: notPermitted } }),
  'rows, none locked': onRows({
    scan: {
      kind: 'read',
      isReading: false,
      snapshot: { ...manyLockedRows, phase: 'done', rows: [], rowCount: 0 },
    },
  }),
  prepared: {
    ...shown,
    snapshot: many,
    view: 'list',
    chosen: { ...shown.chosen, tab: 'prepared' },
  },
  'prepared, none': { ...shown, view: 'list', chosen: { ...shown.chosen, tab: 'prepared' } },
} satisfies Record<string, LocksState>;
