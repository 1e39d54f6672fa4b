/**
 * Core put together: what the three front doors (desktop, browser host, command) call.
 * Start here to find which folder answers for what.
 */
import { join } from 'node:path';
import type { Comparisons } from './catalog/comparison/comparisonCalls';
import { createComparisons } from './catalog/comparison/comparisons';
import { type Connections, createConnections } from './connection/connections';
import { parseTarget } from './connection/parseTarget';
import type { ConnectionRole, ConnectionSummary } from './connection/profile';
import { createDemoKeeper, type DemoKeeper } from './demo/demoKeeper';
import { noteBaselines } from './indexes/effects/fetchEffects';
import { createIndexCalls, type IndexCalls } from './indexes/indexCalls';
import { createLockCalls, type LockCalls } from './locks/lockCalls';
import { createProjects, type Projects } from './project/projects';
import type { SpawnRunner } from './project/runnerProcess';
import { createQueryCalls, type QueryCalls } from './queries/queryCalls';
import { applyDemoRevisions } from './revisions/applyDemoRevisions';
import { checkLedger } from './revisions/checkLedger';
import type { Place } from './revisions/place';
import type { Refusal } from './revisions/plan';
import { createRevisionCalls, type Pair, type RevisionCalls } from './revisions/revisionCalls';
import { type Asked, notTrusted, requestRun } from './revisions/revisions';
import type { RunSnapshot } from './revisions/runSnapshot';
import { createRuns } from './revisions/runs';
import { createTwin } from './twin/twinKeeper';

export interface LockstepOptions {
  /** Folder of everything that is kept for the user. */
  readonly home: string;
  /** The demo's revisions and models. */
  readonly demoProject: string;
  readonly spawnRunner: SpawnRunner;
}

export interface StartInput extends Pair, Asked {
  readonly planId: string | null;
  readonly override: readonly Refusal['kind'][];
  readonly databaseName?: string | undefined;
  /** How long to wait for somebody else's run. */
  readonly waitMs?: number | undefined;
  readonly lockTimeoutMs?: number | undefined;
}

export interface ProjectConnection {
  readonly projectId: string;
  readonly environment: string;
  readonly role: ConnectionRole;
}

export interface Lockstep {
  readonly connections: Omit<Connections, 'use' | 'close'>;
  readonly projects: Omit<Projects, 'read' | 'environment'>;
  /** A profile for a database that the configuration of a trusted project names. */
  addFromProject(input: ProjectConnection): Promise<ConnectionSummary>;
  readonly revisions: RevisionCalls;
  readonly catalog: Comparisons;
  readonly indexes: IndexCalls;
  readonly queries: QueryCalls;
  readonly runs: {
    start(input: StartInput): Promise<{ readonly runId: string }>;
    watch(runId: string, signal?: AbortSignal): AsyncIterable<RunSnapshot>;
    latest(pair: Pair): Promise<RunSnapshot | null>;
    cancel(runId: string): Promise<void>;
  };
  readonly locks: LockCalls;
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
  const locks = createLockCalls({ use: connections.use, home });
  const twin = createTwin({ folder: join(home, 'twin') });

  const place = async ({ connectionId, projectId }: Pair): Promise<Place> => {
    const [connection, found] = await Promise.all([connections.use(connectionId), projects.read(projectId)]);
    return { connection, ...found };
  };
  const runs = createRuns((ended) =>
    noteBaselines(ended, async () => {
      const { connection, project } = await place(ended);
      return { connection, projectFolder: project.folder, home };
    }),
  );
  return {
    connections,
    projects,
    async addFromProject({ projectId, environment, role }) {
      const { project, isTrusted } = await projects.read(projectId);
      // A stranger's configuration could name a server of theirs and a variable of the user's as its password.
      if (!isTrusted) throw notTrusted(project);
      const { target, password } = await projects.environment(projectId, environment);
      const name = `${project.name} ${environment}`;
      return connections.add({ name, role, where: target, password: password ?? undefined });
    },
    revisions: createRevisionCalls({ place, projects, spawnRunner, twin }),
    catalog: createComparisons({ connections, projects, spawnRunner, twin }),
    indexes: createIndexCalls({ place, twin, home }),
    queries: createQueryCalls({ place }),
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
    locks,
    demo,
    isRunning: runs.isRunning,
    async close() {
      await runs.close();
      await Promise.all([connections.close(), locks.close(), twin.stop()]);
      await demo.stop();
    },
  };
}
