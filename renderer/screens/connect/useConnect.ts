import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { ConnectionSummary } from '../../../electron/contract/connections';
import { errorInfo, useQueries } from '../../api';
import { CONNECT, connectionAddress, historyAddress, NEW_CONNECTION } from '../../app/addresses';
import type { ConnectActions } from './ConnectView';
import { type ConnectState, type Opening, openingOf, type Pane } from './connectState';
import { listed } from './listed';
import { useConnectionForm } from './useConnectionForm';
import { useProjects } from './useProjects';

export function useConnect(chosen: string | null): {
  readonly state: ConnectState;
  readonly actions: ConnectActions;
} {
  const [, navigate] = useLocation();
  const queries = useQueries();
  const read = useQuery(queries.connections.list.queryOptions());
  const connection = read.data?.find(({ id }) => id === chosen) ?? null;
  const form = useConnectionForm((id) => navigate(connectionAddress(id)));
  const opening = useOpening(connection);
  const openProject = (projectId: string) =>
    connection && navigate(historyAddress({ connectionId: connection.id, projectId }));
  const projects = useProjects({
    connectionId: connection?.id ?? null,
    connections: read.data ?? [],
    openProject,
  });
  const remove = useRemove(() => navigate(CONNECT));
  const paneOf = (): Pane => {
    if (chosen === 'new') return { kind: 'form', form: form.state };
    if (chosen === null || !read.data) return { kind: 'none' };
    if (!connection) return { kind: 'unknown' };
    const removeError = remove.error && errorInfo(remove.error);
    return { kind: 'connection', connection, opening: opening.state, projects: projects.state, removeError };
  };
  return {
    state: { connections: listed(read), pane: paneOf() },
    actions: {
      ...form.actions,
      ...projects.actions,
      newConnection: () => navigate(NEW_CONNECTION),
      choose: (id) => navigate(connectionAddress(id)),
      remove: (connectionId) => remove.mutate({ connectionId }),
      enterPassword: opening.enterPassword,
      retryOpen: opening.retry,
    },
  };
}

/** Connects when a profile is chosen; asks for a password only once the server has refused to do without. */
function useOpening(connection: ConnectionSummary | null): {
  readonly state: Opening;
  readonly enterPassword: (password: string) => void;
  readonly retry: () => void;
} {
  const queries = useQueries();
  const client = useQueryClient();
  const connectionId = connection?.id ?? '';
  const read = useQuery(
    queries.connections.open.queryOptions({
      input: { connectionId },
      enabled: connection !== null,
      refetchOnWindowFocus: false,
    }),
  );
  const withPassword = useMutation(
    queries.connections.open.mutationOptions({
      onSuccess: async (facts, input) => {
        const { connectionId: id } = input;
        client.setQueryData(queries.connections.open.queryKey({ input: { connectionId: id } }), facts);
        await client.invalidateQueries({ queryKey: queries.connections.list.key() });
      },
    }),
  );
  const isAboutThis = withPassword.variables?.connectionId === connectionId;
  return {
    state: openingOf({
      facts: read.data ?? null,
      error: read.error && errorInfo(read.error),
      passwordError: isAboutThis && withPassword.error ? errorInfo(withPassword.error) : null,
      isBusy: isAboutThis && withPassword.isPending,
      hasPassword: connection?.hasPassword ?? false,
    }),
    enterPassword: (password) => withPassword.mutate({ connectionId, password }),
    retry: () => {
      withPassword.reset();
      void read.refetch();
    },
  };
}

function useRemove(onRemoved: () => void) {
  const queries = useQueries();
  const client = useQueryClient();
  return useMutation(
    queries.connections.remove.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: queries.connections.list.key() });
        onRemoved();
      },
    }),
  );
}
