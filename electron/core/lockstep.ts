/**
 * Core put together: what the three front doors (desktop, browser host, command) call.
 * Start here to find which folder answers for what.
 */
import { join } from 'node:path';
import { type Connections, createConnections } from './connection/connections';
import { parseTarget } from './connection/parseTarget';
import { createDemoKeeper, type DemoKeeper } from './demo/demoKeeper';
import { createProjects, type Projects } from './project/projects';
import type { SpawnRunner } from './project/runnerProcess';
import { applyDemoRevisions } from './revisions/applyDemoRevisions';
import { checkLedger } from './revisions/checkLedger';
import type { History } from './revisions/history';
import type { Plan, Refusal } from './revisions/plan';
import {
  type Asked,
  makePlan,
  type Place,
  type RevisionText,
  readHistory,
  readSource,
  requestRun,
} from './revisions/revisions';
import type { RunSnapshot } from './revisions/runSnapshot';
import { createRuns } from './revisions/runs';

export interface LockstepOptions {
  /** Folder of everything that is kept for the user. */
  readonly home: string;
  /** The demo's revisions and models. */
  readonly demoProject: string;
  readonly spawnRunner: SpawnRunner;
}

export interface Pair {
  readonly connectionId: string;
  readonly projectId: string;
}

export interface StartInput extends Pair, Asked {
  readonly planId: string | null;
  readonly override: readonly Refusal['kind'][];
  readonly databaseName?: string | undefined;
  /** How long to wait for somebody else's run. */
  readonly waitMs?: number | undefined;
  readonly lockTimeoutMs?: number | undefined;
}

export interface Lockstep {
  readonly connections: Omit<Connections, 'use' | 'close'>;
  readonly projects: Omit<Projects, 'read'>;
  readonly revisions: {
    history(pair: Pair): Promise<History>;
    plan(asked: Pair & Asked): Promise<Plan>;
    source(which: { readonly projectId: string; readonly name: string }): Promise<RevisionText>;
  };
  readonly runs: {
    start(input: StartInput): Promise<{ readonly runId: string }>;
    watch(runId: string, signal?: AbortSignal): AsyncIterable<RunSnapshot>;
    latest(pair: Pair): Promise<RunSnapshot | null>;
    cancel(runId: string): Promise<void>;
  };
  readonly demo: Pick<DemoKeeper, 'start' | 'watch'>;
  /** Whether a run is under way: a front door asks before it closes. */
  isRunning(): boolean;
  /** Cancels what runs, waits for its end, closes every session and stops the local server. */
  close(): Promise<void>;
}

const WAIT_FOR_OTHERS_MS = 60_000;

export function openLockstep(options: LockstepOptions): Lockstep {
  const { home, demoProject, spawnRunner } = options;
  const demo = createDemoKeeper({
    folder: join(home, 'demo'),
    projectFolder: demoProject,
    applyRevisions: applyDemoRevisions(spawnRunner),
  });
  const connections = createConnections({
    home,
    checkLedger,
    demo: async () => parseTarget({ url: (await demo.ready()).url }),
  });
  const projects = createProjects(home, demoProject);
  const runs = createRuns();

  const place = async ({ connectionId, projectId }: Pair): Promise<Place> => {
    const [connection, found] = await Promise.all([connections.use(connectionId), projects.read(projectId)]);
    return { connection, ...found };
  };
  return {
    connections,
    projects,
    revisions: {
      history: async (pair) => readHistory(await place(pair)),
      plan: async (asked) => makePlan(await place(asked), asked),
      source: async ({ projectId, name }) => readSource((await projects.read(projectId)).project, name),
    },
    runs: {
      async start(input) {
        const readProject = async () => (await projects.read(input.projectId)).project;
        const waitMs = input.waitMs ?? WAIT_FOR_OTHERS_MS;
        const request = requestRun(await place(input), { ...input, waitMs, spawnRunner, readProject });
        return runs.start({ connectionId: input.connectionId, projectId: input.projectId }, request);
      },
      watch: runs.watch,
      latest: async (pair) => runs.latest(pair),
      cancel: async (runId) => runs.cancel(runId),
    },
    demo,
    isRunning: runs.isRunning,
    async close() {
      await runs.close();
      await connections.close();
      await demo.stop();
    },
  };
}
