import { useMemo } from 'react';
import { MeasuredGraph } from '../../../parts/graph/MeasuredGraph';
import { problemsByName } from './describeRevision';
import { centred } from './geometry';
import { type LaneLayout, layoutLanes, type PlacedRevision } from './lanes';
import { RevisionCanvas } from './RevisionCanvas';
import styles from './RevisionGraph.module.css';
import type { RevisionGraphProps } from './RevisionGraphView';

const NO_FINDINGS: RevisionGraphProps['findings'] = [];

export function LoadedGraph({ rows, findings = NO_FINDINGS, ...props }: RevisionGraphProps) {
  const layout = useMemo(() => layoutLanes(rows), [rows]);
  const problems = useMemo(() => problemsByName(findings ?? []), [findings]);
  const home = findHome(layout);
  const start = layout.revisions.find(({ row }) => row.name === props.selected) ?? home;
  return (
    <MeasuredGraph className={styles.graph}>
      {(size) =>
        home &&
        start && (
          <RevisionCanvas
            {...props}
            layout={layout}
            problems={problems}
            home={home}
            start={centred(start, layout.laneCount, size)}
            size={size}
          />
        )
      }
    </MeasuredGraph>
  );
}

/** Where the database is, of several places the one nearest to the trunk; at base, the first revision. */
function findHome({ revisions }: LaneLayout): PlacedRevision | undefined {
  const current = revisions.filter(({ row }) => row.isCurrent);
  return current.sort((a, b) => a.lane - b.lane)[0] ?? revisions.at(-1);
}
