import type { IndexAdvice } from '../../../electron/contract/indexes';
import { manyColumns, targetColumns } from '../../gallery/exampleColumns';
import { effects } from '../../gallery/exampleEffects';
import { lostConnection, notPermitted, syntaxError, wrongPassword } from '../../gallery/exampleErrors';
import { indexAdvice, indexFiles, manySuggestions, suggestions } from '../../gallery/exampleIndexes';
import { READ_AT } from '../../gallery/examples';
import { explanation, noHypopg, targetExplanation, twinCard } from '../../gallery/exampleTwin';
import { counted, hidden, notCounted, notReadable } from '../../gallery/exampleWorkload';
import { columnKey } from './columnKey';
import type { ExplainPanel } from './explainState';
import { EMPTY_FORM, type FilesPanel } from './filesState';
import { type IndexesRead, type IndexesState, indexesState } from './indexesState';
import type { PrivatePanel } from './privateState';

const idle = { kind: 'idle' } as const;

const read: IndexesRead = {
  advice: indexAdvice,
  readAt: READ_AT,
  readError: null,
  isReading: false,
  twin: { kind: 'ready', card: twinCard },
  work: idle,
  filter: '',
  showsDismissed: false,
  at: null,
  inspecting: false,
  chosen: new Set(),
  why: null,
  dismissing: idle,
  restoring: idle,
  panel: null,
};

const [first, second] = suggestions;
const inspected = { at: first?.id ?? null, inspecting: true } as const;
const advising = {
  kind: 'running',
  name: 'advise',
  text: 'Choosing among 31 indexes',
  fraction: 0.6,
} as const;

function advised(change: Partial<IndexAdvice>): IndexesRead {
  return { ...read, advice: { ...indexAdvice, ...change } };
}

const files: FilesPanel = {
  kind: 'revision',
  chosenCount: 2,
  form: { ...EMPTY_FORM, message: 'faster orders', separately: true },
  heads: ['20260216134500-index-orders-by-placed-at.js'],
  preview: { kind: 'shown', plan: indexFiles, isOld: false },
  writing: idle,
};

const explain: ExplainPanel = {
  kind: 'explain',
  sql: 'SELECT o.*, c.name FROM orders o JOIN customers c ON c.id = o.customer_id\nWHERE o.customer_id = $1 ORDER BY o.placed_at DESC LIMIT 20',
  candidates: 'CREATE INDEX ON orders (customer_id, placed_at DESC)',
  explained: { kind: 'shown', explanation },
  proof: { kind: 'offered' },
  targetName: 'shop-staging',
  found: null,
  suggesting: idle,
};

const columns: PrivatePanel = {
  kind: 'private',
  search: '',
  onlyPrivate: false,
  listed: { kind: 'shown', found: targetColumns, isOld: false },
  at: columnKey({ schema: 'public', table: 'customers', column: 'email' }),
  marking: idle,
  awaitsRefresh: false,
};

const reads = {
  ready: read,
  chosen: { ...read, chosen: new Set([first?.id ?? '', second?.id ?? '']), at: second?.id ?? null },
  inspected: { ...read, ...inspected },
  'dismissing, why': { ...read, ...inspected, why: 'Nobody deletes products.' },
  'dismissing, failed': {
    ...read,
    ...inspected,
    why: 'x',
    dismissing: { kind: 'failed', error: lostConnection },
  },
  'dismissed, shown': { ...read, showsDismissed: true, at: 'f00dfeed0007', inspecting: true },
  'somebody has to decide': { ...read, at: 'f00dfeed0006', inspecting: true },
  loading: { ...read, advice: null, twin: { kind: 'unknown' } },
  failed: { ...read, advice: null, readError: wrongPassword },
  'not permitted': { ...read, advice: null, readError: notPermitted },
  stale: { ...read, readError: lostConnection },
  'not counted': advised({
    workload: notCounted,
    advised: null,
    suggestions: suggestions.slice(1),
    count: 5,
  }),
  'counters not readable': advised({ workload: notReadable, advised: null }),
  'others hidden': advised({ workload: { ...counted, hidden } }),
  'no twin yet': { ...advised({ advised: null }), twin: { kind: 'none' } },
  'twin failed': { ...read, twin: { kind: 'failed', error: lostConnection } },
  'refreshing the twin': {
    ...read,
    work: { kind: 'running', name: 'refresh', text: 'Copying statistics', fraction: 0.7 },
  },
  'from the workload': { ...read, work: advising },
  'from the workload, failed': { ...read, work: { kind: 'failed', name: 'advise', error: lostConnection } },
  'made as suggested': advised({ effects, suggestions: suggestions.slice(0, 2), count: 2 }),
  'made as suggested, inspected': { ...advised({ effects }), at: 'made1', inspecting: true },
  'nothing is suggested any more': {
    ...advised({ effects: effects.slice(0, 1), suggestions: [], count: 0, dismissed: [] }),
  },
  'counted since nobody knows when': advised({
    suggestions: suggestions.map((each) => ({ ...each, savingMsPerMinute: null })),
  }),
  'from the workload, not all of it': advised({
    advised: indexAdvice.advised && {
      ...indexAdvice.advised,
      ...{ planned: 191, notPlanned: 9, leftAside: 1_300, isCutShort: true },
    },
  }),
  empty: advised({ suggestions: [], count: 0, dismissed: [], advised: null }),
  'nothing matches': { ...read, filter: 'nothing like it' },
  'too many, long names': {
    ...advised({ suggestions: manySuggestions(2000), count: 31_204 }),
    at: 'many3',
    inspecting: true,
  },
  revision: { ...read, panel: files },
  'revision, incomplete': {
    ...read,
    panel: { ...files, form: EMPTY_FORM, preview: { kind: 'incomplete' } },
  },
  'revision, loading': { ...read, panel: { ...files, preview: { kind: 'loading' } } },
  'revision, failed': { ...read, panel: { ...files, preview: { kind: 'failed', error: lostConnection } } },
  'revision, two heads': {
    ...read,
    panel: { ...files, heads: ['a.js', 'b.js'], preview: { kind: 'incomplete' } },
  },
  explain: { ...read, panel: explain },
  'proven on the target': {
    ...read,
    panel: { ...explain, proof: { kind: 'shown', explanation: targetExplanation } },
  },
  'being proven on the target': { ...read, panel: { ...explain, proof: { kind: 'working' } } },
  'proof failed': { ...read, panel: { ...explain, proof: { kind: 'failed', error: notPermitted } } },
  'explain, no hypopg': {
    ...read,
    panel: { ...explain, proof: { kind: 'missing', hypopg: noHypopg } },
  },
  'private columns': { ...read, panel: columns },
  'private columns, one public again': {
    ...read,
    panel: { ...columns, awaitsRefresh: true, marking: { kind: 'working' } },
  },
  'private columns, no twin': { ...read, twin: { kind: 'none' }, panel: columns },
  'private columns, refreshing': {
    ...read,
    work: { kind: 'running', name: 'refresh', text: 'Copying statistics', fraction: 0.7 },
    panel: { ...columns, listed: { kind: 'shown', found: targetColumns, isOld: true } },
  },
  'private columns, loading': { ...read, panel: { ...columns, listed: { kind: 'loading' } } },
  'private columns, failed': {
    ...read,
    panel: {
      ...columns,
      listed: { kind: 'failed', error: lostConnection },
      marking: { kind: 'failed', error: lostConnection },
    },
  },
  'private columns, none found': {
    ...read,
    panel: {
      ...columns,
      search: 'nothing like it',
      listed: { kind: 'shown', found: { columns: [], count: 0, privateCount: 2 }, isOld: false },
    },
  },
  'private columns, too many, long names': {
    ...read,
    panel: { ...columns, listed: { kind: 'shown', found: manyColumns(52_180), isOld: false } },
  },
  'explain, nothing yet': {
    ...read,
    panel: { ...explain, sql: '', candidates: '', explained: { kind: 'nothing' }, proof: { kind: 'none' } },
  },
  'explain, no twin': {
    ...read,
    twin: { kind: 'none' },
    panel: { ...explain, explained: { kind: 'nothing' } },
  },
  'explain, working': { ...read, panel: { ...explain, explained: { kind: 'working' } } },
  'explain, refused': { ...read, panel: { ...explain, explained: { kind: 'failed', error: syntaxError } } },
  'suggesting an index': {
    ...read,
    panel: { ...explain, explained: { kind: 'nothing' }, suggesting: { ...advising, name: 'suggest' } },
  },
  'an index was found': { ...read, panel: { ...explain, found: 1 } },
  'no index was found': { ...read, panel: { ...explain, candidates: '', found: 0 } },
} satisfies Record<string, IndexesRead>;

export const indexesFixtures: Readonly<Record<string, IndexesState>> = Object.fromEntries(
  Object.entries<IndexesRead>(reads).map(([name, each]) => [name, indexesState(each)]),
);
