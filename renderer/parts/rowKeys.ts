/** How the keyboard moves along rows. Pure. */
export type RowKey = 'ArrowUp' | 'ArrowDown' | 'PageUp' | 'PageDown' | 'Home' | 'End';

const PAGE = 20;
const STEPS: Readonly<Record<RowKey, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -PAGE,
  PageDown: PAGE,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

export function isRowKey(key: string): key is RowKey {
  return key in STEPS;
}

/** The row that a key moves to; from no selection, the first. */
export function moveRow(keys: readonly string[], at: string | null, key: RowKey): string | null {
  const index = at === null ? -1 : keys.indexOf(at);
  const wanted = index === -1 && key !== 'End' ? 0 : Math.max(index, 0) + STEPS[key];
  return keys[Math.min(keys.length - 1, Math.max(0, wanted))] ?? null;
}
