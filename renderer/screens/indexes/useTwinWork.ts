import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { RefreshSnapshot, TargetAdviceSnapshot } from '../../../electron/contract/indexes';
import { errorInfo, useApi, useQueries } from '../../api';
import type { Pair } from '../../app/addresses';
import { useStream } from '../../useStream';
import { type TwinState, type Work, workOf } from './twinState';

type Snapshot = RefreshSnapshot | TargetAdviceSnapshot;

interface Asked {
  readonly name: 'refresh' | 'advise';
  readonly round: number;
}

interface TwinWork {
  readonly twin: TwinState;
  readonly work: Work;
  readonly start: (name: Asked['name']) => void;
  readonly cancel: () => void;
}

/** The twin as it is, and what is done with it; leaving ends that. */
export function useTwinWork(pair: Pair): TwinWork {
  const api = useApi();
  const queries = useQueries();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [rounds, setRounds] = useState(0);
  const stream = useStream<Snapshot>(
    asked && `${asked.name} ${asked.round}`,
    (signal): Promise<AsyncIterable<Snapshot>> =>
      asked?.name === 'advise'
        ? api.indexes.advise(pair, { signal })
        : api.indexes.refreshTwin(pair, { signal }),
    isLastSnapshot,
  );
  const isDone = stream.latest?.phase === 'done';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each piece of work that is done
  useEffect(() => {
    if (isDone) void client.invalidateQueries({ queryKey: queries.indexes.key() });
  }, [isDone, asked]);
  const read = useQuery({
    ...queries.indexes.twin.queryOptions({ input: pair }),
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    twin: twinOf(read.data, read.error && errorInfo(read.error)),
    work: workOf(asked?.name ?? null, stream),
    start: (name) => {
      setRounds(rounds + 1);
      setAsked({ name, round: rounds + 1 });
    },
    cancel: () => setAsked(null),
  };
}

export function isLastSnapshot({ phase }: Snapshot): boolean {
  return phase === 'done' || phase === 'failed' || phase === 'no-workload';
}

function twinOf(
  card: Extract<TwinState, { kind: 'ready' }>['card'] | null | undefined,
  error: Extract<TwinState, { kind: 'failed' }>['error'] | null,
): TwinState {
  if (card) return { kind: 'ready', card };
  if (error) return { kind: 'failed', error };
  return { kind: card === null ? 'none' : 'unknown' };
}
