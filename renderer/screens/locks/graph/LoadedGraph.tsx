import { useState } from 'react';
import { MeasuredGraph } from '../../../parts/graph/MeasuredGraph';
import { BlockingCanvas } from './BlockingCanvas';
import styles from './BlockingGraph.module.css';
import type { BlockingGraphProps } from './BlockingGraphView';
import { NO_PLACES, placeParties } from './placeParties';

/** Remembers where each stands. */
export function LoadedGraph(props: BlockingGraphProps) {
  const [before, setBefore] = useState(NO_PLACES);
  const places = placeParties(props.blocking, before);
  if (places !== before) setBefore(places);
  return (
    <MeasuredGraph className={styles.graph}>
      {(size) => (
        <BlockingCanvas
          {...props}
          places={places}
          size={size}
          onArrange={() => setBefore(placeParties(props.blocking, NO_PLACES))}
        />
      )}
    </MeasuredGraph>
  );
}
