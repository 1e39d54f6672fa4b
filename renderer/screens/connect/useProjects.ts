import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionSummary } from '../../../electron/contract/connections';
import type { ProjectSummary } from '../../../electron/contract/projects';
import { errorInfo, useQueries } from '../../api';
import type { ConnectActions } from './ConnectView';
import type { Chooser, Projects } from './connectState';
import { listed } from './listed';
import { useProjectDatabases } from './useProjectDatabases';

type ProjectActions = Pick<
  ConnectActions,
  | 'openProject'
  | 'removeProject'
  | 'openFolder'
  | 'browse'
  | 'chooseFolder'
  | 'closeChooser'
  | 'initProject'
  | 'showDatabases'
  | 'addDatabase'
  | 'trustAndAdd'
>;

interface ProjectsInput {
  /** The chosen connection. */
  readonly connectionId: string | null;
  readonly connections: readonly ConnectionSummary[];
  readonly openProject: (projectId: string) => void;
}

export function useProjects({ connectionId, connections, openProject }: ProjectsInput): {
  readonly state: Projects;
  readonly actions: ProjectActions;
} {
  const queries = useQueries();
  const client = useQueryClient();
  const chooser = useChooser();
  const projects = useQuery(queries.projects.list.queryOptions());
  const { data: app } = useQuery(queries.app.info.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const readAgain = () => client.invalidateQueries({ queryKey: queries.projects.list.key() });
  const onOpened = async ({ id }: ProjectSummary) => {
    await readAgain();
    chooser.close();
    openProject(id);
  };
  const add = useMutation(queries.projects.add.mutationOptions({ onSuccess: onOpened }));
  const init = useMutation(queries.projects.init.mutationOptions({ onSuccess: onOpened }));
  const databases = useProjectDatabases(connectionId, connections);
  const choose = useMutation(
    queries.projects.choose.mutationOptions({ onSuccess: (folder) => folder && add.mutate({ folder }) }),
  );
  const remove = useMutation(queries.projects.remove.mutationOptions({ onSuccess: readAgain }));
  const failed = init.error ?? add.error ?? choose.error ?? remove.error;
  const error = failed && errorInfo(failed);
  const shownChooser = chooser.state && {
    ...chooser.state,
    isBusy: chooser.state.isBusy || add.isPending || init.isPending,
    error: chooser.state.error ?? error,
  };
  const startAnew = () => {
    for (const one of [add, init, choose, remove]) one.reset();
  };
  return {
    state: {
      list: listed(projects),
      chooser: shownChooser,
      databases: databases.state,
      emptyFolder: emptyFolder(add),
      error,
    },
    actions: {
      openProject,
      removeProject: (projectId) => {
        startAnew();
        remove.mutate({ projectId });
      },
      openFolder: () => {
        startAnew();
        if (app?.hasFolderDialog) choose.mutate(undefined);
        else chooser.open(null);
      },
      browse: (folder) => {
        startAnew();
        chooser.open(folder);
      },
      chooseFolder: (folder) => add.mutate({ folder }),
      initProject: (folder) => {
        startAnew();
        init.mutate({ folder });
      },
      closeChooser: chooser.close,
      ...databases.actions,
    },
  };
}

/** The folder without revisions that the user wanted to open, if that is what went wrong. */
function emptyFolder(add: {
  readonly error: unknown;
  readonly variables: { readonly folder: string } | undefined;
}): string | null {
  const error = add.error === null ? null : errorInfo(add.error);
  const isAboutFolder = error?.kind === 'bad-input' && error.field === 'folder';
  return isAboutFolder ? (add.variables?.folder ?? null) : null;
}

/** `undefined` is closed; null is the home folder. */
function useChooser() {
  const queries = useQueries();
  const [folder, setFolder] = useState<string | null | undefined>(undefined);
  const read = useQuery({
    ...queries.projects.browse.queryOptions({ input: { folder: folder ?? null } }),
    enabled: folder !== undefined,
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const state: Chooser | null =
    folder === undefined
      ? null
      : { listing: read.data ?? null, isBusy: read.isFetching, error: read.error && errorInfo(read.error) };
  return { state, open: setFolder, close: () => setFolder(undefined) };
}
