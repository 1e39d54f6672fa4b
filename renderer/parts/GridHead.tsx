// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t hold rows that are placed by transform
import type { ReactNode } from 'react';
import styles from './RowGrid.module.css';

export interface GridColumn {
  readonly name: string;
  readonly isNumber?: boolean;
  /** How the rows are sorted by it; absent: it can’t be. */
  readonly sort?: 'ascending' | 'descending' | 'none' | undefined;
  readonly onSort?: () => void;
  /** In place of its name. */
  readonly head?: ReactNode;
}

export function GridHead({ columns }: { readonly columns: readonly GridColumn[] }) {
  return (
    <div role="row" aria-rowindex={1} className={styles.row} tabIndex={-1}>
      {columns.map((column) => (
        <div
          key={column.name}
          role="columnheader"
          tabIndex={-1}
          aria-sort={column.sort}
          className={styles.cell}
          data-column={column.name}
          data-number={column.isNumber || undefined}
        >
          {column.head ?? <HeadName {...column} />}
        </div>
      ))}
    </div>
  );
}

function HeadName({ name, sort, onSort }: GridColumn) {
  if (!onSort) return name;
  return (
    <button type="button" className={styles.sort} onClick={onSort}>
      {name}
      <span aria-hidden>{sort === 'none' ? '' : sort === 'ascending' ? ' ↑' : ' ↓'}</span>
    </button>
  );
}
