import { Skeleton } from '@mantine/core';
import styles from './LoadingRows.module.css';

const WIDTHS = [34, 48, 55, 41, 44, 58, 36, 50, 61, 46, 57, 38, 52, 63, 49, 40];

/** As high as the rows that take their place. */
export function LoadingRows({ label }: { readonly label: string }) {
  return (
    <div className={styles.rows} role="status" aria-label={label}>
      {WIDTHS.map((width) => (
        <div key={width} className={styles.row}>
          <Skeleton height={10} width={`${width}%`} animate={false} />
        </div>
      ))}
    </div>
  );
}
