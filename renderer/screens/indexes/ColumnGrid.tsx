import type { RefObject } from 'react';
import type { TargetColumn } from '../../../electron/contract/indexes';
import { GridCell } from '../../parts/GridCell';
import type { GridColumn } from '../../parts/GridHead';
import { RowGrid } from '../../parts/RowGrid';
import { TickBox } from '../../parts/TickBox';
import styles from './ColumnGrid.module.css';
import type { IndexesActions } from './IndexesView';

interface ColumnLine {
  readonly key: string;
  readonly column: TargetColumn;
}

interface ColumnGridProps {
  readonly rows: readonly ColumnLine[];
  readonly at: string | null;
  /** One mark is on its way. */
  readonly isBusy: boolean;
  readonly isOld: boolean;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly actions: Pick<IndexesActions, 'selectColumn' | 'tickColumn' | 'closePanel'>;
}

const COLUMNS: readonly GridColumn[] = [
  { name: 'Column' },
  { name: 'Table' },
  { name: 'Type' },
  { name: 'The twin may have' },
];

export function ColumnGrid({ rows, at, isBusy, isOld, gridRef, actions }: ColumnGridProps) {
  return (
    <RowGrid
      label="Columns"
      columns={COLUMNS}
      rows={rows}
      at={at}
      isStale={isOld}
      follow="choice"
      gridRef={gridRef}
      className={styles.grid}
      onSelect={actions.selectColumn}
      onOpen={actions.selectColumn}
      onClose={actions.closePanel}
      onTick={actions.tickColumn}
    >
      {({ key, column }) => <Cells column={column} isBusy={isBusy} onTick={() => actions.tickColumn(key)} />}
    </RowGrid>
  );
}

interface CellsProps {
  readonly column: TargetColumn;
  readonly isBusy: boolean;
  readonly onTick: () => void;
}

function Cells({ column: { schema, table, column, type, isPrivate }, isBusy, onTick }: CellsProps) {
  const tableName = `${schema === 'public' ? '' : `${schema}.`}${table}`;
  return (
    <>
      <GridCell title={column}>
        <span className={styles.what}>
          <TickBox
            label={`${tableName}.${column}`}
            tick={isPrivate ? 'all' : 'none'}
            isDisabled={isBusy}
            onTick={onTick}
          />
          <code className={styles.name}>{column}</code>
        </span>
      </GridCell>
      <GridCell title={`${schema}.${table}`}>
        <code>{tableName}</code>
      </GridCell>
      <GridCell isQuiet title={type}>
        <code>{type}</code>
      </GridCell>
      <GridCell isQuiet>{isPrivate ? 'no value of it' : 'samples of its values'}</GridCell>
    </>
  );
}
