import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { errorInfo, useApi, useQueries } from '../../api';
import { historyAddress, type Pair, planAddress } from '../../app/addresses';
import { useStream } from '../../useStream';
import type { RunActions } from './RunView';
import { type RunState, runState } from './runState';

export function useRun(
  pair: Pair,
  runId: string,
): { readonly state: RunState; readonly actions: RunActions } {
  const api = useApi();
  const queries = useQueries();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const { latest, error } = useStream(
    runId,
    (signal) => api.runs.watch({ runId }, { signal }),
    ({ phase }) => phase === 'ended',
  );
  const cancel = useMutation(queries.runs.cancel.mutationOptions());
  const isOver = latest?.phase === 'ended';
  const { connectionId, projectId } = pair;
  // The room's count of pending revisions, and the list to go back to.
  useEffect(() => {
    const read = queries.revisions.history.queryOptions({ input: { connectionId, projectId } });
    if (isOver) client.fetchQuery(read).catch(() => undefined);
  }, [isOver, client, queries, connectionId, projectId]);
  return {
    state: runState({
      run: latest,
      error,
      hasAskedToCancel: !cancel.isIdle,
      cancelError: cancel.error && errorInfo(cancel.error),
    }),
    actions: {
      cancel: () => cancel.mutate({ runId }),
      runAgain: () => latest && navigate(planAddress(pair, latest.direction, latest.target)),
      back: () => navigate(historyAddress(pair)),
    } satisfies RunActions,
  };
}
