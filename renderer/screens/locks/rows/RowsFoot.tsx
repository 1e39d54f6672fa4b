import { Button } from '@mantine/core';
import { useId } from 'react';
import { DatabaseNameField } from '../../../parts/DatabaseNameField';
import { ErrorNote } from '../../../parts/ErrorNote';
import type { RowsActions } from './RowsTab';
import styles from './RowsTab.module.css';
import { type RowsState, tryObstacle } from './rowsState';

interface RowsFootProps {
  readonly state: RowsState;
  readonly actions: RowsActions;
}

const ABOUT =
  'Locks them for a moment with FOR UPDATE NOWAIT and lets them go again: that tells for certain who holds them.';

/** The one thing here that takes locks: never by itself. */
export function RowsFoot({ state, actions }: RowsFootProps) {
  const id = useId();
  const { scan, ticked, trying, isProduction, isReadOnly } = state;
  if (scan.kind !== 'read') return null;
  const obstacle = tryObstacle(state);
  const hint = scan.snapshot?.tierHint;
  return (
    <footer className={styles.foot}>
      {trying.kind === 'failed' && <ErrorNote error={trying.error} />}
      {isProduction && ticked.size > 0 && !isReadOnly && (
        <DatabaseNameField database={state.database} typed={state.typedName} onType={actions.typeName} />
      )}
      <div className={styles.tryLine}>
        <Button
          variant="default"
          disabled={obstacle !== null}
          loading={trying.kind === 'working'}
          aria-describedby={id}
          onClick={actions.tryLock}
        >
          {ticked.size > 0 ? `Try lock (${ticked.size})` : 'Try lock'}
        </Button>
        <p id={id} className={styles.hint} title={obstacle ? undefined : ABOUT}>
          {obstacle ?? ABOUT}
        </p>
        {hint && (
          <p className={styles.hint} title={hint}>
            {hint}
          </p>
        )}
      </div>
    </footer>
  );
}
