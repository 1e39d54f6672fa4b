import { memo, useMemo } from 'react';
import type { BlockKind } from '../../../../electron/contract/locks';
import type { Blocking } from '../blocking';
import styles from './BlockingGraph.module.css';
import { drawEdges, type Sight } from './geometry';
import type { Places } from './placeParties';

interface BlockingEdgesProps {
  readonly edges: Blocking['edges'];
  readonly places: Places;
  readonly sight: Sight;
  readonly selected: string | null;
}

const KINDS: readonly BlockKind[] = ['soft', 'hard'];

/** Only a picture: who waits for whom is said in the list and the inspector. Each kind is one path, for speed. */
export const BlockingEdges = memo(function BlockingEdges({
  edges,
  places,
  sight,
  selected,
}: BlockingEdgesProps) {
  const drawn = useMemo(() => drawEdges(edges, places, sight, selected), [edges, places, sight, selected]);
  return (
    <>
      {KINDS.flatMap((kind) =>
        [false, true].map((isSelected) => {
          const those = drawn.filter((edge) => edge.kind === kind && edge.isSelected === isSelected);
          return (
            <g key={`${kind} ${isSelected}`} data-kind={kind} data-selected={isSelected || undefined}>
              <path className={styles.line} d={those.map(({ line }) => line).join('')} />
              <path className={styles.arrow} d={those.map(({ arrow }) => arrow).join('')} />
            </g>
          );
        }),
      )}
      {drawn.map(({ key, kind, label }) => (
        <text key={key} className={styles.label} data-kind={kind} x={label.x} y={label.y}>
          {kind}
        </text>
      ))}
    </>
  );
});
