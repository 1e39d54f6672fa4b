import type { RefObject } from 'react';
import type { SessionSort } from '../../../app/locksAddress';
import { RowGrid } from '../../../parts/RowGrid';
import { SessionCells } from './SessionCells';
import styles from './SessionGrid.module.css';
import { sessionColumns } from './sessionColumns';
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

export function SessionGrid({ lines, sort, onSort, ...grid }: SessionGridProps) {
  return (
    <RowGrid
      label="Sessions"
      columns={sessionColumns(sort, onSort)}
      rows={lines}
      at={grid.selected}
      isStale={false}
      follow="choice"
      gridRef={grid.gridRef}
      className={styles.grid}
      onSelect={grid.onSelect}
      onOpen={grid.onInspect}
      onClose={grid.onClose}
      placeOf={({ depth }) => ({ level: depth + 1 })}
    >
      {(line) => <SessionCells line={line} />}
    </RowGrid>
  );
}
