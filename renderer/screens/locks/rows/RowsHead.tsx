import { Button, Progress } from '@mantine/core';
import { formatDuration } from '../../../parts/formatDuration';
import { describeCap, formatCount } from '../describeLocks';
import { ColumnsMenu } from './ColumnsMenu';
import { NarrowForm } from './NarrowForm';
import type { RowsActions } from './RowsTab';
import styles from './RowsTab.module.css';
import { progressOf, type RowsState, type ScanState } from './rowsState';

interface RowsHeadProps {
  readonly state: RowsState;
  readonly actions: RowsActions;
}

/** What is read, and how far. Of one height, whatever it says. */
export function RowsHead({ state, actions }: RowsHeadProps) {
  const { listed, columns, scan } = state;
  const others = listed?.columns.filter((column) => !listed.keyColumns.includes(column)) ?? [];
  const isReading = scan.kind === 'read' && scan.isReading;
  return (
    <div className={styles.rowsHead}>
      <div className={styles.controls}>
        <NarrowForm keyColumns={listed?.keyColumns ?? []} where={state.where} onNarrow={actions.narrow} />
        <ColumnsMenu others={others} columns={columns} onChoose={actions.chooseColumns} />
        <Button variant="default" onClick={isReading ? actions.stop : actions.read}>
          {isReading ? 'Cancel' : 'Read again'}
        </Button>
      </div>
      <div className={styles.progress}>
        <p className={styles.quiet} role="status">
          {describeScan(scan)}
        </p>
        {isReading && (
          <Progress
            className={styles.bar ?? ''}
            size="sm"
            value={scan.snapshot ? progressOf(scan.snapshot) : 0}
            aria-label="Reading the table"
          />
        )}
      </div>
    </div>
  );
}

function describeScan(scan: ScanState): string {
  if (scan.kind !== 'read') return '';
  if (!scan.snapshot) return 'Beginning to read';
  const { rows, rowCount, phase, donePages, totalPages, elapsedMs } = scan.snapshot;
  const cap = describeCap(rows.length, rowCount);
  const found = cap ? `the ${cap} locked` : `${formatCount(rowCount)} locked`;
  const took = formatDuration(elapsedMs);
  const pages = `${formatCount(donePages)} of ${formatCount(totalPages)} pages`;
  if (scan.isReading) return `${found} so far, ${pages}`;
  return phase === 'done' ? `${found}, read in ${took}` : `${found}, stopped after ${pages}`;
}
