import { memo } from 'react';
import { type Band, edgePath, lanePitch } from './geometry';
import type { LaneEdge, LaneLayout } from './lanes';
import styles from './RevisionGraph.module.css';

interface GraphEdgesProps {
  readonly layout: LaneLayout;
  readonly band: Band;
  readonly selected: string | null;
}

/** Only a picture: which revisions an edge joins is said by their names and in the inspector. */
export const GraphEdges = memo(function GraphEdges({ layout, band, selected }: GraphEdgesProps) {
  const pitch = lanePitch(layout.laneCount);
  const inBand = layout.edges.filter(({ fromRow, toRow }) => fromRow <= band.last && toRow >= band.first);
  const isSelected = ({ from, to }: LaneEdge) => from === selected || to === selected;
  // What comes last is on top.
  const ordered = [...inBand.filter((edge) => !isSelected(edge)), ...inBand.filter(isSelected)];
  return (
    <svg className={styles.edges} aria-hidden width={1} height={1}>
      {ordered.map((edge) => (
        <path
          key={`${edge.from} ${edge.to}`}
          d={edgePath(edge, pitch, band)}
          data-kind={edge.kind}
          data-selected={isSelected(edge) || undefined}
        />
      ))}
    </svg>
  );
});
