import { useMemo } from 'react';
import { GraphCanvas } from '../../../parts/graph/GraphCanvas';
import type { Size, Viewport } from '../../../parts/graph/viewport';
import { GraphEdges } from './GraphEdges';
import { graphSize, MIN_ZOOM } from './geometry';
import { moveInGraph } from './graphKeys';
import { useGraphNodes } from './graphNodes';
import type { LaneLayout, PlacedRevision } from './lanes';
import type { RevisionGraphProps } from './RevisionGraphView';
import { nodeTypes } from './RevisionNode';
import { controlsOf } from './revisionControls';
import { useBand } from './useBand';
import { useRevisionWindow } from './useRevisionWindow';

export interface RevisionCanvasProps extends Omit<RevisionGraphProps, 'rows' | 'findings'> {
  readonly layout: LaneLayout;
  readonly problems: ReadonlyMap<string, string>;
  /** Where the database is. */
  readonly home: PlacedRevision;
  readonly start: Viewport;
  /** Of the place when it was first drawn. */
  readonly size: Size;
}

export function RevisionCanvas(props: RevisionCanvasProps) {
  const { layout, problems, home, selected, size, onSelect, onInspect, onClose } = props;
  const bands = useBand(props.start, size);
  const view = useRevisionWindow(props);
  const nodes = useGraphNodes({
    layout,
    problems,
    matches: props.matches ?? null,
    band: bands.shown,
    selected,
    tabStop: selected ?? home.row.name,
  });
  const graph = useMemo(() => graphSize(layout), [layout]);
  return (
    <GraphCanvas
      label="Revisions, newest first"
      nodes={nodes}
      nodeTypes={nodeTypes}
      edges={<GraphEdges layout={layout} band={bands.wanted} selected={selected} />}
      graph={graph}
      size={size}
      start={props.start}
      minZoom={MIN_ZOOM}
      view={view}
      controls={controlsOf(view)}
      isUpright
      isStale={props.isStale}
      canvasRef={view.ref}
      keys={{ Escape: onClose, f: view.showCurrent }}
      moveBy={(key) => move(props, key)}
      onSelect={onSelect}
      onOpen={onInspect}
    />
  );
}

/** Along what the filter lets through. */
function move({ layout, matches, home, selected }: RevisionCanvasProps, key: string): string | null {
  const at = selected ?? home.row.name;
  const reachable = layout.revisions.filter(
    ({ row: { name } }) => matches?.has(name) !== false || name === at,
  );
  return moveInGraph(reachable, at, key);
}
