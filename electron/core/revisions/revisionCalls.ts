/** The revision calls of the front doors: finds the place that is meant and asks the part that knows. */
import { badInput } from '../errors';
import { userAtHost } from '../home/userAtHost';
import { openEditor } from '../project/openEditor';
import type { Project } from '../project/project';
import type { Projects } from '../project/projects';
import type { SpawnRunner } from '../project/runnerProcess';
import type { Twin } from '../twin/twinKeeper';
import { acceptChange } from './acceptChange';
import type { Authoring, FileChangePlan } from './authoring/fileChange';
import { planFiles, writeFiles } from './authoring/planFiles';
import type { History } from './history';
import { fetchLedger } from './ledger';
import { fetchLeftovers, type Leftovers, runRepair } from './leftovers';
import { captureHandOff } from './offline/captureHandOff';
import type { CaptureSnapshot } from './offline/handOff';
import type { Place } from './place';
import type { Plan } from './plan';
import { fetchDifference, fetchRevisionLog, type LogRecord, type TextDifference } from './revisionLog';
import {
  type Asked,
  fetchApplied,
  LOCK_TIMEOUT_MS,
  makePlan,
  type RevisionText,
  readHistory,
  readSource,
} from './revisions';
import { planStamp, runStamp, type StampPlan } from './stamp';

export interface Pair {
  readonly connectionId: string;
  readonly projectId: string;
}

interface Named extends Pair {
  readonly name: string;
}

interface StampAsked extends Pair {
  readonly targets: readonly string[];
  readonly purge: boolean;
}

interface Confirmed {
  readonly planId: string;
  /** Production: the database's name as typed. */
  readonly databaseName?: string | undefined;
}

interface AuthoringAsked extends Pair {
  readonly authoring: Authoring;
}

export interface RevisionCalls {
  history(pair: Pair): Promise<History>;
  plan(asked: Pair & Asked): Promise<Plan>;
  source(which: { readonly projectId: string; readonly name: string }): Promise<RevisionText>;
  log(which: Named): Promise<readonly LogRecord[]>;
  captureSql(asked: Pair & Asked, signal: AbortSignal): AsyncIterable<CaptureSnapshot>;
  planStamp(asked: StampAsked): Promise<StampPlan>;
  stamp(asked: StampAsked & Confirmed): Promise<StampPlan>;
  difference(which: Named): Promise<TextDifference>;
  accept(
    asked: Named & {
      readonly checksum: string;
      readonly reason: string;
      readonly databaseName?: string | undefined;
    },
  ): Promise<void>;
  leftovers(which: Named): Promise<Leftovers>;
  repair(asked: Named & Confirmed & { readonly as: 'pending' | 'applied' }): Promise<void>;
  planFiles(asked: AuthoringAsked): Promise<FileChangePlan>;
  writeFiles(asked: AuthoringAsked & { readonly planId: string }): Promise<FileChangePlan>;
  edit(which: { readonly projectId: string; readonly name: string }): Promise<void>;
}

export interface RevisionCallsOptions {
  readonly place: (pair: Pair) => Promise<Place>;
  readonly projects: Pick<Projects, 'read'>;
  readonly spawnRunner: SpawnRunner;
  readonly twin: Twin;
}

export function createRevisionCalls({
  place,
  projects,
  spawnRunner,
  twin,
}: RevisionCallsOptions): RevisionCalls {
  const projectOf = async (projectId: string): Promise<Project> => (await projects.read(projectId)).project;
  const authoringInput = async ({ authoring, ...pair }: AuthoringAsked) => {
    const found = await place(pair);
    return { project: found.project, applied: await fetchApplied(found), authoring, now: new Date() };
  };
  return {
    history: async (pair) => readHistory(await place(pair)),
    plan: async (asked) => makePlan(await place(asked), asked),
    source: async ({ projectId, name }) => readSource(await projectOf(projectId), name),
    log: async ({ name, ...pair }) => fetchRevisionLog(await place(pair), name),
    async *captureSql({ direction, target, ...pair }, signal) {
      const { connection, project, isTrusted } = await place(pair);
      const ledger = await fetchLedger(connection.watch, project.ledger);
      yield* captureHandOff({
        project,
        isTrusted,
        direction,
        target,
        applied: ledger.names,
        ledger,
        spawnRunner,
        twin,
        lockTimeoutMs: LOCK_TIMEOUT_MS,
        signal,
      });
    },
    planStamp: async ({ targets, purge, ...pair }) => planStamp(await place(pair), { targets, purge }),
    stamp: async ({ connectionId, projectId, ...asked }) =>
      runStamp(await place({ connectionId, projectId }), {
        ...asked,
        runBy: userAtHost(),
      }),
    difference: async ({ name, ...pair }) => fetchDifference(await place(pair), name),
    accept: async ({ connectionId, projectId, ...asked }) =>
      acceptChange(await place({ connectionId, projectId }), { ...asked, runBy: userAtHost() }),
    leftovers: async ({ name, ...pair }) => fetchLeftovers(await place(pair), name),
    repair: async ({ connectionId, projectId, ...asked }) =>
      runRepair(await place({ connectionId, projectId }), { ...asked, runBy: userAtHost() }),
    planFiles: async (asked) => planFiles(await authoringInput(asked)),
    writeFiles: async ({ planId, ...asked }) => writeFiles({ ...(await authoringInput(asked)), planId }),
    async edit({ projectId, name }) {
      const { revisions } = await projectOf(projectId);
      const file = revisions.find((each) => each.name === name);
      if (!file) throw badInput(`${name} has no file in this project.`, 'Read the project again.');
      await openEditor(file.path, { env: process.env, terminal: false });
    },
  };
}
