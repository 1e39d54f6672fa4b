// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t hold rows that are placed by transform
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef } from 'react';
import type { SessionSort } from '../../../app/locksAddress';
import { isSelectionKey, moveSelection } from '../../../parts/selection';
import styles from './SessionGrid.module.css';
import { COLUMNS, SessionHead } from './SessionHead';
import { ROW_PX, SessionLineView } from './SessionLineView';
import type { SessionLine } from './sessionLines';

interface SessionGridProps {
  readonly lines: readonly SessionLine[];
  readonly selected: string | null;
  readonly sort: SessionSort;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly onSort: (sort: SessionSort) => void;
  readonly onSelect: (key: string) => void;
  readonly onInspect: (key: string) => void;
  readonly onClose: () => void;
}

/** The focus stays on the grid; the selected row is its active descendant, so rows out of sight cost nothing. */
export function SessionGrid(props: SessionGridProps) {
  const { lines, selected, gridRef, sort } = props;
  const ids = useId();
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    // The rows begin below the head, and the head stays on top of them.
    scrollMargin: ROW_PX,
    scrollPaddingStart: ROW_PX,
  });
  const index = lines.findIndex(({ key }) => key === selected);
  useFollowSelection(selected, index, virtualizer);
  const visible = virtualizer.getVirtualItems();
  const isSelectedVisible = visible.some((each) => each.index === index);
  return (
    <div
      ref={gridRef}
      role="treegrid"
      aria-label="Sessions"
      aria-rowcount={lines.length + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={isSelectedVisible ? `${ids}-${selected}` : undefined}
      tabIndex={0}
      className={styles.grid}
      onKeyDown={(event) => handleKey(event, props)}
    >
      <div role="rowgroup" className={styles.head}>
        <SessionHead sort={sort} onSort={props.onSort} />
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {visible.map(({ index: at, start }) => {
          const line = lines[at];
          return (
            line && (
              <SessionLineView
                key={line.key}
                id={`${ids}-${line.key}`}
                line={line}
                rowIndex={at + 2}
                top={start - ROW_PX}
                isSelected={at === index}
                onInspect={props.onInspect}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

/** Into sight when another one is selected, and not when a sample moves it: who scrolled away wants to be there. */
function useFollowSelection(
  selected: string | null,
  index: number,
  virtualizer: { readonly scrollToIndex: (index: number, options: { readonly align: 'auto' }) => void },
): void {
  const followed = useRef<string | null>(null);
  useEffect(() => {
    if (followed.current === selected || index < 0) return;
    followed.current = selected;
    virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [selected, index, virtualizer]);
}

function handleKey(
  event: KeyboardEvent,
  { lines, selected, onSelect, onInspect, onClose }: SessionGridProps,
) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') return onClose();
  // The heads of columns have Enter for themselves.
  if (event.target instanceof HTMLButtonElement) return;
  if (event.key === 'Enter' && selected !== null) return onInspect(selected);
  if (!isSelectionKey(event.key)) return;
  event.preventDefault();
  const keys = lines.map(({ key }) => key);
  const to = moveSelection(keys, selected, event.key);
  if (to !== null) onSelect(to);
}
