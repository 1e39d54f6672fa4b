import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { StampPlan } from '../../../electron/contract/revisions';
import { errorInfo, useQueries } from '../../api';
import { historyAddress, type Pair, stampAddress } from '../../app/addresses';
import { attemptOf } from '../../parts/attempt';
import { previewOf } from '../../parts/preview';
import { usePlace } from '../../usePlace';
import type { StampActions } from './StampView';
import type { StampState } from './stampState';

/** What is asked for is in the address. */
export function useStamp(pair: Pair): { readonly state: StampState; readonly actions: StampActions } {
  const [, navigate] = useLocation();
  const queries = useQueries();
  const search = new URLSearchParams(useSearch());
  const targets = search.getAll('target');
  const purge = search.has('purge');
  const [typedName, setTypedName] = useState('');
  const { data: history } = useQuery(queries.revisions.history.queryOptions({ input: pair }));
  const read = useQuery({
    ...queries.revisions.planStamp.queryOptions({ input: { ...pair, targets, purge } }),
    enabled: targets.length > 0,
    placeholderData: (before: StampPlan | undefined) => before,
    gcTime: 0,
  });
  const stamp = useRunStamp(() =>
    navigate(historyAddress(pair, { at: targets[0] ?? null }), { replace: true }),
  );
  const ask = (nextTargets: readonly string[], nextPurge: boolean) => {
    stamp.reset();
    navigate(stampAddress(pair, nextTargets, nextPurge), { replace: true });
  };
  const run = ({ id, needsDatabaseName }: StampPlan) =>
    stamp.mutate({
      ...pair,
      targets,
      purge,
      planId: id,
      ...(needsDatabaseName && { databaseName: typedName }),
    });
  return {
    state: {
      targets,
      purge,
      names: history?.revisions.map(({ name }) => name) ?? [],
      preview: previewOf({
        isComplete: targets.length > 0,
        plan: read.data ?? null,
        error: read.error && errorInfo(read.error),
        isOld: read.isPlaceholderData,
      }),
      typedName,
      place: usePlace(pair),
      stamping: attemptOf(stamp),
    },
    actions: {
      chooseTargets: (chosen) => ask(chosen, purge),
      choosePurge: (on) => ask(targets, on),
      typeName: setTypedName,
      stamp: () => read.data && run(read.data),
      lookAgain: () => {
        stamp.reset();
        void read.refetch();
      },
      back: () => navigate(historyAddress(pair)),
    },
  };
}

function useRunStamp(onStamped: () => void) {
  const queries = useQueries();
  const client = useQueryClient();
  return useMutation(
    queries.revisions.stamp.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: queries.revisions.key() });
        onStamped();
      },
    }),
  );
}
