import { type ReactFlowState, useStore } from '@xyflow/react';
import { useCallback } from 'react';
import type { Size, Viewport } from '../../../parts/graph/viewport';
import { isSameSight, type Sight, sightOf } from './geometry';

/** Follows the viewport; before React Flow has one, the given start. */
export function useSight(start: Viewport, size: Size): Sight {
  return useStore(
    useCallback(
      ({ transform: [x, y, zoom], panZoom, width, height }: ReactFlowState) =>
        panZoom
          ? sightOf({ x, y, zoom }, { width: width || size.width, height: height || size.height })
          : sightOf(start, size),
      [start, size],
    ),
    isSameSight,
  );
}
