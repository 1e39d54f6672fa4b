import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Leftovers } from '../../../electron/contract/revisions';
import { errorInfo, useQueries } from '../../api';
import { historyAddress, type Pair } from '../../app/addresses';
import { attemptOf } from '../../parts/attempt';
import { usePlace } from '../../usePlace';
import type { RepairActions } from './RepairView';
import type { RepairedAs, RepairShown, RepairState } from './repairState';

export function useRepair(
  pair: Pair,
  name: string,
): { readonly state: RepairState; readonly actions: RepairActions } {
  const [, navigate] = useLocation();
  const [as, setAs] = useState<RepairedAs | null>(null);
  const [typedName, setTypedName] = useState('');
  const read = useQuery(
    useQueries().revisions.leftovers.queryOptions({ input: { ...pair, name }, gcTime: 0 }),
  );
  const place = usePlace(pair);
  const back = () => navigate(historyAddress(pair, { at: name, inspecting: true }));
  const repair = useRunRepair(back);
  const run = ({ id, needsDatabaseName }: Leftovers, become: RepairedAs) =>
    repair.mutate({
      ...pair,
      name,
      planId: id,
      as: become,
      ...(needsDatabaseName && { databaseName: typedName }),
    });
  return {
    state: stateOf(read, { as, typedName, place, repairing: attemptOf(repair) }),
    actions: {
      chooseAs: setAs,
      typeName: setTypedName,
      repair: () => read.data && as && run(read.data, as),
      lookAgain: () => {
        repair.reset();
        void read.refetch();
      },
      back,
    },
  };
}

function stateOf(
  { data, error }: { readonly data: Leftovers | undefined; readonly error: unknown },
  chosen: Omit<RepairShown, 'kind' | 'found'>,
): RepairState {
  if (data) return { kind: 'shown', found: data, ...chosen };
  return error ? { kind: 'failed', error: errorInfo(error) } : { kind: 'loading' };
}

function useRunRepair(onRepaired: () => void) {
  const queries = useQueries();
  const client = useQueryClient();
  return useMutation(
    queries.revisions.repair.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: queries.revisions.key() });
        onRepaired();
      },
    }),
  );
}
