import { type ReactFlowState, useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import { bringIntoSight, centred } from './geometry';
import type { LaneLayout, PlacedRevision } from './lanes';

interface GraphPlace {
  readonly layout: LaneLayout;
  readonly home: PlacedRevision;
  readonly matches?: ReadonlySet<string> | null | undefined;
  readonly selected: string | null;
  readonly graphRef?: RefObject<HTMLElement | null> | undefined;
}

export interface GraphViewport {
  readonly ref: RefObject<HTMLElement | null>;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly showCurrent: () => void;
  readonly bringIntoSight: (name: string | null | undefined) => void;
}

/** Moves the window over the graph: by the controls, and after the selection and the filter. */
export function useGraphViewport({ layout, home, matches, selected, graphRef }: GraphPlace): GraphViewport {
  const store = useStoreApi();
  const { setViewport, zoomIn, zoomOut } = useReactFlow();
  const ref = useRef<HTMLElement>(null);
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(graphRef, () => ref.current);
  const latest = useRef(layout);
  useEffect(() => {
    latest.current = layout;
  });
  const show = useCallback(
    (name: string | null | undefined) => {
      const { revisions, laneCount } = latest.current;
      const placed = revisions.find(({ row }) => row.name === name);
      const { width, height, panZoom, transform } = store.getState();
      if (!placed || !panZoom) return;
      const [x, y, zoom] = transform;
      const moved = bringIntoSight(placed, laneCount, { x, y, zoom }, { width, height });
      if (moved) void setViewport(moved);
    },
    [store, setViewport],
  );
  // The inspector takes part of the width. What is read anew moves nothing.
  const width = useStore(selectWidth);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after a change of the width too
  useEffect(() => show(selected), [show, selected, width]);
  const found = matches?.values().next().value;
  useEffect(() => show(found), [show, found]);
  useEffect(() => scaleLabels(ref, store), [store]);
  return useMemo(
    () => ({
      ref,
      zoomIn: () => void zoomIn(),
      zoomOut: () => void zoomOut(),
      bringIntoSight: show,
      showCurrent: () => void setViewport(centred(home, layout.laneCount, store.getState())),
    }),
    [zoomIn, zoomOut, setViewport, home, layout, store, show],
  );
}

const selectWidth = ({ width }: ReactFlowState) => width;

/** What is written beside dots is as large at every zoom. */
function scaleLabels(ref: RefObject<HTMLElement | null>, store: ReturnType<typeof useStoreApi>): () => void {
  const put = (zoom: number) => ref.current?.style.setProperty('--graph-zoom', String(zoom));
  put(store.getState().transform[2]);
  return store.subscribe(({ transform: [, , zoom] }, { transform: [, , before] }) => {
    if (zoom !== before) put(zoom);
  });
}
