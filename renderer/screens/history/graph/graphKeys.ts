/** How the selection moves along the graph. Pure. */
import { isSelectionKey, moveSelection } from '../../../parts/selection';
import type { PlacedRevision } from './lanes';

export type GraphMove = 'ArrowLeft' | 'ArrowRight';

/** The revision that a key moves to; null where it moves to none. */
export function moveInGraph(
  revisions: readonly PlacedRevision[],
  at: string | null,
  key: string,
): string | null {
  if (isSelectionKey(key)) {
    return moveSelection(
      revisions.map(({ row }) => row.name),
      at,
      key,
    );
  }
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null;
  const from = revisions.find(({ row }) => row.name === at);
  return from ? (besides(revisions, from, key)?.row.name ?? null) : (revisions[0]?.row.name ?? null);
}

/** In the lanes on that side, a parent or child if there is one, else what is nearest. */
function besides(
  revisions: readonly PlacedRevision[],
  from: PlacedRevision,
  key: GraphMove,
): PlacedRevision | undefined {
  const aside = revisions.filter(({ lane }) => (key === 'ArrowLeft' ? lane < from.lane : lane > from.lane));
  const linked = aside.filter((other) => isLinked(from, other) || isLinked(other, from));
  const nearest = linked.length > 0 ? linked : aside;
  return nearest.reduce<PlacedRevision | undefined>(
    (best, other) => (best && distance(best, from) <= distance(other, from) ? best : other),
    undefined,
  );
}

function isLinked(child: PlacedRevision, parent: PlacedRevision): boolean {
  return child.edges.some(({ to }) => to === parent.row.name);
}

function distance(a: PlacedRevision, b: PlacedRevision): number {
  return Math.abs(a.index - b.index);
}
