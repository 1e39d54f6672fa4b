import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import { type GraphWindow, useGraphWindow } from '../../../parts/graph/useGraphWindow';
import { bringIntoSight, centred } from './geometry';
import type { LaneLayout, PlacedRevision } from './lanes';

interface GraphPlace {
  readonly layout: LaneLayout;
  readonly home: PlacedRevision;
  readonly matches?: ReadonlySet<string> | null | undefined;
  readonly selected: string | null;
  readonly graphRef?: RefObject<HTMLElement | null> | undefined;
}

export interface RevisionWindow extends GraphWindow {
  readonly ref: RefObject<HTMLElement | null>;
  readonly showCurrent: () => void;
}

/** The window over the graph follows the filter too. */
export function useRevisionWindow({ layout, home, matches, selected, graphRef }: GraphPlace): RevisionWindow {
  const store = useStoreApi();
  const { setViewport } = useReactFlow();
  const ref = useRef<HTMLElement>(null);
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(graphRef, () => ref.current);
  const window = useGraphWindow(selected, (name, at, size) => {
    const placed = layout.revisions.find(({ row }) => row.name === name);
    return placed ? bringIntoSight(placed, layout.laneCount, at, size) : null;
  });
  const { bringIntoSight: show } = window;
  const found = matches?.values().next().value;
  useEffect(() => show(found), [show, found]);
  useEffect(() => scaleLabels(ref, store), [store]);
  return useMemo(
    () => ({
      ...window,
      ref,
      showCurrent: () => void setViewport(centred(home, layout.laneCount, store.getState())),
    }),
    [window, setViewport, home, layout, store],
  );
}

/** What is written beside dots is as large at every zoom. */
function scaleLabels(ref: RefObject<HTMLElement | null>, store: ReturnType<typeof useStoreApi>): () => void {
  const put = (zoom: number) => ref.current?.style.setProperty('--graph-zoom', String(zoom));
  put(store.getState().transform[2]);
  return store.subscribe(({ transform: [, , zoom] }, { transform: [, , before] }) => {
    if (zoom !== before) put(zoom);
  });
}
