import { Button, Progress, Skeleton } from '@mantine/core';
import { GridHead } from './DiffGrid';
import grid from './DiffGrid.module.css';
import styles from './DiffView.module.css';
import type { Progress as HowFar } from './diffState';

interface ComparingRowsProps {
  readonly progress: HowFar;
  readonly onCancel: () => void;
}

const WIDTHS = [34, 48, 55, 41, 44, 58, 36, 50, 61, 46, 57, 38, 52, 63, 49, 40];

/** As high as the list that takes its place, with how far the reading is. */
export function ComparingRows({ progress: { text, fraction }, onCancel }: ComparingRowsProps) {
  return (
    <div className={styles.stack}>
      <div className={styles.rows} aria-busy="true">
        <div className={grid.head} aria-hidden inert>
          <GridHead />
        </div>
        {WIDTHS.map((width) => (
          <div key={width} className={grid.placeholder}>
            <Skeleton height={10} width={`${width}%`} animate={false} />
          </div>
        ))}
      </div>
      <div className={styles.progress}>
        <h2>Comparing</h2>
        <p role="status" className={styles.what}>
          {text}
        </p>
        <Progress
          value={100 * (fraction ?? 1)}
          animated={fraction === null}
          striped={fraction === null}
          size="sm"
          aria-label="Comparing"
        />
        <div>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </div>
    </div>
  );
}
