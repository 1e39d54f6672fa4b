import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi } from '../../api';
import type { DiffPlace, Pair } from '../../app/addresses';
import { comparisonKey, type LastComparison, useLastComparison } from '../../useLastComparison';
import { useStream } from '../../useStream';
import { type Comparing, comparingOf } from './diffState';

interface ComparisonHook {
  /** The last one of these two sides, also of an earlier visit. */
  readonly last: LastComparison | null;
  readonly comparing: Comparing;
  readonly compareAgain: () => void;
  readonly cancel: () => void;
}

/** Compares when the room is entered and whenever the sides change; leaving ends it. */
export function useComparison(pair: Pair, { from, to }: DiffPlace, isReady: boolean): ComparisonHook {
  const api = useApi();
  const client = useQueryClient();
  const key = comparisonKey(pair, from, to);
  const name = JSON.stringify(key);
  const [round, setRound] = useState(0);
  const [cancelled, setCancelled] = useState<string | null>(null);
  const asked = `${round} ${name}`;
  const isAsked = cancelled !== asked;
  const stream = useStream(
    isReady && isAsked ? asked : null,
    (signal) => api.catalog.compare({ ...pair, from, to }, { signal }),
    ({ phase }) => phase === 'done' || phase === 'failed',
  );
  const done = stream.latest?.phase === 'done' ? stream.latest.comparison : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name stands for the key
  useEffect(() => {
    if (done) client.setQueryData(key, { comparison: done, at: new Date().toISOString() });
  }, [done, name, client]);
  const last = useLastComparison(pair, from, to);
  return {
    last,
    comparing: comparingOf(stream, isAsked),
    compareAgain: () => setRound((before) => before + 1),
    cancel: () => setCancelled(asked),
  };
}
