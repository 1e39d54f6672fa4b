import { ReactFlow, ViewportPortal } from '@xyflow/react';
import { type FocusEvent, type KeyboardEvent, type RefObject, useCallback, useMemo, useRef } from 'react';
import { BlockingEdges } from './BlockingEdges';
import styles from './BlockingGraph.module.css';
import type { BlockingGraphProps } from './BlockingGraphView';
import { GraphControls } from './GraphControls';
import { MARGIN, MAX_ZOOM, MIN_ZOOM, type Size, sizeOf } from './geometry';
import { moveInGraph } from './graphKeys';
import { FocusWanted, nodeTypes } from './PartyNode';
import { type PartyFlowNode, usePartyNodes } from './partyNodes';
import type { Places } from './placeParties';
import { type GraphWindow, useGraphWindow } from './useGraphWindow';

interface GraphCanvasProps extends BlockingGraphProps {
  readonly places: Places;
  /** Of the room when it was first drawn. */
  readonly size: Size;
  /** Forgets the places, so that all stand in order again. */
  readonly onArrange: () => void;
}

/** React Flow pans, zooms and holds the nodes that are in sight; the edges are one picture behind them. */
export function GraphCanvas(props: GraphCanvasProps) {
  const { blocking, places, matches, selected, size, onInspect, onArrange } = props;
  const focusWanted = useRef(false);
  const view = useGraphWindow(places, selected, size);
  const tabStop = selected !== null && places.has(selected) ? selected : (blocking.parties[0]?.key ?? null);
  const nodes = usePartyNodes({ blocking, places, sight: view.sight, matches, selected, tabStop });
  const extent = useMemo(() => panExtent(sizeOf(places), size), [places, size]);
  const openNode = useCallback((_: unknown, { id }: PartyFlowNode) => onInspect(id), [onInspect]);
  return (
    <FocusWanted.Provider value={focusWanted}>
      <section
        className={styles.canvas}
        aria-label="Graph"
        onFocus={(event) => followFocus(event, view)}
        onKeyDown={(event) => handleKey(event, props, view, focusWanted)}
      >
        <ReactFlow
          {...READ_ONLY}
          aria-label="Who blocks whom"
          nodes={nodes}
          nodeTypes={nodeTypes}
          defaultViewport={{ x: MARGIN, y: MARGIN, zoom: 1 }}
          translateExtent={extent}
          onNodeClick={openNode}
        >
          <ViewportPortal>
            <BlockingEdges edges={blocking.edges} places={places} sight={view.sight} selected={selected} />
          </ViewportPortal>
          <GraphControls view={view} onArrange={onArrange} />
        </ReactFlow>
      </section>
    </FocusWanted.Provider>
  );
}

/** For looking and moving about; the keys are the screen's own. */
const READ_ONLY = {
  minZoom: MIN_ZOOM,
  maxZoom: MAX_ZOOM,
  panOnScroll: true,
  panOnScrollSpeed: 1,
  zoomOnDoubleClick: false,
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  panActivationKeyCode: null,
  attributionPosition: 'bottom-right',
} as const;

/** As far as the last card, and half a window more. */
function panExtent(graph: Size, room: Size): [[number, number], [number, number]] {
  const [aside, above] = [room.width / 2, room.height / 2];
  return [
    [-aside, -above],
    [Math.max(graph.width, room.width) + aside, Math.max(graph.height, room.height) + above],
  ];
}

function followFocus({ target }: FocusEvent<HTMLElement>, view: GraphWindow): void {
  view.bringIntoSight(target.closest<HTMLElement>('[data-id]')?.dataset.id ?? null);
}

function handleKey(
  event: KeyboardEvent,
  { places, selected, onSelect, onInspect, onClose }: GraphCanvasProps,
  view: GraphWindow,
  focusWanted: RefObject<boolean>,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const actions: Readonly<Record<string, (() => void) | undefined>> = {
    Escape: onClose,
    Enter: () => selected !== null && onInspect(selected),
    '+': view.zoomIn,
    '=': view.zoomIn,
    '-': view.zoomOut,
  };
  actions[event.key]?.();
  const to = moveInGraph(places, selected, event.key);
  if (to === null) return;
  event.preventDefault();
  focusWanted.current = true;
  onSelect(to);
}
