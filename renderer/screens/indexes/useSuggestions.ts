import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorInfo, useQueries } from '../../api';
import type { Pair } from '../../app/addresses';
import { attemptOf } from '../../parts/attempt';

/** What is suggested, read when the room is entered and when it is asked for. */
export function useSuggestions(pair: Pair) {
  const read = useQuery({
    ...useQueries().indexes.suggestions.queryOptions({ input: pair }),
    refetchOnWindowFocus: false,
  });
  return {
    advice: read.data ?? null,
    readAt: new Date(read.dataUpdatedAt).toISOString(),
    readError: read.error && errorInfo(read.error),
    isReading: read.isFetching,
    readAgain: () => void read.refetch(),
  };
}

/** Leaves one out from now on, with a reason, or takes that back. */
export function useDismissal(pair: Pair, at: string | null) {
  const queries = useQueries();
  const client = useQueryClient();
  const [asked, setAsked] = useState<{ readonly id: string; readonly why: string } | null>(null);
  const after = {
    onSuccess: async () => {
      setAsked(null);
      await client.invalidateQueries({ queryKey: queries.indexes.suggestions.key() });
    },
  };
  const dismissing = useMutation(queries.indexes.dismiss.mutationOptions(after));
  const restoring = useMutation(queries.indexes.restore.mutationOptions(after));
  const why = asked !== null && asked.id === at ? asked.why : null;
  return {
    state: { why, dismissing: attemptOf(dismissing), restoring: attemptOf(restoring) },
    actions: {
      askWhy: () => {
        dismissing.reset();
        if (at !== null) setAsked({ id: at, why: '' });
      },
      typeWhy: (text: string) => at !== null && setAsked({ id: at, why: text }),
      keep: () => setAsked(null),
      dismiss: () => {
        if (at !== null && why?.trim()) dismissing.mutate({ ...pair, id: at, why: why.trim() });
      },
      restore: (id: string) => restoring.mutate({ ...pair, id }),
    },
  };
}
