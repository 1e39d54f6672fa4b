import { memo } from 'react';
import { type Band, edgePath, lanePitch } from './geometry';
import type { LaneEdge, LaneLayout } from './lanes';
import styles from './RevisionGraph.module.css';

interface GraphEdgesProps {
  readonly layout: LaneLayout;
  readonly band: Band;
  readonly selected: string | null;
}

/**
 * Only a picture: which revisions an edge joins is said by their names and in the inspector. All edges of a kind are
 * one path, so that scrolling changes a few elements and not hundreds.
 */
export const GraphEdges = memo(function GraphEdges({ layout, band, selected }: GraphEdgesProps) {
  const pitch = lanePitch(layout.laneCount);
  const inBand = layout.edges.filter(({ fromRow, toRow }) => fromRow <= band.last && toRow >= band.first);
  const isSelected = ({ from, to }: LaneEdge) => from === selected || to === selected;
  const pathOf = (kind: LaneEdge['kind'], wantsSelected: boolean) =>
    inBand
      .filter((edge) => edge.kind === kind && isSelected(edge) === wantsSelected)
      .map((edge) => edgePath(edge, pitch, band))
      .join('');
  return (
    <g className={styles.edges}>
      <path d={pathOf('revises', false)} />
      <path d={pathOf('dependsOn', false)} data-kind="dependsOn" />
      <path d={pathOf('revises', true)} data-selected />
      <path d={pathOf('dependsOn', true)} data-kind="dependsOn" data-selected />
    </g>
  );
});
