import type { FileChangePlan, History, Plan } from '../../electron/contract/revisions';
import type { Api } from '../api';
import { branchedHistory } from './exampleBranches';
import { ownProject } from './exampleConnections';
import { difference, mergeFiles, newRevisionFiles, newSqlFiles, rebaseFiles } from './exampleFiles';
import { captureSteps } from './exampleHandOff';
import { leftovers, log, stampPlan } from './exampleLog';
import { plan, step } from './examplePlan';
import { source } from './examples';
import type { FakeProjects } from './fakeProjects';
import type { FakeRuns } from './fakeRuns';
import { pacedBy, pause, streamOf } from './fakeStreams';

const CAPTURE_MS = 500;
const WRITE_MS = 400;

export function fakeRevisions(runs: FakeRuns, projects: FakeProjects): Api['revisions'] {
  const historyOf = (projectId: string): History =>
    projectId === ownProject.id ? branchedHistory : runs.history();
  return {
    history: async ({ projectId }) => historyOf(projectId),
    plan: async ({ projectId, direction, target }): Promise<Plan> => {
      const steps = runs.choose(direction, target).map(({ name }) => step({ name }));
      return {
        ...plan,
        direction,
        target,
        steps,
        from: historyOf(projectId).current,
        to: steps.slice(-1).map(({ name }) => name),
        needsTrust: !projects.isTrusted(projectId),
      };
    },
    source: async ({ name }) => ({ ...source, name }),
    log: async () => log,
    captureSql: async () => streamOf(pacedBy(CAPTURE_MS, captureSteps)),
    planStamp: async ({ targets }) => ({ ...stampPlan, targets }),
    stamp: async ({ targets }) => {
      await pause(WRITE_MS);
      return { ...stampPlan, targets };
    },
    difference: async ({ name }) => ({ ...difference, name }),
    accept: async () => pause(WRITE_MS),
    leftovers: async ({ name }) => ({ ...leftovers, name }),
    repair: async () => pause(WRITE_MS),
    planFiles: async ({ authoring }) => filesOf(authoring),
    writeFiles: async ({ authoring }) => {
      await pause(WRITE_MS);
      return filesOf(authoring);
    },
    edit: async () => pause(WRITE_MS),
  };
}

type Authoring = Parameters<Api['revisions']['planFiles']>[0]['authoring'];

function filesOf(authoring: Authoring): FileChangePlan {
  if (authoring.kind === 'merge') return mergeFiles;
  if (authoring.kind === 'rebase') return rebaseFiles;
  return authoring.format === 'sql' ? newSqlFiles : newRevisionFiles;
}
