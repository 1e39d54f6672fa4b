// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t hold rows that are placed by transform
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useId } from 'react';
import { isSelectionKey, moveSelection } from '../../parts/selection';
import { ChangeLineView } from './ChangeLineView';
import type { Chosen } from './choice';
import styles from './DiffGrid.module.css';
import type { DiffActions } from './DiffView';
import { HeadingLineView } from './HeadingLineView';
import { foldKey } from './lineKeys';
import type { Line } from './lines';
import { QuestionLineView } from './QuestionLineView';

const COLUMNS = ['Change', 'What', 'Marks', 'Lock'] as const;
export const ROW_PX = 30;

export type GridActions = Pick<
  DiffActions,
  'select' | 'inspect' | 'closeDetail' | 'fold' | 'tick' | 'answer'
>;

interface DiffGridProps {
  readonly lines: readonly Line[];
  readonly chosen: Chosen;
  /** Key of a line. */
  readonly at: string | null;
  readonly isStale: boolean;
  readonly isAnswering: boolean;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly actions: GridActions;
}

/** The focus stays on the grid; the selected line is its active descendant, so lines out of sight cost nothing. */
export function DiffGrid(props: DiffGridProps) {
  const { lines, at, gridRef } = props;
  const ids = useId();
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
    // The lines begin below the head, and the head stays on top of them.
    scrollMargin: ROW_PX,
    scrollPaddingStart: ROW_PX,
  });
  const index = lines.findIndex(({ key }) => key === at);
  const heightPx = virtualizer.scrollRect?.height;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is selected stays in sight when the detail opens below
  useEffect(() => {
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [index, heightPx, virtualizer]);
  const visible = virtualizer.getVirtualItems();
  const isSelectedVisible = visible.some((each) => each.index === index);
  return (
    <div
      ref={gridRef}
      role="treegrid"
      aria-label="Differences"
      aria-rowcount={lines.length + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={isSelectedVisible ? `${ids}-${index}` : undefined}
      tabIndex={0}
      className={styles.grid}
      data-stale={props.isStale || undefined}
      onKeyDown={(event) => handleKey(event, props)}
    >
      <div role="rowgroup" className={styles.head}>
        <GridHead />
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {visible.map(({ index: on, start }) => {
          const line = lines[on];
          return (
            line && (
              <LineView
                key={line.key}
                {...props}
                line={line}
                place={{
                  id: `${ids}-${on}`,
                  rowIndex: on + 2,
                  top: start - ROW_PX,
                  isSelected: on === index,
                }}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

/** Where a line is in the grid. */
export interface LinePlace {
  readonly id: string;
  readonly rowIndex: number;
  readonly top: number;
  readonly isSelected: boolean;
}

interface LineViewProps extends DiffGridProps {
  readonly line: Line;
  readonly place: LinePlace;
}

function LineView({ line, place, chosen, isAnswering, actions }: LineViewProps) {
  switch (line.type) {
    case 'heading':
      return (
        <HeadingLineView
          line={line}
          place={place}
          chosen={chosen}
          isAnswering={isAnswering}
          actions={actions}
        />
      );
    case 'change':
      return <ChangeLineView line={line} place={place} chosen={chosen} actions={actions} />;
    case 'question':
      return <QuestionLineView line={line} place={place} isBusy={isAnswering} actions={actions} />;
  }
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

function handleKey(event: KeyboardEvent, { lines, at, actions }: DiffGridProps) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const line = lines.find(({ key }) => key === at);
  if (event.key === 'Escape') return actions.closeDetail();
  // A button within a line has its own meaning for these.
  if (event.target instanceof HTMLButtonElement && (event.key === 'Enter' || event.key === ' ')) return;
  if (event.key === 'Enter' && line)
    return line.type === 'heading' ? actions.fold(line) : actions.inspect(line.key);
  if (event.key === ' ') event.preventDefault();
  if (event.key === ' ' && line) return actions.tick(line);
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    event.preventDefault();
    return applyFold(foldKey(lines, at, event.key), actions);
  }
  if (!isSelectionKey(event.key)) return;
  event.preventDefault();
  const keys = lines.map(({ key }) => key);
  const to = moveSelection(keys, at, event.key);
  if (to !== null) actions.select(to);
}

function applyFold(move: ReturnType<typeof foldKey>, actions: GridActions) {
  if (move?.kind === 'fold') actions.fold(move.line);
  if (move?.kind === 'go') actions.select(move.key);
}
