import type { KeyCondition } from '../../../../electron/contract/locks';
import { EmptyNote } from '../../../parts/EmptyNote';
import type { LocksActions } from '../LocksView';
import { LockedRows } from './LockedRows';
import styles from './RowsTab.module.css';
import type { RowsState, TableName } from './rowsState';
import { TableList } from './TableList';

export interface RowsActions {
  readonly search: (text: string) => void;
  readonly choose: (table: TableName) => void;
  readonly chooseColumns: (columns: readonly string[]) => void;
  readonly narrow: (where: readonly KeyCondition[]) => void;
  /** Also a large table, and again. */
  readonly read: () => void;
  readonly stop: () => void;
  readonly tick: (ctid: string) => void;
  readonly tryLock: () => void;
  readonly typeName: (text: string) => void;
}

interface RowsTabProps {
  readonly state: RowsState;
  readonly actions: Pick<LocksActions, 'rows' | 'inspect'>;
}

/** Tables, those with waiters first; beside them the locked rows of one. */
export function RowsTab({ state, actions }: RowsTabProps) {
  return (
    <div className={styles.split}>
      <TableList state={state} actions={actions.rows} />
      {state.table ? (
        <LockedRows state={state} table={state.table} actions={actions} />
      ) : (
        <EmptyNote title="Choose a table">
          Its locked rows are read in small parts, with pauses between them and without waiting for anybody.
          What others wait for stands first.
        </EmptyNote>
      )}
    </div>
  );
}
