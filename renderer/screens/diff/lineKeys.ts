/** How the keyboard moves along the lines of the tree. Pure. */
import type { FoldKey } from '../../parts/RowGrid';
import type { Line } from './lines';

export type FoldMove =
  | { readonly kind: 'fold'; readonly line: Line }
  | { readonly kind: 'go'; readonly key: string };

/** Right opens, then goes inside; left closes, then goes to what it is under. */
export function foldKey(lines: readonly Line[], at: string | null, key: FoldKey): FoldMove | null {
  const index = lines.findIndex((line) => line.key === at);
  const line = lines[index];
  if (!line) return null;
  if (isOpen(line) === (key === 'ArrowLeft')) return { kind: 'fold', line };
  const to =
    key === 'ArrowRight'
      ? lines.slice(index + 1, index + 2).find(({ level }) => level > line.level)
      : lines.slice(0, index).findLast(({ level }) => level < line.level);
  return to ? { kind: 'go', key: to.key } : null;
}

/** Undefined where it can be neither opened nor closed. */
export function isOpen(line: Line): boolean | undefined {
  const canFold = line.type === 'heading' || (line.type === 'change' && line.hasChildren);
  return canFold ? line.isOpen : undefined;
}
