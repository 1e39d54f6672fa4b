/** How the keyboard moves the selection in a list. Pure. */

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

/** What a key moves to; from no selection, the first. */
export function moveSelection(names: readonly string[], at: string | null, key: SelectionKey): string | null {
  const index = at === null ? -1 : names.indexOf(at);
  const last = names.length - 1;
  const wanted = index === -1 && key !== 'End' ? 0 : Math.max(index, 0) + STEPS[key];
  const to = Math.min(last, Math.max(0, wanted));
  return names[to] ?? null;
}
