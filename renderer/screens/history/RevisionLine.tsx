// biome-ignore-all lint/a11y/useSemanticElements: a <table> can’t hold rows that are placed by transform
import type { ReactNode } from 'react';
import type { RevisionRow } from '../../../electron/contract/revisions';
import { Duration } from '../../parts/Duration';
import { RelativeTime } from '../../parts/RelativeTime';
import { StateMark } from '../../parts/StateMark';
import { Tag } from '../../parts/Tag';
import { TransactionMark } from '../../parts/TransactionMark';
import type { GutterRow } from './graph/gutter';
import { LaneGutter } from './graph/LaneGutter';
import { isApplied } from './inspector/inspectorState';
import styles from './RevisionGrid.module.css';

export const ROW_PX = 30;

interface RevisionLineProps {
  readonly id: string;
  readonly row: RevisionRow;
  readonly rowIndex: number;
  readonly top: number;
  readonly now: string;
  readonly isSelected: boolean;
  /** null where there is one line. */
  readonly lanes: { readonly row: GutterRow; readonly count: number } | null;
  readonly onInspect: (name: string) => void;
}

export function RevisionLine({
  id,
  row,
  rowIndex,
  top,
  now,
  isSelected,
  lanes,
  onInspect,
}: RevisionLineProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and handles the keys
    <div
      id={id}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      tabIndex={-1}
      className={styles.row}
      data-kind="body"
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onInspect(row.name)}
    >
      <Cell column="State">
        {lanes && (
          <LaneGutter row={lanes.row} laneCount={lanes.count} rowPx={ROW_PX} isApplied={isApplied(row)} />
        )}
        <StateMark state={row.state} />
      </Cell>
      <Cell column="Revision" title={row.name}>
        <code className={styles.name}>{row.name}</code>
      </Cell>
      <Cell column="Marks">
        <RowMarks row={row} />
      </Cell>
      <Cell column="Transaction">
        <TransactionMark mode={row.transaction} />
      </Cell>
      <Cell column="When">
        <RelativeTime iso={row.appliedAt ?? row.lastAttempt?.at ?? null} now={now} />
      </Cell>
      <Cell column="Took">
        <Duration ms={row.durationMs} />
      </Cell>
      <Cell column="By" title={row.appliedBy ?? undefined}>
        {row.appliedBy ?? <span aria-hidden>—</span>}
      </Cell>
    </div>
  );
}

interface CellProps {
  readonly column: string;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

function Cell({ column, title, children }: CellProps) {
  return (
    <div role="gridcell" className={styles.cell} data-column={column} title={title} tabIndex={-1}>
      {children}
    </div>
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
