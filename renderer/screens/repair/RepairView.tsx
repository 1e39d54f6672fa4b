import { Radio } from '@mantine/core';
import { DatabaseNameField } from '../../parts/DatabaseNameField';
import { LookAgainFootError, Panel, PanelFailed, PanelFoot, PanelLoading } from '../../parts/Panel';
import panel from '../../parts/Panel.module.css';
import { RoleBadge } from '../../parts/RoleBadge';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { LeftoverList } from './LeftoverList';
import styles from './RepairView.module.css';
import {
  findObstacle,
  type RepairedAs,
  type RepairShown,
  type RepairState,
  repairLabel,
} from './repairState';

export interface RepairActions {
  readonly chooseAs: (as: RepairedAs) => void;
  readonly typeName: (text: string) => void;
  readonly repair: () => void;
  readonly lookAgain: () => void;
  readonly back: () => void;
}

interface RepairViewProps {
  readonly state: RepairState;
  readonly actions: RepairActions;
}

export function RepairView({ state, actions }: RepairViewProps) {
  const title = state.kind === 'shown' ? `Repair ${state.found.name}` : 'Repair';
  return (
    <Panel title={title} onBack={actions.back}>
      {state.kind === 'loading' && <PanelLoading label="Looking for what it left" />}
      {state.kind === 'failed' && (
        <PanelFailed error={state.error} onRetry={actions.lookAgain} onBack={actions.back} />
      )}
      {state.kind === 'shown' && (
        <>
          <ScrollRegion label="What it left" className={panel.body}>
            <p>It ran without a transaction and was cut off: what it did until then is still there.</p>
            <LeftoverList found={state.found} />
            <Outcome as={state.as} onChoose={actions.chooseAs} />
          </ScrollRegion>
          <RepairFoot state={state} actions={actions} />
        </>
      )}
    </Panel>
  );
}

interface OutcomeProps {
  readonly as: RepairedAs | null;
  readonly onChoose: (as: RepairedAs) => void;
}

function Outcome({ as, onChoose }: OutcomeProps) {
  return (
    <Radio.Group
      label="From now on"
      value={as}
      onChange={(value) => onChoose(value === 'applied' ? 'applied' : 'pending')}
    >
      <div className={styles.outcomes}>
        <Radio
          value="pending"
          label="it is pending: run it again"
          description="It starts from its first statement; those that ran already must not fail the second time."
        />
        <Radio
          value="applied"
          label="it is applied: what it did is complete"
          description="The ledger says so, and nothing of it runs again."
        />
      </div>
    </Radio.Group>
  );
}

interface RepairFootProps {
  readonly state: RepairShown;
  readonly actions: RepairActions;
}

function RepairFoot({ state, actions }: RepairFootProps) {
  const { found, place, typedName, repairing } = state;
  return (
    <PanelFoot
      label={repairLabel(state)}
      obstacle={findObstacle(state)}
      isBusy={repairing.kind === 'working'}
      isDangerous={found.leftovers.length > 0}
      onGo={actions.repair}
      after={<RoleBadge role={place.role} />}
    >
      <LookAgainFootError attempt={repairing} onLookAgain={actions.lookAgain} />
      {found.needsDatabaseName && (
        <DatabaseNameField database={place.database} typed={typedName} onType={actions.typeName} />
      )}
    </PanelFoot>
  );
}
