import { Switch, TagsInput } from '@mantine/core';
import { DatabaseNameField } from '../../parts/DatabaseNameField';
import { LookAgainFootError, Panel, PanelFoot } from '../../parts/Panel';
import panel from '../../parts/Panel.module.css';
import { RoleBadge } from '../../parts/RoleBadge';
import { StampDifference } from './StampDifference';
import { findObstacle, type StampState, stampLabel, WORDS } from './stampState';

export interface StampActions {
  readonly chooseTargets: (targets: readonly string[]) => void;
  readonly choosePurge: (on: boolean) => void;
  readonly typeName: (text: string) => void;
  readonly stamp: () => void;
  readonly lookAgain: () => void;
  readonly back: () => void;
}

interface StampViewProps {
  readonly state: StampState;
  readonly actions: StampActions;
}

/** A list of thousands is found by writing, not by scrolling. */
const LISTED_NAMES = 60;

export function StampView({ state, actions }: StampViewProps) {
  return (
    <Panel title="Stamp" onBack={actions.back}>
      <div className={panel.split}>
        <form className={panel.form} aria-label="Stamp" onSubmit={(event) => event.preventDefault()}>
          <p>Writes into the ledger what is applied, and runs nothing. For a database that is ahead of it.</p>
          <TagsInput
            label="Targets"
            description="Names, or parts of one; head, heads, base, label@head"
            data={[...WORDS, ...state.names]}
            value={[...state.targets]}
            limit={LISTED_NAMES}
            maxTags={50}
            onChange={actions.chooseTargets}
          />
          <Switch
            label="Empty the ledger first"
            description="Also forgets names that have no file (--purge)"
            checked={state.purge}
            onChange={(event) => actions.choosePurge(event.currentTarget.checked)}
          />
        </form>
        <StampDifference preview={state.preview} />
      </div>
      <StampFoot state={state} actions={actions} />
    </Panel>
  );
}

function StampFoot({ state, actions }: StampViewProps) {
  const { preview, stamping, place, typedName } = state;
  const plan = preview.kind === 'shown' ? preview.plan : null;
  return (
    <PanelFoot
      label={stampLabel(state)}
      obstacle={findObstacle(state)}
      isBusy={stamping.kind === 'working'}
      isDangerous={state.purge}
      onGo={actions.stamp}
      after={<RoleBadge role={place.role} />}
    >
      <LookAgainFootError attempt={stamping} onLookAgain={actions.lookAgain} />
      {plan?.needsDatabaseName && (
        <DatabaseNameField database={plan.database} typed={typedName} onType={actions.typeName} />
      )}
    </PanelFoot>
  );
}
