import { lazy, Suspense } from 'react';
import { EmptyNote } from '../../../parts/EmptyNote';
import type { Blocking } from '../blocking';
import styles from './BlockingGraph.module.css';

export interface BlockingGraphProps {
  readonly blocking: Blocking;
  /** Keys that the filter lets through; null without one. */
  readonly matches: ReadonlySet<string> | null;
  readonly selected: string | null;
  readonly onSelect: (key: string) => void;
  readonly onInspect: (key: string) => void;
  readonly onClose: () => void;
}

interface BlockingGraphViewProps extends BlockingGraphProps {
  /** Leaves more room for what is below it. */
  readonly isSmall: boolean;
}

/** Loaded when first shown: the list does without React Flow. */
const LoadedGraph = lazy(() => import('./LoadedGraph').then((module) => ({ default: module.LoadedGraph })));

/** Who blocks whom: the cause at the left, and a step to the right for each wait. */
export function BlockingGraphView({ isSmall, ...props }: BlockingGraphViewProps) {
  return (
    <div className={styles.pane} data-small={isSmall || undefined}>
      {props.blocking.parties.length === 0 ? (
        <EmptyNote title="Nobody waits">Who waits for whom is drawn here as soon as somebody does.</EmptyNote>
      ) : (
        <Suspense fallback={<div role="status" aria-label="Loading the graph" />}>
          <LoadedGraph {...props} />
        </Suspense>
      )}
    </div>
  );
}
