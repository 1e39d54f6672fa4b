import type { ProjectSummary } from '../../electron/contract/projects';
import type { Api } from '../api';
import { demoProject, ownProject } from './exampleConnections';
import { environments } from './exampleFiles';
import { pause } from './fakeStreams';

export interface FakeProjects {
  readonly procedures: Api['projects'];
  readonly isTrusted: (projectId: string) => boolean;
}

export function fakeProjects(): FakeProjects {
  let projects: readonly ProjectSummary[] = [demoProject, ownProject];
  const add = async ({ folder }: { readonly folder: string }) => {
    const name = folder.split('/').at(-1) ?? folder;
    const added = { ...ownProject, id: `p${projects.length}`, folder, name };
    projects = [...projects, added];
    return added;
  };
  const procedures: Api['projects'] = {
    list: async () => projects,
    browse: async ({ folder }) => ({
      folder: folder ?? '/home/dana',
      parent: '/home',
      folders: ['photos', 'work'],
      revisionCount: folder?.endsWith('work') ? 12 : 0,
    }),
    choose: async () => null,
    add,
    init: add,
    remove: async ({ projectId }) => {
      projects = projects.filter(({ id }) => id !== projectId);
    },
    trust: async ({ projectId }) => {
      projects = projects.map((each) => (each.id === projectId ? { ...each, isTrusted: true } : each));
      return projects.find(({ id }) => id === projectId) ?? ownProject;
    },
    environments: async ({ projectId }) => {
      await pause(300);
      return projectId === demoProject.id ? [] : environments;
    },
  };
  const isTrusted = (projectId: string) => projects.find(({ id }) => id === projectId)?.isTrusted ?? false;
  return { procedures, isTrusted };
}
