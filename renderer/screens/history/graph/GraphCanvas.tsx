import { ReactFlow, ViewportPortal } from '@xyflow/react';
import { type FocusEvent, type KeyboardEvent, type RefObject, useCallback, useMemo, useRef } from 'react';
import { GraphControls } from './GraphControls';
import { GraphEdges } from './GraphEdges';
import { graphSize, MAX_ZOOM, MIN_ZOOM, type Size, type Viewport } from './geometry';
import { moveInGraph } from './graphKeys';
import { type RevisionFlowNode, useGraphNodes } from './graphNodes';
import type { LaneLayout, PlacedRevision } from './lanes';
import styles from './RevisionGraph.module.css';
import type { RevisionGraphProps } from './RevisionGraphView';
import { FocusWanted, nodeTypes } from './RevisionNode';
import { useBand } from './useBand';
import { type GraphViewport, useGraphViewport } from './useGraphViewport';

interface GraphCanvasProps extends Omit<RevisionGraphProps, 'rows' | 'findings'> {
  readonly layout: LaneLayout;
  readonly problems: ReadonlyMap<string, string>;
  /** Where the database is. */
  readonly home: PlacedRevision;
  readonly start: Viewport;
  /** Of the place when it was first drawn. */
  readonly size: Size;
}

/**
 * React Flow pans, zooms and holds the nodes. It is given those of the rows in sight alone: its own culling
 * (`onlyRenderVisibleElements`) looks at every node with every movement, and rows can simply be counted. The edges
 * are one picture behind the nodes, because an edge of React Flow needs both of its nodes to be there.
 */
export function GraphCanvas(props: GraphCanvasProps) {
  const { layout, problems, home, selected, size, onInspect } = props;
  const focusWanted = useRef(false);
  const bands = useBand(props.start, size);
  const viewport = useGraphViewport(props);
  const nodes = useGraphNodes({
    layout,
    problems,
    matches: props.matches ?? null,
    band: bands.shown,
    selected,
    tabStop: selected ?? home.row.name,
  });
  const extent = useMemo(() => panExtent(graphSize(layout), size), [layout, size]);
  const openNode = useCallback((_: unknown, { id }: RevisionFlowNode) => onInspect(id), [onInspect]);
  return (
    <FocusWanted.Provider value={focusWanted}>
      <section
        ref={viewport.ref}
        className={styles.canvas}
        aria-label="Graph"
        data-stale={props.isStale || undefined}
        tabIndex={-1}
        onFocus={(event) => followFocus(event, viewport)}
        onKeyDown={(event) => handleKey(event, props, viewport, focusWanted)}
      >
        <ReactFlow
          {...READ_ONLY}
          aria-label="Revisions, newest first"
          nodes={nodes}
          nodeTypes={nodeTypes}
          defaultViewport={props.start}
          translateExtent={extent}
          onNodeClick={openNode}
        >
          <ViewportPortal>
            <GraphEdges layout={layout} band={bands.wanted} selected={selected} />
          </ViewportPortal>
          <GraphControls viewport={viewport} />
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
function panExtent(graph: Size, window: Size): [[number, number], [number, number]] {
  const [aside, above] = [window.width / 2, window.height / 2];
  return [
    [-aside, -above],
    [Math.max(graph.width, window.width) + aside, Math.max(graph.height, window.height) + above],
  ];
}

/** What has the focus is in sight; the graph itself hands the focus on. */
function followFocus({ target, currentTarget }: FocusEvent<HTMLElement>, viewport: GraphViewport): void {
  if (target !== currentTarget) {
    viewport.bringIntoSight(target.closest<HTMLElement>('[data-id]')?.dataset.id);
  } else {
    currentTarget
      .querySelector<HTMLElement>('[data-id] button[tabindex="0"]')
      ?.focus({ preventScroll: true });
  }
}

function handleKey(
  event: KeyboardEvent,
  { layout, matches, home, selected, onSelect, onClose }: GraphCanvasProps,
  viewport: GraphViewport,
  focusWanted: RefObject<boolean>,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const actions: Readonly<Record<string, (() => void) | undefined>> = {
    Escape: onClose,
    f: viewport.showCurrent,
    '+': viewport.zoomIn,
    '=': viewport.zoomIn,
    '-': viewport.zoomOut,
  };
  actions[event.key]?.();
  const at = selected ?? home.row.name;
  const reachable = layout.revisions.filter(
    ({ row: { name } }) => matches?.has(name) !== false || name === at,
  );
  const to = moveInGraph(reachable, at, event.key);
  if (to === null) return;
  event.preventDefault();
  focusWanted.current = true;
  onSelect(to);
}
