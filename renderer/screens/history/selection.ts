/** How the keyboard moves the selection in the list. Pure. */
import type { RevisionRow } from '../../../electron/contract';

export type SelectionKey = 'ArrowUp' | 'ArrowDown' | 'PageUp' | 'PageDown' | 'Home' | 'End';

const PAGE = 20;
const STEPS: Readonly<Record<SelectionKey, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -PAGE,
  PageDown: PAGE,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

export function isSelectionKey(key: string): key is SelectionKey {
  return key in STEPS;
}

/** The row that a key moves to; from no selection, the first. */
export function moveSelection(
  rows: readonly RevisionRow[],
  at: string | null,
  key: SelectionKey,
): string | null {
  const index = rows.findIndex(({ name }) => name === at);
  const last = rows.length - 1;
  const wanted = index === -1 && key !== 'End' ? 0 : Math.max(index, 0) + STEPS[key];
  const to = Math.min(last, Math.max(0, wanted));
  return rows[to]?.name ?? null;
}
