import '@xyflow/react/dist/base.css';
import { ReactFlowProvider } from '@xyflow/react';
import { useLayoutEffect, useRef, useState } from 'react';
import styles from './BlockingGraph.module.css';
import type { BlockingGraphProps } from './BlockingGraphView';
import { GraphCanvas } from './GraphCanvas';
import type { Size } from './geometry';
import { NO_PLACES, placeParties } from './placeParties';

/** Remembers where each stands, and measures its room before React Flow draws. */
export function LoadedGraph(props: BlockingGraphProps) {
  const room = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  const [before, setBefore] = useState(NO_PLACES);
  const places = placeParties(props.blocking, before);
  if (places !== before) setBefore(places);
  useLayoutEffect(() => {
    const { clientWidth: width, clientHeight: height } = room.current ?? { clientWidth: 0, clientHeight: 0 };
    setSize({ width, height });
  }, []);
  return (
    <div ref={room} className={styles.graph}>
      {size && (
        <ReactFlowProvider>
          <GraphCanvas
            {...props}
            places={places}
            size={size}
            onArrange={() => setBefore(placeParties(props.blocking, NO_PLACES))}
          />
        </ReactFlowProvider>
      )}
    </div>
  );
}
