import { Button } from '@mantine/core';
import { DatabaseNameField } from '../../parts/DatabaseNameField';
import { PanelFoot, PanelFootError } from '../../parts/Panel';
import panel from '../../parts/Panel.module.css';
import { RoleBadge } from '../../parts/RoleBadge';
import { HandOffButtons } from './HandOffSection';
import type { PlanActions } from './PlanView';
import { findObstacle, type PlanShown, runLabel } from './planState';

interface PlanFooterProps {
  readonly state: PlanShown;
  readonly actions: PlanActions;
}

/** The one button, and what still stands before it. */
export function PlanFooter({ state, actions }: PlanFooterProps) {
  const { plan, place, choices, start, handOff } = state;
  if (plan.steps.length === 0) return <NothingToRun state={state} />;
  return (
    <PanelFoot
      label={runLabel(plan, place.name)}
      obstacle={findObstacle(plan, choices)}
      isBusy={start.kind === 'starting'}
      isDangerous={plan.direction === 'down'}
      onGo={actions.run}
      after={<RoleBadge role={place.role} />}
      aside={<HandOffButtons handOff={handOff} isDisabled={plan.needsTrust} actions={actions} />}
    >
      {start.kind === 'failed' && (
        <PanelFootError error={start.error}>
          {start.error.kind === 'files-changed' && (
            <Button variant="default" onClick={actions.retry}>
              Make the plan again
            </Button>
          )}
        </PanelFootError>
      )}
      {plan.needsDatabaseName && (
        <DatabaseNameField database={plan.database} typed={choices.typedName} onType={actions.typeName} />
      )}
    </PanelFoot>
  );
}

function NothingToRun({ state: { plan, choices } }: Pick<PlanFooterProps, 'state'>) {
  return (
    <footer className={panel.foot}>
      <p className={panel.obstacle}>{findObstacle(plan, choices)}</p>
    </footer>
  );
}
