import { type ReactFlowState, useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Size, Viewport } from './viewport';

export interface GraphWindow {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly bringIntoSight: (id: string | null | undefined) => void;
}

/** The viewport that has a node in sight; null where it already is, and where there is no such node. */
export type ViewportFor = (id: string, at: Viewport, window: Size) => Viewport | null;

/** Moves the window over the graph: by the controls, and after the selection. What is read anew moves nothing. */
export function useGraphWindow(selected: string | null, viewportFor: ViewportFor): GraphWindow {
  const store = useStoreApi();
  const { setViewport, zoomIn, zoomOut } = useReactFlow();
  const latest = useRef(viewportFor);
  useEffect(() => {
    latest.current = viewportFor;
  });
  const show = useCallback(
    (id: string | null | undefined) => {
      const { width, height, panZoom, transform } = store.getState();
      if (id == null || !panZoom) return;
      const [x, y, zoom] = transform;
      const moved = latest.current(id, { x, y, zoom }, { width, height });
      if (moved) void setViewport(moved);
    },
    [store, setViewport],
  );
  // The inspector takes part of the width.
  const width = useStore(selectWidth);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after a change of the width too
  useEffect(() => show(selected), [show, selected, width]);
  return useMemo(
    () => ({ zoomIn: () => void zoomIn(), zoomOut: () => void zoomOut(), bringIntoSight: show }),
    [zoomIn, zoomOut, show],
  );
}

const selectWidth = ({ width }: ReactFlowState) => width;
