import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useSearch } from 'wouter';
import type { ConnectionSummary } from '../../../electron/contract/connections';
import { useQueries } from '../../api';
import { CONNECT, connectionAddress } from '../../app/addresses';
import { attemptOf } from '../../parts/attempt';
import { useTrust } from '../../useTrust';
import type { ConnectActions } from './ConnectView';
import type { ProjectDatabases } from './connectState';
import { listed } from './listed';

interface DatabasesHook {
  readonly state: ProjectDatabases | null;
  readonly actions: Pick<ConnectActions, 'showDatabases' | 'addDatabase' | 'trustAndAdd'>;
}

/** Whose databases are listed is in the address. */
export function useProjectDatabases(
  connectionId: string | null,
  connections: readonly ConnectionSummary[],
): DatabasesHook {
  const [, navigate] = useLocation();
  const queries = useQueries();
  const projectId = new URLSearchParams(useSearch()).get('project');
  const read = useQuery(
    queries.projects.environments.queryOptions({
      input: { projectId: projectId ?? '-' },
      enabled: projectId !== null,
    }),
  );
  const add = useAdd((id) => navigate(connectionAddress(id)));
  const asked = add.variables?.projectId === projectId ? add.variables : null;
  const trust = useTrust(projectId ?? '-', () => asked && add.mutate(asked));
  const show = (id: string | null) =>
    navigate(connectionId === null ? CONNECT : connectionAddress(connectionId, id), { replace: true });
  return {
    state:
      projectId === null
        ? null
        : {
            projectId,
            environments: listed(read),
            adding: asked && {
              environment: asked.environment,
              attempt: attemptOf(trust.isIdle || trust.isSuccess ? add : trust),
            },
            connections,
          },
    actions: {
      showDatabases: show,
      addDatabase: (environment, role) => {
        trust.reset();
        if (projectId !== null) add.mutate({ projectId, environment, role });
      },
      trustAndAdd: () => projectId !== null && trust.mutate({ projectId }),
    },
  };
}

function useAdd(onAdded: (connectionId: string) => void) {
  const queries = useQueries();
  const client = useQueryClient();
  return useMutation(
    queries.connections.addFromProject.mutationOptions({
      onSuccess: async ({ id }) => {
        await client.invalidateQueries({ queryKey: queries.connections.list.key() });
        onAdded(id);
      },
    }),
  );
}
