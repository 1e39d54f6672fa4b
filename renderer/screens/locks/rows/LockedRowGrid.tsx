// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t hold rows that are placed by transform
import { VisuallyHidden } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import type { LockedRowsSnapshot } from '../../../../electron/contract/locks';
import { ROW_PX } from '../../../parts/RowGrid';
import grid from '../../../parts/RowGrid.module.css';
import type { LocksActions } from '../LocksView';
import styles from './LockedRowGrid.module.css';
import { LockedRowLine, type RowColumns } from './LockedRowLine';
import { type RowsState, rowLines } from './rowsState';

/** After those of the table itself. */
const COLUMNS = ['Mode', 'Sure', 'Holder', 'Since', 'Waiters', 'Tried'] as const;

interface LockedRowGridProps {
  readonly snapshot: LockedRowsSnapshot;
  readonly state: RowsState;
  readonly actions: Pick<LocksActions, 'rows' | 'inspect'>;
}

declare module 'react' {
  interface CSSProperties {
    /** How many columns of the table are shown. */
    '--own-columns'?: number | undefined;
  }
}

export function LockedRowGrid({ snapshot, state, actions }: LockedRowGridProps) {
  const ref = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => rowLines(snapshot.rows), [snapshot.rows]);
  const columns: RowColumns = {
    key: snapshot.keyColumns.length > 0 ? snapshot.keyColumns : ['ctid'],
    others: state.columns,
  };
  const own = [...columns.key, ...columns.others];
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => ref.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    scrollMargin: ROW_PX,
  });
  return (
    <div
      ref={ref}
      role="grid"
      aria-label="Locked rows"
      aria-rowcount={lines.length + 1}
      tabIndex={0}
      className={`${grid.grid} ${styles.grid}`}
      style={{ '--own-columns': own.length }}
    >
      <div role="rowgroup" className={grid.head}>
        <div role="row" aria-rowindex={1} className={grid.row} tabIndex={-1}>
          <div role="columnheader" className={grid.cell} tabIndex={-1}>
            <VisuallyHidden>Ticked</VisuallyHidden>
          </div>
          {own.map((column) => (
            <div key={column} role="columnheader" className={grid.cell} tabIndex={-1}>
              <code>{column}</code>
            </div>
          ))}
          {COLUMNS.map((title) => (
            <div
              key={title}
              role="columnheader"
              className={grid.cell}
              data-column={title}
              data-number={title === 'Since' || undefined}
              tabIndex={-1}
            >
              {title}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={grid.body} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return (
            line && (
              <LockedRowLine
                key={line.key}
                line={line}
                columns={columns}
                rowIndex={index + 2}
                top={start - ROW_PX}
                isTicked={state.ticked.has(line.row.ctid)}
                tried={state.tried.get(line.row.ctid)}
                onTick={actions.rows.tick}
                onInspect={actions.inspect}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
