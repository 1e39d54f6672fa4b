// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t hold rows that are placed by transform
import type { ReactNode } from 'react';
import styles from './RowGrid.module.css';

interface GridCellProps {
  /** For what its screen says of this column: a width of its own, whether it gives way. */
  readonly column?: string;
  readonly isNumber?: boolean;
  readonly isQuiet?: boolean;
  readonly title?: string | undefined;
  /** Of a heading: the columns that it goes over. */
  readonly span?: number;
  readonly children: ReactNode;
}

export function GridCell({ column, isNumber, isQuiet, title, span, children }: GridCellProps) {
  return (
    <div
      role="gridcell"
      tabIndex={-1}
      className={styles.cell}
      data-column={column}
      data-number={isNumber || undefined}
      data-quiet={isQuiet || undefined}
      data-whole={span === undefined ? undefined : true}
      aria-colspan={span}
      title={title}
    >
      {children}
    </div>
  );
}
