import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useQueries } from './api';

/** Trust is given to a project's folder, once, for its code and for what its configuration says. */
export function useTrust(projectId: string, onTrusted: () => unknown) {
  const queries = useQueries();
  const client = useQueryClient();
  return useMutation(
    queries.projects.trust.mutationOptions({
      mutationKey: ['trust', projectId],
      onSuccess: () =>
        Promise.all([client.invalidateQueries({ queryKey: queries.projects.list.key() }), onTrusted()]),
    }),
  );
}
