import { Button } from '@mantine/core';
import type { LockedRowsSnapshot } from '../../../../electron/contract/locks';
import { EmptyNote } from '../../../parts/EmptyNote';
import { ErrorNote } from '../../../parts/ErrorNote';
import { formatBytes } from '../../../parts/formatBytes';
import type { LocksActions } from '../LocksView';
import { LockedRowGrid } from './LockedRowGrid';
import { RowsFoot } from './RowsFoot';
import { RowsHead } from './RowsHead';
import styles from './RowsTab.module.css';
import { qualifiedName, type RowsState, type TableName } from './rowsState';

interface LockedRowsProps {
  readonly state: RowsState;
  readonly table: TableName;
  readonly actions: Pick<LocksActions, 'rows' | 'inspect'>;
}

/** The locked rows of one table, as they are found. */
export function LockedRows({ state, table, actions }: LockedRowsProps) {
  return (
    <section className={styles.rows} aria-label={`Locked rows of ${qualifiedName(table)}`}>
      <RowsHead state={state} actions={actions.rows} />
      <Found state={state} table={table} actions={actions} />
      <RowsFoot state={state} actions={actions.rows} />
    </section>
  );
}

interface NoRowsProps {
  readonly table: TableName;
  readonly snapshot: LockedRowsSnapshot;
}

function NoRows({ table, snapshot: { isComplete, tierHint } }: NoRowsProps) {
  if (!isComplete) return <EmptyNote title="No locked row is known">{tierHint}</EmptyNote>;
  return (
    <EmptyNote title="No row is locked">
      Nobody holds a lock on a row of {qualifiedName(table)} at this moment.
    </EmptyNote>
  );
}

function Found({ state, table, actions }: LockedRowsProps) {
  const { scan } = state;
  if (scan.kind === 'failed') {
    return (
      <div className={styles.padded}>
        <ErrorNote error={scan.error}>
          <Button variant="default" onClick={actions.rows.read}>
            Try again
          </Button>
        </ErrorNote>
      </div>
    );
  }
  if (scan.kind === 'large') {
    const size = formatBytes(String(scan.sizeBytes));
    return (
      <EmptyNote
        title={`${qualifiedName(table)} has ${size}`}
        actions={
          <Button variant="default" onClick={actions.rows.read}>
            Read all {size}
          </Button>
        }
      >
        It can be read whole, politely and in parts, and stopped at any moment; or narrowed by its primary key
        first.
      </EmptyNote>
    );
  }
  if (scan.kind === 'none' || !scan.snapshot) return <div className={styles.fill} />;
  const { rows, phase, error } = scan.snapshot;
  const isEmpty = rows.length === 0 && phase === 'done';
  return (
    <>
      {error && <ErrorNote error={error} />}
      {isEmpty ? (
        <NoRows table={table} snapshot={scan.snapshot} />
      ) : (
        <LockedRowGrid snapshot={scan.snapshot} state={state} actions={actions} />
      )}
    </>
  );
}
