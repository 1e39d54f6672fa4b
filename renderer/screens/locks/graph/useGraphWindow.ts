import { type ReactFlowState, useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { bringIntoSight, isSameSight, MARGIN, type Sight, type Size, sightOf } from './geometry';
import type { Places } from './placeParties';

export interface GraphWindow {
  readonly sight: Sight;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly bringIntoSight: (key: string | null) => void;
}

/** Moves the window over the graph: by the controls, and after the selection. What is sampled anew moves nothing. */
export function useGraphWindow(places: Places, selected: string | null, size: Size): GraphWindow {
  const store = useStoreApi();
  const { setViewport, zoomIn, zoomOut } = useReactFlow();
  const latest = useRef(places);
  useEffect(() => {
    latest.current = places;
  });
  const show = useCallback(
    (key: string | null) => {
      const place = key === null ? undefined : latest.current.get(key);
      const { width, height, panZoom, transform } = store.getState();
      if (!place || !panZoom) return;
      const [x, y, zoom] = transform;
      const moved = bringIntoSight(place, { x, y, zoom }, { width, height });
      if (moved) void setViewport(moved);
    },
    [store, setViewport],
  );
  // The inspector takes part of the width.
  const width = useStore(selectWidth);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after a change of the width too
  useEffect(() => show(selected), [show, selected, width]);
  const sight = useStore(
    useCallback(
      ({ transform: [x, y, zoom], panZoom, width, height }: ReactFlowState) =>
        panZoom
          ? sightOf({ x, y, zoom }, { width: width || size.width, height: height || size.height })
          : sightOf({ x: MARGIN, y: MARGIN, zoom: 1 }, size),
      [size],
    ),
    isSameSight,
  );
  return useMemo(
    () => ({
      sight,
      zoomIn: () => void zoomIn(),
      zoomOut: () => void zoomOut(),
      bringIntoSight: show,
    }),
    [sight, zoomIn, zoomOut, show],
  );
}

const selectWidth = ({ width }: ReactFlowState) => width;
