import type { RefObject } from 'react';
import type { TimeSpent } from '../../../electron/contract/queries';
import type { QuerySort } from '../../app/adviceAddresses';
import { formatMean } from '../../parts/formatDuration';
import { GridCell } from '../../parts/GridCell';
import type { GridColumn } from '../../parts/GridHead';
import { RowGrid } from '../../parts/RowGrid';
import { type Spent, spentOn } from './describeSpent';
import { type FindingLine, KIND_TITLES, meanMs } from './findingLines';
import styles from './Queries.module.css';
import type { QueriesActions } from './QueriesView';
import { SpentLine } from './SpentLine';

interface FindingGridProps {
  readonly lines: readonly FindingLine[];
  readonly at: string | null;
  readonly sort: QuerySort;
  readonly spent: TimeSpent | null;
  readonly isStale: boolean;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly actions: Pick<QueriesActions, 'select' | 'inspect' | 'closeDetail' | 'sort'>;
}

const COLUMNS: readonly (GridColumn & { readonly by?: QuerySort })[] = [
  { name: 'Finding', by: 'kind' },
  { name: 'Statement' },
  { name: 'Share of time', by: 'share' },
  { name: 'Of late' },
  { name: 'Calls', by: 'calls', isNumber: true },
  { name: 'Rows / call', by: 'rows', isNumber: true },
  { name: 'Mean', by: 'mean', isNumber: true },
  { name: 'Cure' },
];

export function FindingGrid({ lines, at, sort, spent, isStale, gridRef, actions }: FindingGridProps) {
  return (
    <RowGrid
      label="Findings"
      columns={COLUMNS.map(({ by, ...column }) => (by ? sortable(column, by, sort, actions.sort) : column))}
      rows={lines}
      at={at}
      isStale={isStale}
      follow="height"
      gridRef={gridRef}
      className={styles.grid}
      onSelect={actions.select}
      onOpen={actions.inspect}
      onClose={actions.closeDetail}
    >
      {(line) => <Cells line={line} spent={spentOn(line.finding.queryId, spent)} />}
    </RowGrid>
  );
}

function sortable(
  column: GridColumn,
  by: QuerySort,
  sort: QuerySort,
  onSort: QueriesActions['sort'],
): GridColumn {
  const order = by === 'kind' ? 'ascending' : 'descending';
  return { ...column, sort: by === sort ? order : 'none', onSort: () => onSort(by) };
}

interface CellsProps {
  readonly line: FindingLine;
  readonly spent: Spent;
}

function Cells({ line: { finding }, spent }: CellsProps) {
  const { kind, text, share, calls, rowsPerCall, cure, reason } = finding;
  return (
    <>
      <GridCell title={reason}>{KIND_TITLES[kind]}</GridCell>
      <GridCell title={text.slice(0, 2000)}>
        <code>{text.slice(0, 300)}</code>
      </GridCell>
      <GridCell>
        <ShareBar share={share} />
      </GridCell>
      <GridCell title={spent.text}>
        <SpentLine spent={spent} />
      </GridCell>
      <GridCell isNumber>{calls.toLocaleString('en-GB')}</GridCell>
      <GridCell isNumber>{figure(rowsPerCall)}</GridCell>
      <GridCell isNumber>{formatMean(meanMs(finding))}</GridCell>
      <GridCell isQuiet title={cure.sequelize}>
        {cure.sequelize}
      </GridCell>
    </>
  );
}

function ShareBar({ share }: { readonly share: number }) {
  return (
    <span className={styles.share}>
      <span className={styles.track} aria-hidden>
        <span className={styles.bar} style={{ inlineSize: `${Math.min(1, share) * 100}%` }} />
      </span>
      <span className={styles.percent}>{figure(share * 100)} %</span>
    </span>
  );
}

export function figure(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 1 : 0 });
}
