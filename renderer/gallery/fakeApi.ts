/** A made-up core: enough to walk through the whole app in an ordinary browser. Checked against the contract. */
import { AsyncIteratorClass } from '@orpc/client';
import type {
  ConnectionInput,
  ConnectionSummary,
  DemoStatus,
  ProjectSummary,
  RunSnapshot,
  Target,
  TestStep,
} from '../../electron/contract';
import type { Api } from '../api';
import { plan } from './examplePlan';
import {
  demoConnection,
  demoProject,
  facts,
  history,
  ownProject,
  source,
  stagingConnection,
} from './examples';
import { createFakeRuns } from './fakeRuns';

const BOOT: readonly DemoStatus[] = [
  { phase: 'starting', message: 'Starting the local PostgreSQL' },
  { phase: 'preparing', message: 'Creating the tables of the demo shop', fraction: 0.1 },
  { phase: 'preparing', message: 'Loading 200,000 orders', fraction: 0.55 },
  { phase: 'ready', message: 'The demo shop is ready.' },
];

export function createFakeApi(): Api {
  let connections: readonly ConnectionSummary[] = [demoConnection, stagingConnection];
  let projects: readonly ProjectSummary[] = [demoProject, ownProject];
  const runs = createFakeRuns(history);
  return {
    app: {
      info: async () => ({ version: '0.1.0', host: 'browser', hasFolderDialog: false }),
      watchDemo: async () => streamOf(pacedBy(700, BOOT)),
    },
    connections: {
      list: async () => connections,
      describe: async (input) => targetOf(input),
      test: async (input) => streamOf(testSteps(targetOf(input))),
      add: async (input) => {
        const target = targetOf(input);
        const name = input.name ?? `${target.database} on ${target.host}`;
        const added = {
          ...target,
          id: `c${connections.length}`,
          name,
          role: input.role,
          isDemo: false,
          hasPassword: true,
        };
        connections = [...connections, added];
        return added;
      },
      remove: async ({ connectionId }) => {
        connections = connections.filter(({ id }) => id !== connectionId);
      },
      open: async () => facts,
    },
    projects: {
      list: async () => projects,
      browse: async ({ folder }) => ({
        folder: folder ?? '/home/dana',
        parent: '/home',
        folders: ['photos', 'work'],
        revisionCount: folder?.endsWith('work') ? 12 : 0,
      }),
      choose: async () => null,
      add: async ({ folder }) => {
        const added = {
          ...ownProject,
          id: `p${projects.length}`,
          folder,
          name: folder.split('/').at(-1) ?? folder,
        };
        projects = [...projects, added];
        return added;
      },
      remove: async ({ projectId }) => {
        projects = projects.filter(({ id }) => id !== projectId);
      },
      trust: async ({ projectId }) => {
        projects = projects.map((each) => (each.id === projectId ? { ...each, isTrusted: true } : each));
        return projects.find(({ id }) => id === projectId) ?? ownProject;
      },
    },
    revisions: {
      history: async () => runs.history(),
      plan: async ({ projectId, direction, target }) => {
        const rows = runs.choose(direction, target);
        const steps = rows.map(
          ({ name }) =>
            ({ ...plan.steps[0], name, format: 'js', checksum: '', transaction: 'own', notes: [] }) as const,
        );
        const { isTrusted = false } = projects.find(({ id }) => id === projectId) ?? {};
        return {
          ...plan,
          direction,
          target,
          steps,
          from: runs.history().current,
          to: steps.at(-1)?.name ?? null,
          needsTrust: !isTrusted,
        };
      },
      source: async ({ name }) => ({ ...source, name }),
    },
    runs: {
      start: async ({ direction, target }) => ({ runId: runs.start(direction, target) }),
      watch: async ({ runId }) => streamOf(runs.watch(runId)),
      latest: async (): Promise<RunSnapshot | null> => runs.latest(),
      cancel: async ({ runId }) => runs.cancel(runId),
    },
  };
}

function targetOf({ where }: ConnectionInput): Target {
  if (!('url' in where)) return { ...where, tls: where.tls ?? 'verify-full' };
  const url = new URL(where.url);
  return {
    host: url.hostname || 'localhost',
    port: Number(url.port || 5432),
    database: url.pathname.slice(1) || url.username,
    user: url.username,
    tls: 'verify-full',
  };
}

async function* testSteps({ user }: Target): AsyncGenerator<readonly TestStep[]> {
  const names = ['reach', 'authenticate', 'version', 'ledger', 'permissions'] as const;
  for (let done = 0; done <= names.length; done += 1) {
    yield names.map((name, index) => ({
      name,
      title: name,
      status: index < done ? 'passed' : index === done ? 'running' : 'waiting',
      detail: index < done ? `fine for ${user}` : null,
    }));
    await pause(400);
  }
}

async function* pacedBy<T>(ms: number, values: readonly T[]): AsyncGenerator<T> {
  for (const value of values) {
    yield value;
    await pause(ms);
  }
}

function streamOf<T>(pushed: AsyncGenerator<T>): AsyncIteratorClass<T, unknown, void> {
  return new AsyncIteratorClass<T, unknown, void>(
    () => pushed.next(),
    async () => void (await pushed.return(undefined)),
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
