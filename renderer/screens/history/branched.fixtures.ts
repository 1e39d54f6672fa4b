/** The history of a project with branches, and every tab of the inspector. */
import type { RevisionRow } from '../../../electron/contract/revisions';
import {
  branchedHistory,
  CHANGED,
  graphFindings,
  HEAD_A,
  HEAD_B,
  INTERRUPTED,
  MERGE,
  severalHeads,
} from '../../gallery/exampleBranches';
import { lostConnection } from '../../gallery/exampleErrors';
import { handOff } from '../../gallery/exampleHandOff';
import { log } from '../../gallery/exampleLog';
import { source } from '../../gallery/examples';
import { graphHistories } from './graph/graph.fixtures';
import type { HistoryShown, HistoryState } from './historyState';
import type { InspectorState } from './inspector/inspectorState';

const inspector: InspectorState = {
  tab: 'source',
  source: { kind: 'shown', source },
  log: { kind: 'shown', records: log },
  capture: { kind: 'none' },
  editing: { kind: 'idle' },
};

function row(name: string): RevisionRow | null {
  return branchedHistory.revisions.find((each) => each.name === name) ?? null;
}

const shown: HistoryShown = {
  kind: 'shown',
  history: branchedHistory,
  stale: null,
  filter: '',
  view: 'list',
  selected: null,
  inspector: null,
  runningId: null,
};

function inspecting(name: string, change: Partial<InspectorState> = {}): HistoryShown {
  return { ...shown, selected: row(name), inspector: { ...inspector, ...change } };
}

const manyHeads = Array.from({ length: 12 }, (_, index) => `202603101000${10 + index}-branch-${index}.js`);

const shapes = Object.entries(graphHistories);
const asLists = Object.fromEntries(
  shapes.map(([name, history]): [string, HistoryShown] => [`lanes, ${name}`, { ...shown, history }]),
);
const asGraphs = Object.fromEntries(
  shapes.map(([name, history]): [string, HistoryShown] => [
    `graph, ${name}`,
    { ...shown, view: 'graph', history },
  ]),
);

export const branchedFixtures = {
  'two heads': shown,
  'twelve heads': {
    ...shown,
    history: { ...branchedHistory, heads: manyHeads, findings: [{ ...severalHeads, names: manyHeads }] },
  },
  'graph with problems': { ...shown, history: { ...branchedHistory, heads: [], findings: graphFindings } },
  ...asLists,
  ...asGraphs,
  graph: { ...shown, view: 'graph', selected: row(MERGE) },
  'graph with inspector': { ...inspecting(MERGE), view: 'graph' },
  'inspector of a head': inspecting(HEAD_A),
  'inspector of a changed one': inspecting(CHANGED),
  'inspector of an interrupted one': inspecting(INTERRUPTED),
  'inspector, sql that ran': inspecting(CHANGED, { tab: 'sql' }),
  'inspector, sql to capture': inspecting(HEAD_B, { tab: 'sql' }),
  'inspector, sql not in the log': inspecting(MERGE, { tab: 'sql', log: { kind: 'shown', records: [] } }),
  'inspector, capturing sql': inspecting(HEAD_B, {
    tab: 'sql',
    capture: {
      kind: 'running',
      progress: { phase: 'replaying', doneCount: 4, totalCount: 9, revision: MERGE },
    },
  }),
  'inspector, sql captured': inspecting(HEAD_B, { tab: 'sql', capture: { kind: 'done', handOff } }),
  'inspector, capture failed': inspecting(HEAD_B, {
    tab: 'sql',
    capture: {
      kind: 'failed',
      revision: HEAD_B,
      error: {
        kind: 'not-trusted',
        folder: '/home/dana/work/shop-api',
        message: 'The code in this folder may not run yet.',
        hint: 'Make a plan, and trust the folder there.',
      },
    },
  }),
  'inspector, log': inspecting(CHANGED, { tab: 'log' }),
  'inspector, log loading': inspecting(CHANGED, { tab: 'log', log: { kind: 'loading' } }),
  'inspector, log empty': inspecting(HEAD_A, { tab: 'log', log: { kind: 'shown', records: [] } }),
  'inspector, log failed': inspecting(CHANGED, {
    tab: 'log',
    log: { kind: 'failed', error: lostConnection },
  }),
  'inspector, family of a merge': inspecting(MERGE, { tab: 'family' }),
  'inspector, family of a head': inspecting(HEAD_B, { tab: 'family' }),
  'opening the editor': inspecting(HEAD_A, { editing: { kind: 'working' } }),
  'no editor': inspecting(HEAD_A, {
    editing: {
      kind: 'failed',
      error: {
        kind: 'bad-input',
        message: 'There is no editor “code -w”.',
        hint: 'Set EDITOR or VISUAL to one that is installed.',
      },
    },
  }),
} satisfies Record<string, HistoryState>;
