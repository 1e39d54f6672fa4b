import { Skeleton } from '@mantine/core';
import { lazy, type RefObject, Suspense } from 'react';
import type { Finding, RevisionRow } from '../../../../electron/contract/revisions';
import styles from './RevisionGraph.module.css';

export interface RevisionGraphProps {
  /** Newest first: each above what it follows. */
  readonly rows: readonly RevisionRow[];
  /** Names that the filter lets through; null without one. The others stay as small dots. */
  readonly matches?: ReadonlySet<string> | null | undefined;
  readonly selected: string | null;
  readonly findings?: readonly Finding[] | undefined;
  readonly isStale?: boolean | undefined;
  /** Focusing it focuses the selected revision. */
  readonly graphRef?: RefObject<HTMLElement | null> | undefined;
  readonly onSelect: (name: string) => void;
  readonly onInspect: (name: string) => void;
  readonly onClose?: (() => void) | undefined;
}

/** Loaded when first shown: the list, which comes first, does without React Flow. */
const LoadedGraph = lazy(() => import('./LoadedGraph').then((module) => ({ default: module.LoadedGraph })));

/** The revisions as a graph, to look at and to move along: a lane for each branch, the newest on top. */
export function RevisionGraphView(props: RevisionGraphProps) {
  return (
    <Suspense fallback={<GraphSkeleton />}>
      <LoadedGraph {...props} />
    </Suspense>
  );
}

const WIDTHS = [320, 290, 340, 300, 330, 280, 310, 340, 300, 320];

function GraphSkeleton() {
  return (
    <div className={styles.graph} aria-busy="true">
      <div role="status" aria-label="Loading the graph" />
      <div className={styles.skeleton}>
        {WIDTHS.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars never move
          <Skeleton key={index} height={28} width={width} />
        ))}
      </div>
    </div>
  );
}
