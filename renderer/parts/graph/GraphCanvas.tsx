import { type Node, type NodeTypes, ReactFlow, ViewportPortal } from '@xyflow/react';
import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useMemo,
  useRef,
} from 'react';
import styles from './GraphCanvas.module.css';
import { type GraphControl, GraphControls } from './GraphControls';
import { FocusWanted } from './nodeFocus';
import type { GraphWindow } from './useGraphWindow';
import { MAX_ZOOM, panExtent, type Size, type Viewport } from './viewport';

interface GraphCanvasProps<GraphNode extends Node> {
  readonly label: string;
  /** Those that are in sight. */
  readonly nodes: GraphNode[];
  readonly nodeTypes: NodeTypes;
  /** Paths of an SVG. */
  readonly edges: ReactNode;
  readonly graph: Size;
  /** Of the window, when the graph was first drawn. */
  readonly size: Size;
  readonly start: Viewport;
  readonly minZoom: number;
  readonly view: GraphWindow;
  readonly controls: readonly GraphControl[];
  readonly isUpright?: boolean;
  readonly isStale?: boolean | undefined;
  /** Focusing it focuses the node that the Tab key leads to. */
  readonly canvasRef?: RefObject<HTMLElement | null>;
  /** What keys do besides zooming and moving the selection. */
  readonly keys: Readonly<Record<string, (() => void) | undefined>>;
  /** The node that a key moves the selection to; null where it moves to none. */
  readonly moveBy: (key: string) => string | null;
  readonly onSelect: (id: string) => void;
  readonly onOpen: (id: string) => void;
}

/**
 * React Flow pans, zooms and holds the nodes. It is given those in sight alone: its own culling
 * (`onlyRenderVisibleElements`) looks at every node with every movement. The edges are one picture behind the nodes,
 * because an edge of React Flow needs both of its nodes to be there.
 */
export function GraphCanvas<GraphNode extends Node>(props: GraphCanvasProps<GraphNode>) {
  const { canvasRef, nodes, edges, graph, size, onOpen } = props;
  const focusWanted = useRef(false);
  const extent = useMemo(() => panExtent(graph, size), [graph, size]);
  const openNode = useCallback((_: unknown, { id }: GraphNode) => onOpen(id), [onOpen]);
  return (
    <FocusWanted.Provider value={focusWanted}>
      <section
        ref={canvasRef}
        className={styles.canvas}
        aria-label="Graph"
        data-stale={props.isStale || undefined}
        tabIndex={canvasRef && -1}
        onFocus={(event) => followFocus(event, props.view)}
        onKeyDown={(event) => handleKey(event, props, focusWanted)}
      >
        <ReactFlow
          {...READ_ONLY}
          minZoom={props.minZoom}
          aria-label={props.label}
          nodes={nodes}
          nodeTypes={props.nodeTypes}
          defaultViewport={props.start}
          translateExtent={extent}
          onNodeClick={openNode}
        >
          <ViewportPortal>
            <svg className={styles.edges} aria-hidden width={1} height={1}>
              {edges}
            </svg>
          </ViewportPortal>
          <GraphControls controls={props.controls} isUpright={props.isUpright === true} />
        </ReactFlow>
      </section>
    </FocusWanted.Provider>
  );
}

/** For looking and moving about; the keys are the screen's own. */
const READ_ONLY = {
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

/** What has the focus is in sight; the graph itself hands the focus on. */
function followFocus({ target, currentTarget }: FocusEvent<HTMLElement>, view: GraphWindow): void {
  if (target !== currentTarget) {
    view.bringIntoSight(target.closest<HTMLElement>('[data-id]')?.dataset.id);
  } else {
    currentTarget
      .querySelector<HTMLElement>('[data-id] button[tabindex="0"]')
      ?.focus({ preventScroll: true });
  }
}

function handleKey<GraphNode extends Node>(
  event: KeyboardEvent,
  { view, keys, moveBy, onSelect }: GraphCanvasProps<GraphNode>,
  focusWanted: RefObject<boolean>,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const actions: typeof keys = { '+': view.zoomIn, '=': view.zoomIn, '-': view.zoomOut, ...keys };
  actions[event.key]?.();
  const to = moveBy(event.key);
  if (to === null) return;
  event.preventDefault();
  focusWanted.current = true;
  onSelect(to);
}
