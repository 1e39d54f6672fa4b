import { Button } from '@mantine/core';
import type { DemoStatus } from '../../../electron/contract/app';
import { ErrorNote } from '../../parts/ErrorNote';
import { ProgressCard } from '../../parts/ProgressCard';
import room from '../../parts/Room.module.css';
import { WaitingRows } from '../../parts/WaitingRows';
import styles from './HistoryView.module.css';
import { COLUMNS } from './RevisionGrid';
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
      <div className={room.padded}>
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
  return (
    <ProgressCard
      title="Preparing the demo shop"
      text={demo.message}
      fraction={demo.fraction ?? null}
      behind={<LoadingRows />}
    >
      <p className={styles.about}>
        A small web shop in a PostgreSQL of its own, with rows enough for locks to be real. This happens once.
      </p>
    </ProgressCard>
  );
}

const WIDTHS = [62, 48, 55, 70, 44, 58, 66, 50, 61, 46, 57, 68, 52, 63, 49, 60];

/** In place of the list. */
export function LoadingRows() {
  return (
    <div className={grid.grid} aria-busy="true">
      <div role="status" aria-label="Loading the history" />
      <WaitingRows columns={COLUMNS} widths={WIDTHS} />
    </div>
  );
}
