import { type RefObject, useMemo } from 'react';
import type { RevisionRow } from '../../../electron/contract/revisions';
import type { GridColumn } from '../../parts/GridHead';
import { RowGrid } from '../../parts/RowGrid';
import { type GutterRow, layoutGutter } from './graph/gutter';
import { gutterPx } from './graph/LaneGutter';
import { layoutLanes } from './graph/lanes';
import { RevisionCells } from './RevisionCells';
import styles from './RevisionGrid.module.css';

export const COLUMNS: readonly GridColumn[] = [
  { name: 'State' },
  { name: 'Revision' },
  { name: 'Marks' },
  { name: 'Transaction' },
  { name: 'When', isNumber: true },
  { name: 'Took', isNumber: true },
  { name: 'By' },
];

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

export function RevisionGrid({ rows, now, hasLanes, ...grid }: RevisionGridProps) {
  const lanes = useLanes(rows, hasLanes);
  const lines = useMemo(() => rows.map((row, index) => ({ key: row.name, row, index })), [rows]);
  return (
    <RowGrid
      label="Revisions"
      columns={COLUMNS}
      rows={lines}
      at={grid.selected}
      isStale={grid.isStale}
      follow="place"
      gridRef={grid.gridRef}
      className={styles.grid}
      style={lanes ? { '--lanes': `${gutterPx(lanes.count)}px` } : undefined}
      onSelect={grid.onSelect}
      onOpen={grid.onInspect}
      onClose={grid.onClose}
    >
      {({ row, index }) => (
        <RevisionCells
          row={row}
          now={now}
          lanes={lanes && { row: lanes.rows[index] ?? EMPTY_LANES, count: lanes.count }}
        />
      )}
    </RowGrid>
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
