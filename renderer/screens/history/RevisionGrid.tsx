// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t hold rows that are placed by transform
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef } from 'react';
import type { RevisionRow } from '../../../electron/contract/revisions';
import { isSelectionKey, moveSelection } from '../../parts/selection';
import { type GutterRow, layoutGutter } from './graph/gutter';
import { gutterPx } from './graph/LaneGutter';
import { layoutLanes } from './graph/lanes';
import styles from './RevisionGrid.module.css';
import { RevisionLine, ROW_PX } from './RevisionLine';

export const COLUMNS = ['State', 'Revision', 'Marks', 'Transaction', 'When', 'Took', 'By'] as const;

declare module 'react' {
  interface CSSProperties {
    /** Width of the lanes left of the state. */
    '--lanes'?: string | undefined;
  }
}

interface RevisionGridProps {
  readonly rows: readonly RevisionRow[];
  readonly selected: string | null;
  /** The server's time when the rows were read. */
  readonly now: string;
  readonly isStale: boolean;
  /** Whether the rows are all there are: lanes of some would show branches that are none. */
  readonly hasLanes: boolean;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly onSelect: (name: string) => void;
  readonly onInspect: (name: string) => void;
  readonly onClose: () => void;
}

/** The focus stays on the grid; the selected row is its active descendant, so rows out of sight cost nothing. */
export function RevisionGrid(props: RevisionGridProps) {
  const { rows, selected, gridRef, hasLanes } = props;
  const lanes = useLanes(rows, hasLanes);
  const headRef = useRef<HTMLDivElement>(null);
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
  const index = rows.findIndex(({ name }) => name === selected);
  useEffect(() => {
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [index, virtualizer]);
  const visible = virtualizer.getVirtualItems();
  const isSelectedVisible = visible.some((each) => each.index === index);
  return (
    <div
      ref={gridRef}
      role="grid"
      aria-label="Revisions"
      aria-rowcount={rows.length + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={isSelectedVisible ? `${ids}-${index}` : undefined}
      tabIndex={0}
      className={styles.grid}
      style={lanes ? { '--lanes': `${gutterPx(lanes.count)}px` } : undefined}
      data-stale={props.isStale || undefined}
      onKeyDown={(event) => handleKey(event, props)}
    >
      <div role="rowgroup" ref={headRef} className={styles.head}>
        <GridHead />
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {visible.map(({ index: at, start }) => {
          const row = rows[at];
          return (
            row && (
              <RevisionLine
                key={row.name}
                id={`${ids}-${at}`}
                row={row}
                rowIndex={at + 2}
                top={start - ROW_PX}
                now={props.now}
                isSelected={at === index}
                lanes={lanes && { row: lanes.rows[at] ?? EMPTY_LANES, count: lanes.count }}
                onInspect={props.onInspect}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

const EMPTY_LANES: GutterRow = { lane: 0, above: [], below: [] };

/** The lanes of branches; null where there is one line, which needs no picture. */
function useLanes(rows: readonly RevisionRow[], isWanted: boolean) {
  const shape = useMemo(() => (isWanted ? shapeOf(rows) : ''), [rows, isWanted]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: states change at each step of a run, lanes do not
  return useMemo(() => {
    const layout = layoutLanes(shape === '' ? [] : rows);
    return layout.laneCount > 1 ? { rows: layoutGutter(layout), count: layout.laneCount } : null;
  }, [shape]);
}

/** All that lanes depend on. */
function shapeOf(rows: readonly RevisionRow[]): string {
  return rows.map(({ name, revises, dependsOn }) => `${name} ${revises} < ${dependsOn}`).join('\n');
}

export function GridHead() {
  return (
    <div role="row" aria-rowindex={1} className={styles.row} tabIndex={-1}>
      {COLUMNS.map((name) => (
        <div key={name} role="columnheader" className={styles.cell} data-column={name} tabIndex={-1}>
          {name}
        </div>
      ))}
    </div>
  );
}

function handleKey(
  event: KeyboardEvent,
  { rows, selected, onSelect, onInspect, onClose }: RevisionGridProps,
) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') return onClose();
  if (event.key === 'Enter' && selected !== null) return onInspect(selected);
  if (!isSelectionKey(event.key)) return;
  event.preventDefault();
  const names = rows.map(({ name }) => name);
  const to = moveSelection(names, selected, event.key);
  if (to !== null) onSelect(to);
}
