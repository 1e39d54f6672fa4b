// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t hold rows that are placed by transform
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId } from 'react';
import styles from './RowGrid.module.css';
import { isRowKey, moveRow } from './rowKeys';

export const ROW_PX = 30;

export interface GridColumn {
  readonly name: string;
  readonly isNumber?: boolean;
  /** How the rows are sorted by it; absent: it can’t be. */
  readonly sort?: 'ascending' | 'descending' | 'none';
  readonly onSort?: () => void;
}

export interface GridRow {
  readonly key: string;
  /** Names those that follow, and can’t be selected. */
  readonly isHeading?: boolean;
}

interface RowGridProps<Row extends GridRow> {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly Row[];
  /** Key of the selected one. */
  readonly at: string | null;
  readonly isStale: boolean;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  /** Gives the columns their widths, as --columns. */
  readonly className?: string | undefined;
  readonly onSelect: (key: string) => void;
  readonly onOpen: (key: string) => void;
  readonly onClose: () => void;
  /** Space. */
  readonly onTick?: (key: string) => void;
  /** The cells of a row. */
  readonly children: (row: Row) => ReactNode;
}

/** The focus stays on the grid; the selected row is its active descendant, so rows out of sight cost nothing. */
export function RowGrid<Row extends GridRow>(props: RowGridProps<Row>) {
  const { label, columns, rows, at, gridRef, className = '' } = props;
  const ids = useId();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
    scrollMargin: ROW_PX,
    scrollPaddingStart: ROW_PX,
  });
  const index = rows.findIndex(({ key }) => key === at);
  const heightPx = virtualizer.scrollRect?.height;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is selected stays in sight when the detail opens below
  useEffect(() => {
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [index, heightPx, virtualizer]);
  const visible = virtualizer.getVirtualItems();
  return (
    <div
      ref={gridRef}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={visible.some((each) => each.index === index) ? `${ids}-${index}` : undefined}
      tabIndex={0}
      className={`${styles.grid} ${className}`}
      data-stale={props.isStale || undefined}
      onKeyDown={(event) => handleKey(event, props)}
    >
      <div role="rowgroup" className={styles.head}>
        <GridHead columns={columns} />
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {visible.map(({ index: on, start }) => {
          const row = rows[on];
          return (
            row && (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and handles the keys
              <div
                key={row.key}
                id={`${ids}-${on}`}
                role="row"
                aria-rowindex={on + 2}
                aria-selected={row.isHeading ? undefined : on === index}
                tabIndex={-1}
                className={styles.row}
                data-kind={row.isHeading ? 'heading' : 'row'}
                style={{ transform: `translateY(${start - ROW_PX}px)` }}
                onClick={() => !row.isHeading && props.onOpen(row.key)}
              >
                {props.children(row)}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

interface GridCellProps {
  readonly isNumber?: boolean;
  readonly isQuiet?: boolean;
  readonly title?: string | undefined;
  /** Of a heading: the columns that it goes over. */
  readonly span?: number;
  readonly children: ReactNode;
}

export function GridCell({ isNumber, isQuiet, title, span, children }: GridCellProps) {
  return (
    <div
      role="gridcell"
      tabIndex={-1}
      className={styles.cell}
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

export function GridHead({ columns }: { readonly columns: readonly GridColumn[] }) {
  return (
    <div role="row" aria-rowindex={1} className={styles.row} tabIndex={-1}>
      {columns.map(({ name, isNumber, sort, onSort }) => (
        <div
          key={name}
          role="columnheader"
          tabIndex={-1}
          aria-sort={sort}
          className={styles.cell}
          data-number={isNumber || undefined}
        >
          {onSort ? (
            <button type="button" className={styles.sort} onClick={onSort}>
              {name}
              <span aria-hidden>{sort === 'none' ? '' : sort === 'ascending' ? ' ↑' : ' ↓'}</span>
            </button>
          ) : (
            name
          )}
        </div>
      ))}
    </div>
  );
}

function handleKey<Row extends GridRow>(event: KeyboardEvent, props: RowGridProps<Row>) {
  const { rows, at, onOpen, onTick, onClose, onSelect } = props;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') return onClose();
  // A button within the grid has its own meaning for these.
  if (event.target instanceof HTMLButtonElement && (event.key === 'Enter' || event.key === ' ')) return;
  if (event.key === 'Enter' && at !== null) return onOpen(at);
  if (event.key === ' ') event.preventDefault();
  if (event.key === ' ' && at !== null) return onTick?.(at);
  if (!isRowKey(event.key)) return;
  event.preventDefault();
  const keys = rows.filter(({ isHeading }) => !isHeading).map(({ key }) => key);
  const to = moveRow(keys, at, event.key);
  if (to !== null) onSelect(to);
}
