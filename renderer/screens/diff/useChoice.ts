import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ChangeRow, Comparison } from '../../../electron/contract/catalog';
import type { DiffPlace, Pair } from '../../app/addresses';
import { comparisonKey, KEPT_MS } from '../../useLastComparison';
import {
  type ChoiceIndex,
  type Chose,
  type Chosen,
  carryOver,
  choose,
  indexRows,
  leaveOut,
  toggleMany,
} from './choice';
import type { Line } from './lines';

interface Decided extends Chose {
  /** What it was decided about. */
  readonly index: ChoiceIndex;
}

const NO_ROWS: readonly ChangeRow[] = [];

/**
 * What is chosen, also after another room was visited. Where the sides are compared again, what was decided about rows
 * that are still there stays.
 */
export function useChoice(pair: Pair, { from, to }: DiffPlace, comparison: Comparison | null) {
  const client = useQueryClient();
  const rows = comparison?.rows ?? NO_ROWS;
  const index = useMemo(() => indexRows(rows), [rows]);
  const queryKey = ['choice', ...comparisonKey(pair, from, to)];
  const { data: kept } = useQuery<Decided>({
    queryKey,
    queryFn: skipToken,
    gcTime: KEPT_MS,
    // It would copy the index.
    structuralSharing: false,
  });
  // The store tells of a change a moment later: until then React would put the box back to what it was.
  const [latest, setLatest] = useState<{ readonly of: string; readonly decided: Decided } | null>(null);
  const of = JSON.stringify(queryKey);
  const decided = latest?.of === of ? latest.decided : kept;
  const { chosen, note } = useMemo(() => settled(decided, index), [decided, index]);
  const set = (next: Chose) => {
    setLatest({ of, decided: { index, ...next } });
    client.setQueryData<Decided>(queryKey, { index, ...next });
  };
  return {
    chosen,
    state: { index, chosen, note },
    tick: (line: Line) => set(ticked(index, chosen, line)),
    chooseWithLosses: (rowId: string) => set(choose(index, chosen, rowId, true)),
  };
}

function settled(decided: Decided | undefined, index: ChoiceIndex): Chose {
  if (!decided) return { chosen: index.initial, note: null };
  if (decided.index === index) return decided;
  return { chosen: carryOver(decided.index, decided.chosen, index), note: null };
}

function ticked(index: ChoiceIndex, chosen: Chosen, line: Line): Chose {
  if (line.type === 'question') return { chosen, note: null };
  const [only, ...more] = line.rowIds;
  if (line.type === 'heading' || more.length > 0) {
    return { chosen: toggleMany(index, chosen, line.rowIds), note: null };
  }
  if (only === undefined) return { chosen, note: null };
  return chosen.has(only) ? leaveOut(index, chosen, only) : choose(index, chosen, only);
}
