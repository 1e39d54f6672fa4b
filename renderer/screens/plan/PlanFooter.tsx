import { Button, TextInput } from '@mantine/core';
import { useId } from 'react';
import { ErrorNote } from '../../parts/ErrorNote';
import { RoleBadge } from '../../parts/RoleBadge';
import type { PlanActions } from './PlanView';
import styles from './PlanView.module.css';
import { findObstacle, type PlanShown, runLabel } from './planState';

interface PlanFooterProps {
  readonly state: PlanShown;
  readonly actions: PlanActions;
}

/** The one button, and what still stands before it. */
export function PlanFooter({ state: { plan, place, choices, start }, actions }: PlanFooterProps) {
  const obstacle = findObstacle(plan, choices);
  const obstacleId = useId();
  const nameId = useId();
  const isFilesChanged = start.kind === 'failed' && start.error.kind === 'files-changed';
  return (
    <footer className={styles.footer}>
      {start.kind === 'failed' && (
        <div className={styles.footerError}>
          <ErrorNote error={start.error}>
            {isFilesChanged && (
              <Button variant="default" onClick={actions.retry}>
                Make the plan again
              </Button>
            )}
          </ErrorNote>
        </div>
      )}
      {plan.needsDatabaseName && plan.steps.length > 0 && (
        <div className={styles.nameField}>
          <label htmlFor={nameId}>
            This is production. Type <code>{plan.database}</code> to go on:
          </label>
          <TextInput
            id={nameId}
            value={choices.typedName}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => actions.typeName(event.currentTarget.value)}
          />
        </div>
      )}
      {plan.steps.length > 0 && (
        <Button
          size="sm"
          color={plan.direction === 'down' ? 'red' : 'blue'}
          disabled={obstacle !== null}
          loading={start.kind === 'starting'}
          aria-describedby={obstacle ? obstacleId : undefined}
          onClick={actions.run}
        >
          {runLabel(plan, place.name)}
        </Button>
      )}
      {obstacle && (
        <p id={obstacleId} className={styles.obstacle}>
          {obstacle}
        </p>
      )}
      {!obstacle && <RoleBadge role={place.role} />}
    </footer>
  );
}
