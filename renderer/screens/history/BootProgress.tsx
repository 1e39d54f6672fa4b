import { Button, Progress, Skeleton } from '@mantine/core';
import type { DemoStatus } from '../../../electron/contract/app';
import { ErrorNote } from '../../parts/ErrorNote';
import styles from './BootProgress.module.css';
import { GridHead } from './RevisionGrid';
import grid from './RevisionGrid.module.css';

interface BootProgressProps {
  readonly demo: DemoStatus;
  readonly onRetry: () => void;
  readonly onConnect: () => void;
}

/** The demo's server starts: in place of the list, which appears by itself when it is there. */
export function BootProgress({ demo, onRetry, onConnect }: BootProgressProps) {
  if (demo.phase === 'failed') {
    return (
      <div className={styles.failed}>
        <ErrorNote
          error={{
            kind: 'connection-lost',
            message: 'The demo shop could not be started.',
            hint: demo.message,
          }}
        >
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
          <Button variant="default" onClick={onConnect}>
            Connect to another database…
          </Button>
        </ErrorNote>
      </div>
    );
  }
  const percent = demo.fraction === undefined ? null : Math.round(demo.fraction * 100);
  return (
    <div className={styles.stack}>
      <LoadingRows />
      <div className={styles.panel}>
        <h2>Preparing the demo shop</h2>
        <p role="status" className={styles.message}>
          {demo.message}
        </p>
        <Progress
          value={percent ?? 100}
          animated={percent === null}
          striped={percent === null}
          size="sm"
          aria-label="Preparing the demo shop"
        />
        <p className={styles.about}>
          A small web shop in a PostgreSQL of its own, with rows enough for locks to be real. This happens
          once.
        </p>
      </div>
    </div>
  );
}

const WIDTHS = [62, 48, 55, 70, 44, 58, 66, 50, 61, 46, 57, 68, 52, 63, 49, 60];

/** As high as the list that takes its place. */
export function LoadingRows() {
  return (
    <div className={styles.rows} aria-busy="true">
      <div className={grid.head} aria-hidden inert>
        <GridHead />
      </div>
      <div role="status" aria-label="Loading the history" />
      {WIDTHS.map((width) => (
        <div key={width} className={grid.placeholder}>
          <Skeleton height={10} width={`${width}%`} />
        </div>
      ))}
    </div>
  );
}
