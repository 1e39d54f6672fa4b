import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { TextDifference } from '../../../electron/contract/revisions';
import { errorInfo, useQueries } from '../../api';
import { historyAddress, type Pair } from '../../app/addresses';
import { attemptOf } from '../../parts/attempt';
import { usePlace } from '../../usePlace';
import type { AcceptActions } from './AcceptView';
import { type AcceptShown, type AcceptState, needsDatabaseName } from './acceptState';

export function useAccept(
  pair: Pair,
  name: string,
): { readonly state: AcceptState; readonly actions: AcceptActions } {
  const [, navigate] = useLocation();
  const [reason, setReason] = useState('');
  const [typedName, setTypedName] = useState('');
  const read = useQuery(
    useQueries().revisions.difference.queryOptions({ input: { ...pair, name }, gcTime: 0 }),
  );
  const place = usePlace(pair);
  const recordedAs = useRecordedAs(pair.connectionId);
  const back = () => navigate(historyAddress(pair, { at: name, inspecting: true }));
  const accept = useRunAccept(back);
  const run = ({ afterChecksum }: TextDifference) =>
    accept.mutate({
      ...pair,
      name,
      checksum: afterChecksum,
      reason: reason.trim(),
      ...(needsDatabaseName(place) && { databaseName: typedName }),
    });
  const typed = { reason, typedName, place, recordedAs, accepting: attemptOf(accept) };
  return {
    state: stateOf(read, typed),
    actions: {
      giveReason: setReason,
      typeName: setTypedName,
      accept: () => read.data && run(read.data),
      lookAgain: () => {
        accept.reset();
        void read.refetch();
      },
      back,
    },
  };
}

function stateOf(
  { data, error }: { readonly data: TextDifference | undefined; readonly error: unknown },
  typed: Omit<AcceptShown, 'kind' | 'difference'>,
): AcceptState {
  if (data) return { kind: 'shown', difference: data, ...typed };
  return error ? { kind: 'failed', error: errorInfo(error) } : { kind: 'loading' };
}

/** dana@workbench, as deploy in the database */
function useRecordedAs(connectionId: string): string | null {
  const queries = useQueries();
  const { data: app } = useQuery(queries.app.info.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const { data: server } = useQuery(
    queries.connections.open.queryOptions({ input: { connectionId }, refetchOnWindowFocus: false }),
  );
  return app && server ? `${app.userAtHost}, as ${server.user} in the database` : null;
}

function useRunAccept(onAccepted: () => void) {
  const queries = useQueries();
  const client = useQueryClient();
  return useMutation(
    queries.revisions.accept.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: queries.revisions.key() });
        onAccepted();
      },
    }),
  );
}
