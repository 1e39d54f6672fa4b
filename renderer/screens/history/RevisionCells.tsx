import type { RevisionRow } from '../../../electron/contract/revisions';
import { Duration } from '../../parts/Duration';
import { GridCell } from '../../parts/GridCell';
import { RelativeTime } from '../../parts/RelativeTime';
import { ROW_PX } from '../../parts/RowGrid';
import { StateMark } from '../../parts/StateMark';
import { Tag } from '../../parts/Tag';
import { TransactionMark } from '../../parts/TransactionMark';
import type { GutterRow } from './graph/gutter';
import { LaneGutter } from './graph/LaneGutter';
import { isApplied } from './inspector/inspectorState';
import styles from './RevisionGrid.module.css';

interface RevisionCellsProps {
  readonly row: RevisionRow;
  readonly now: string;
  /** null where there is one line. */
  readonly lanes: { readonly row: GutterRow; readonly count: number } | null;
}

export function RevisionCells({ row, now, lanes }: RevisionCellsProps) {
  return (
    <>
      <GridCell column="State">
        {lanes && (
          <LaneGutter row={lanes.row} laneCount={lanes.count} rowPx={ROW_PX} isApplied={isApplied(row)} />
        )}
        <StateMark state={row.state} />
      </GridCell>
      <GridCell column="Revision" title={row.name}>
        <code className={styles.name}>{row.name}</code>
      </GridCell>
      <GridCell column="Marks">
        <RowMarks row={row} />
      </GridCell>
      <GridCell column="Transaction">
        <TransactionMark mode={row.transaction} />
      </GridCell>
      <GridCell column="When" isNumber>
        <RelativeTime iso={row.appliedAt ?? row.lastAttempt?.at ?? null} now={now} />
      </GridCell>
      <GridCell column="Took" isNumber>
        <Duration ms={row.durationMs} />
      </GridCell>
      <GridCell column="By" title={row.appliedBy ?? undefined}>
        {row.appliedBy ?? <span aria-hidden>—</span>}
      </GridCell>
    </>
  );
}

export function RowMarks({ row }: { readonly row: RevisionRow }) {
  return (
    <>
      {row.isCurrent && (
        <Tag tone="blue" title="The newest applied revision: where the database is.">
          current
        </Tag>
      )}
      {row.isHead && (
        <Tag tone="muted" title="No other revision follows it.">
          head
        </Tag>
      )}
      {row.revises.length > 1 && (
        <Tag tone="muted" title={`It follows ${row.revises.length} revisions.`}>
          merge
        </Tag>
      )}
      {row.branch !== null && (
        <Tag tone="muted" title="The branch with this label begins here.">
          {row.branch}
        </Tag>
      )}
      {row.isOutOfOrder && (
        <Tag tone="amber" title="Pending, though a later one is applied.">
          out of order
        </Tag>
      )}
    </>
  );
}
