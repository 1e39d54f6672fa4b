import '@xyflow/react/dist/base.css';
import { ReactFlowProvider } from '@xyflow/react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { problemsByName } from './describeRevision';
import { GraphCanvas } from './GraphCanvas';
import { centred, type Size } from './geometry';
import { type LaneLayout, layoutLanes, type PlacedRevision } from './lanes';
import styles from './RevisionGraph.module.css';
import type { RevisionGraphProps } from './RevisionGraphView';

const NO_FINDINGS: RevisionGraphProps['findings'] = [];

/** Measures its place before React Flow draws, so that the first picture is already where it belongs. */
export function LoadedGraph({ rows, findings = NO_FINDINGS, ...props }: RevisionGraphProps) {
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  const layout = useMemo(() => layoutLanes(rows), [rows]);
  const problems = useMemo(() => problemsByName(findings ?? []), [findings]);
  useLayoutEffect(() => {
    const { clientWidth, clientHeight } = place.current ?? { clientWidth: 0, clientHeight: 0 };
    setSize({ width: clientWidth, height: clientHeight });
  }, []);
  const home = findHome(layout);
  const start = layout.revisions.find(({ row }) => row.name === props.selected) ?? home;
  return (
    <div ref={place} className={styles.graph}>
      {size && home && start && (
        <ReactFlowProvider>
          <GraphCanvas
            {...props}
            layout={layout}
            problems={problems}
            home={home}
            start={centred(start, layout.laneCount, size)}
            size={size}
          />
        </ReactFlowProvider>
      )}
    </div>
  );
}

/** Where the database is, of several places the one nearest to the trunk; at base, the first revision. */
function findHome({ revisions }: LaneLayout): PlacedRevision | undefined {
  const current = revisions.filter(({ row }) => row.isCurrent);
  return current.sort((a, b) => a.lane - b.lane)[0] ?? revisions.at(-1);
}
