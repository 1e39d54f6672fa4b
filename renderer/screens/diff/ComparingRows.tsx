import { Button } from '@mantine/core';
import { ProgressCard } from '../../parts/ProgressCard';
import { WaitingRows } from '../../parts/WaitingRows';
import { COLUMNS } from './DiffGrid';
import grid from './DiffGrid.module.css';
import styles from './DiffView.module.css';
import type { Progress as HowFar } from './diffState';

interface ComparingRowsProps {
  readonly progress: HowFar;
  readonly onCancel: () => void;
}

const WIDTHS = [34, 48, 55, 41, 44, 58, 36, 50, 61, 46, 57, 38, 52, 63, 49, 40];

/** In place of the list, with how far the reading is. */
export function ComparingRows({ progress: { text, fraction }, onCancel }: ComparingRowsProps) {
  return (
    <ProgressCard
      title="Comparing"
      text={<span className={styles.what}>{text}</span>}
      fraction={fraction}
      behind={
        <div className={grid.grid} aria-busy="true">
          <WaitingRows columns={COLUMNS} widths={WIDTHS} isAnimated={false} />
        </div>
      }
    >
      <div>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </ProgressCard>
  );
}
