/** A made-up core: enough to walk through the whole app in an ordinary browser. Checked against the contract. */
import type { DemoStatus } from '../../electron/contract/app';
import type { RunSnapshot } from '../../electron/contract/runs';
import type { Api } from '../api';
import { history } from './examples';
import { fakeIndexes, fakeQueries } from './fakeAdvice';
import { fakeCatalog } from './fakeCatalog';
import { fakeConnections } from './fakeConnections';
import { fakeLocks } from './fakeLocks';
import { fakeProjects } from './fakeProjects';
import { fakeRevisions } from './fakeRevisions';
import { createFakeRuns } from './fakeRuns';
import { pacedBy, streamOf } from './fakeStreams';

const BOOT: readonly DemoStatus[] = [
  { phase: 'starting', message: 'Starting the local PostgreSQL' },
  { phase: 'preparing', message: 'Creating the tables of the demo shop', fraction: 0.1 },
  { phase: 'preparing', message: 'Loading 200,000 orders', fraction: 0.55 },
  { phase: 'ready', message: 'The demo shop is ready.' },
];

export function createFakeApi(): Api {
  const runs = createFakeRuns(history);
  const projects = fakeProjects();
  return {
    app: {
      info: async () => ({
        version: '0.1.0',
        host: 'browser',
        hasFolderDialog: false,
        userAtHost: 'dana@workbench',
      }),
      watchDemo: async () => streamOf(pacedBy(700, BOOT)),
    },
    connections: fakeConnections(),
    projects: projects.procedures,
    revisions: fakeRevisions(runs, projects),
    catalog: fakeCatalog(),
    indexes: fakeIndexes(),
    queries: fakeQueries(),
    runs: {
      start: async ({ direction, target }) => ({ runId: runs.start(direction, target) }),
      watch: async ({ runId }) => streamOf(runs.watch(runId)),
      latest: async (): Promise<RunSnapshot | null> => runs.latest(),
      cancel: async ({ runId }) => runs.cancel(runId),
    },
    locks: fakeLocks(),
  };
}
