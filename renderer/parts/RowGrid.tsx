// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t hold rows that are placed by transform
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type ReactNode, type RefObject, useId } from 'react';
import { type GridColumn, GridHead } from './GridHead';
import styles from './RowGrid.module.css';
import { isSelectionKey, moveSelection } from './selection';
import { type Follow, useFollow } from './useFollow';

export const ROW_PX = 30;

export interface GridRow {
  readonly key: string;
  /** Names those that follow, and can’t be selected. */
  readonly isHeading?: boolean;
}

/** Where a row stands in a tree. */
export interface TreePlace {
  readonly level: number;
  /** Absent: nothing is below it. */
  readonly isOpen?: boolean | undefined;
}

export type FoldKey = 'ArrowLeft' | 'ArrowRight';

interface RowGridProps<Row extends GridRow> {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly Row[];
  /** Key of the selected one. */
  readonly at: string | null;
  readonly isStale: boolean;
  readonly follow: Follow;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  /** Gives the columns their widths, as --columns. */
  readonly className?: string | undefined;
  readonly style?: CSSProperties | undefined;
  readonly onSelect: (key: string) => void;
  /** Enter, and a click where onClick says nothing else. */
  readonly onOpen: (key: string) => void;
  readonly onClick?: (key: string) => void;
  readonly onClose: () => void;
  /** Space. */
  readonly onTick?: (key: string) => void;
  /** Makes a tree of it. */
  readonly placeOf?: (row: Row) => TreePlace;
  readonly onFold?: (key: FoldKey) => void;
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
    // The rows begin below the head, and the head stays on top of them.
    scrollMargin: ROW_PX,
    scrollPaddingStart: ROW_PX,
  });
  const index = rows.findIndex(({ key }) => key === at);
  useFollow(props.follow, at, index, virtualizer);
  const visible = virtualizer.getVirtualItems();
  const active = visible.some((each) => each.index === index) ? rows[index] : undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it has one of two roles
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both have a name
    <div
      ref={gridRef}
      role={props.placeOf ? 'treegrid' : 'grid'}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={active && idOf(ids, active)}
      tabIndex={0}
      className={`${styles.grid} ${className}`}
      style={props.style}
      data-stale={props.isStale || undefined}
      onKeyDown={(event) => handleKey(event, props)}
    >
      <div role="rowgroup" className={styles.head}>
        <GridHead columns={columns} />
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {visible.map(({ index: on, start }) => {
          const row = rows[on];
          return row && <PlacedRow key={row.key} grid={props} row={row} ids={ids} index={on} start={start} />;
        })}
      </div>
    </div>
  );
}

interface PlacedRowProps<Row extends GridRow> {
  readonly grid: RowGridProps<Row>;
  readonly row: Row;
  readonly ids: string;
  readonly index: number;
  readonly start: number;
}

function PlacedRow<Row extends GridRow>({ grid, row, ids, index, start }: PlacedRowProps<Row>) {
  const place = grid.placeOf?.(row);
  const onClick = grid.onClick ?? grid.onOpen;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and handles the keys
    <div
      id={idOf(ids, row)}
      role="row"
      aria-rowindex={index + 2}
      aria-level={place?.level}
      aria-expanded={place?.isOpen}
      aria-selected={row.isHeading ? undefined : row.key === grid.at}
      tabIndex={-1}
      className={styles.row}
      data-kind={row.isHeading ? 'heading' : 'row'}
      style={{ transform: `translateY(${start - ROW_PX}px)` }}
      onClick={() => !row.isHeading && onClick(row.key)}
    >
      {grid.children(row)}
    </div>
  );
}

/** The row's own, wherever a refresh moves it; an id that is referred to has no spaces. */
function idOf(ids: string, { key }: GridRow): string {
  return `${ids}-${key.replaceAll(/\s/g, '_')}`;
}

function handleKey<Row extends GridRow>(event: KeyboardEvent, props: RowGridProps<Row>) {
  const { rows, at, onOpen, onTick, onFold, onClose, onSelect } = props;
  const { key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === 'Escape') return onClose();
  // A button within the grid has its own meaning for these.
  if (event.target instanceof HTMLButtonElement && (key === 'Enter' || key === ' ')) return;
  if (key === 'Enter' && at !== null) return onOpen(at);
  const isFold = onFold !== undefined && (key === 'ArrowLeft' || key === 'ArrowRight');
  const isTick = onTick !== undefined && key === ' ';
  if (!isFold && !isTick && !isSelectionKey(key)) return;
  event.preventDefault();
  if (isFold) return onFold(key);
  if (isTick) return at === null ? undefined : onTick(at);
  const keys = rows.filter(({ isHeading }) => !isHeading).map((row) => row.key);
  const to = isSelectionKey(key) ? moveSelection(keys, at, key) : null;
  if (to !== null) onSelect(to);
}
