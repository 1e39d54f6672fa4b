import { useStore } from '@xyflow/react';
import { useCallback, useEffect, useState } from 'react';
import type { Size, Viewport } from '../../../parts/graph/viewport';
import { type Band, bandInSight } from './geometry';
import { growBand, isSameBand } from './growBand';

export interface Bands {
  /** What is in sight. */
  readonly wanted: Band;
  /** What of it has nodes by now: a batch more with every frame. */
  readonly shown: Band;
}

/** Follows the viewport; before React Flow has one, the given start. */
export function useBand(start: Viewport, size: Size): Bands {
  const wanted = useStore(
    useCallback(
      ({ transform: [x, y, zoom], panZoom, height }) =>
        bandInSight(panZoom ? { x, y, zoom } : start, height || size.height),
      [start, size],
    ),
    isSameBand,
  );
  const [shown, setShown] = useState(wanted);
  useEffect(() => {
    if (isSameBand(shown, wanted)) return;
    const frame = requestAnimationFrame(() => setShown(growBand(shown, wanted)));
    return () => cancelAnimationFrame(frame);
  }, [shown, wanted]);
  return { wanted, shown };
}
