import { IconLayoutDistributeHorizontal, IconMinus, IconPlus } from '@tabler/icons-react';
import { useMemo } from 'react';
import { GraphCanvas } from '../../../parts/graph/GraphCanvas';
import type { GraphControl } from '../../../parts/graph/GraphControls';
import { type GraphWindow, useGraphWindow } from '../../../parts/graph/useGraphWindow';
import type { Size } from '../../../parts/graph/viewport';
import { BlockingEdges } from './BlockingEdges';
import type { BlockingGraphProps } from './BlockingGraphView';
import { bringIntoSight, MARGIN, MIN_ZOOM, sizeOf } from './geometry';
import { moveInGraph } from './graphKeys';
import { nodeTypes } from './PartyNode';
import { usePartyNodes } from './partyNodes';
import type { Places } from './placeParties';
import { useSight } from './useSight';

interface BlockingCanvasProps extends BlockingGraphProps {
  readonly places: Places;
  /** Of the room when it was first drawn. */
  readonly size: Size;
  /** Forgets the places, so that all stand in order again. */
  readonly onArrange: () => void;
}

const START = { x: MARGIN, y: MARGIN, zoom: 1 };

export function BlockingCanvas(props: BlockingCanvasProps) {
  const { blocking, places, matches, selected, size, onSelect, onInspect, onClose } = props;
  const sight = useSight(START, size);
  const view = useGraphWindow(selected, (key, at, window) => {
    const place = places.get(key);
    return place ? bringIntoSight(place, at, window) : null;
  });
  const tabStop = selected !== null && places.has(selected) ? selected : (blocking.parties[0]?.key ?? null);
  const nodes = usePartyNodes({ blocking, places, sight, matches, selected, tabStop });
  const graph = useMemo(() => sizeOf(places), [places]);
  return (
    <GraphCanvas
      label="Who blocks whom"
      nodes={nodes}
      nodeTypes={nodeTypes}
      edges={<BlockingEdges edges={blocking.edges} places={places} sight={sight} selected={selected} />}
      graph={graph}
      size={size}
      start={START}
      minZoom={MIN_ZOOM}
      view={view}
      controls={controlsOf(view, props.onArrange)}
      keys={{ Escape: onClose, Enter: () => selected !== null && onInspect(selected) }}
      moveBy={(key) => moveInGraph(places, selected, key)}
      onSelect={onSelect}
      onOpen={onInspect}
    />
  );
}

function controlsOf({ zoomIn, zoomOut }: GraphWindow, onArrange: () => void): readonly GraphControl[] {
  return [
    {
      label: 'Arrange anew',
      title: 'Arrange anew: while it refreshes everybody keeps their place',
      icon: IconLayoutDistributeHorizontal,
      act: onArrange,
    },
    { label: 'Zoom out', title: 'Zoom out (−)', icon: IconMinus, act: zoomOut },
    { label: 'Zoom in', title: 'Zoom in (+)', icon: IconPlus, act: zoomIn },
  ];
}
