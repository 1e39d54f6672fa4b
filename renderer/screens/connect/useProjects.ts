import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorInfo, useQueries } from '../../api';
import type { ConnectActions } from './ConnectView';
import type { Chooser, Projects } from './connectState';
import { listed } from './listed';

type ProjectActions = Pick<
  ConnectActions,
  'openProject' | 'removeProject' | 'openFolder' | 'browse' | 'chooseFolder' | 'closeChooser'
>;

export function useProjects(openProject: (projectId: string) => void): {
  readonly state: Projects;
  readonly actions: ProjectActions;
} {
  const queries = useQueries();
  const client = useQueryClient();
  const chooser = useChooser();
  const projects = useQuery(queries.projects.list.queryOptions());
  const { data: app } = useQuery(queries.app.info.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const readAgain = () => client.invalidateQueries({ queryKey: queries.projects.list.key() });
  const add = useMutation(
    queries.projects.add.mutationOptions({
      onSuccess: async ({ id }) => {
        await readAgain();
        chooser.close();
        openProject(id);
      },
    }),
  );
  const choose = useMutation(
    queries.projects.choose.mutationOptions({ onSuccess: (folder) => folder && add.mutate({ folder }) }),
  );
  const remove = useMutation(queries.projects.remove.mutationOptions({ onSuccess: readAgain }));
  const failed = add.error ?? choose.error ?? remove.error;
  const error = failed && errorInfo(failed);
  const shownChooser = chooser.state && {
    ...chooser.state,
    isBusy: chooser.state.isBusy || add.isPending,
    error: chooser.state.error ?? error,
  };
  const startAnew = () => {
    for (const one of [add, choose, remove]) one.reset();
  };
  return {
    state: { list: listed(projects), chooser: shownChooser, error },
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
      closeChooser: chooser.close,
    },
  };
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
