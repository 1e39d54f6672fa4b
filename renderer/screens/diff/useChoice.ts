import { useMemo, useState } from 'react';
import type { ChangeRow, Comparison } from '../../../electron/contract';
import type { Line } from './changeTree';
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

interface Decided extends Chose {
  /** What it was decided about. */
  readonly index: ChoiceIndex;
}

const NO_ROWS: readonly ChangeRow[] = [];

/** What is chosen; where the sides are compared again, what was decided about rows that are still there stays. */
export function useChoice(comparison: Comparison | null) {
  const rows = comparison?.rows ?? NO_ROWS;
  const index = useMemo(() => indexRows(rows), [rows]);
  const [decided, setDecided] = useState<Decided>({ index, chosen: index.initial, note: null });
  const now = decided.index === index ? decided : carried(decided, index);
  if (now !== decided) setDecided(now);
  const { chosen } = now;
  const set = (next: Chose) => setDecided({ index, ...next });
  return {
    chosen,
    state: { index, chosen, note: now.note },
    tick: (line: Line) => set(ticked(index, chosen, line)),
    chooseWithLosses: (rowId: string) => set(choose(index, chosen, rowId, true)),
  };
}

function carried(before: Decided, index: ChoiceIndex): Decided {
  return { index, chosen: carryOver(before.index, before.chosen, index), note: null };
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
