import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './ProgressCard.module.css';

interface ProgressCardProps {
  readonly title: string;
  readonly text: ReactNode;
  /** Null where nobody knows how much there is. */
  readonly fraction: number | null;
  /** What appears when it is done, as it will look. */
  readonly behind: ReactNode;
  readonly children: ReactNode;
}

/** How far something is that takes its time, over what it leads to. */
export function ProgressCard({ title, text, fraction, behind, children }: ProgressCardProps) {
  return (
    <div className={styles.stack}>
      {behind}
      <div className={styles.card}>
        <h2>{title}</h2>
        <p role="status" className={styles.text}>
          {text}
        </p>
        <Progress
          value={fraction === null ? 100 : Math.round(100 * fraction)}
          animated={fraction === null}
          striped={fraction === null}
          size="sm"
          aria-label={title}
        />
        {children}
      </div>
    </div>
  );
}
