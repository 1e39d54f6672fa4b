import { Skeleton } from '@mantine/core';
import { type GridColumn, GridHead } from './GridHead';
import styles from './RowGrid.module.css';

interface WaitingRowsProps {
  readonly columns: readonly GridColumn[];
  /** Of the bars, in percent. */
  readonly widths: readonly number[];
  readonly isAnimated?: boolean;
}

/** As high as the rows that take their place, below the head that they will have. */
export function WaitingRows({ columns, widths, isAnimated = true }: WaitingRowsProps) {
  return (
    <>
      <div className={styles.head} aria-hidden inert>
        <GridHead columns={columns} />
      </div>
      {widths.map((width) => (
        <div key={width} className={styles.waiting}>
          <Skeleton height={10} width={`${width}%`} animate={isAnimated} />
        </div>
      ))}
    </>
  );
}
