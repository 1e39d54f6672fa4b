import { skipToken, useQuery } from '@tanstack/react-query';
import type { Comparison, Source } from '../electron/contract/catalog';
import type { Pair } from './app/addresses';

export interface LastComparison {
  readonly comparison: Comparison;
  /** By this computer's clock. */
  readonly at: string;
}

export const KEPT_MS = 60 * 60_000;

/** Where the Diff room keeps what it has compared, for the next visit and for the count beside its name. */
export function comparisonKey(pair: Pair | null, from: Source, to: Source): readonly unknown[] {
  return ['comparison', pair?.connectionId, pair?.projectId, from, to];
}

export function useLastComparison(pair: Pair | null, from: Source, to: Source): LastComparison | null {
  const { data } = useQuery<LastComparison>({
    queryKey: comparisonKey(pair, from, to),
    queryFn: skipToken,
    gcTime: KEPT_MS,
  });
  return data ?? null;
}
