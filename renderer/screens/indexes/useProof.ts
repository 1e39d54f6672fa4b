import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Explanation, HypopgState } from '../../../electron/contract/indexes';
import { errorInfo, useQueries } from '../../api';
import type { Pair } from '../../app/addresses';
import type { Proof } from './explainState';

/** The same question for the target itself: only when it is asked for, and of these candidates. */
export function useProof(pair: Pair, sql: string, candidates: readonly string[]) {
  const queries = useQueries();
  const client = useQueryClient();
  const input = { ...pair, sql, candidates: [...candidates] };
  const key = JSON.stringify(input);
  const [asked, setAsked] = useState<string | null>(null);
  const hasCandidates = candidates.length > 0;
  const hypopg = useQuery({
    ...queries.indexes.hypopg.queryOptions({ input: pair }),
    enabled: hasCandidates,
    refetchOnWindowFocus: false,
  });
  const proving = queries.indexes.prove.queryOptions({ input });
  const read = useQuery({
    ...proving,
    enabled: hasCandidates && asked === key,
    // The target is asked when somebody clicks, and not because a line is back.
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
  return {
    state: hasCandidates ? proofOf(hypopg, asked === key ? read : null) : ({ kind: 'none' } as const),
    prove: () => {
      if (asked === key) void read.refetch();
      setAsked(key);
    },
    cancel: () => {
      setAsked(null);
      void client.cancelQueries({ queryKey: proving.queryKey });
    },
  };
}

interface Read<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
}

function proofOf(hypopg: Read<HypopgState>, proving: Read<Explanation> | null): Proof {
  if (proving?.isFetching) return { kind: 'working' };
  if (proving?.error) return { kind: 'failed', error: errorInfo(proving.error) };
  if (proving?.data) return { kind: 'shown', explanation: proving.data };
  if (hypopg.data?.state === 'missing') return { kind: 'missing', hypopg: hypopg.data };
  if (hypopg.data) return { kind: 'offered' };
  return hypopg.error ? { kind: 'failed', error: errorInfo(hypopg.error) } : { kind: 'unknown' };
}
