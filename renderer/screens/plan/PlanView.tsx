import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Direction, Refusal } from '../../../electron/contract/revisions';
import { describeHeads } from '../../parts/describeHeads';
import { EmptyNote } from '../../parts/EmptyNote';
import { Panel, PanelFailed, PanelLoading } from '../../parts/Panel';
import panel from '../../parts/Panel.module.css';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { TrustPanel } from '../../parts/TrustPanel';
import { HandOffSection } from './HandOffSection';
import { PlanFooter } from './PlanFooter';
import { PlanSteps } from './PlanSteps';
import styles from './PlanView.module.css';
import { describeCourse, type PlanShown, type PlanState } from './planState';
import { RefusalNote } from './RefusalNote';

export interface PlanActions {
  readonly override: (kind: Refusal['kind'], on: boolean) => void;
  readonly typeName: (text: string) => void;
  readonly expand: (name: string, on: boolean) => void;
  readonly trust: () => void;
  readonly run: () => void;
  /** Captures the SQL when it is not there yet. */
  readonly copySql: () => void;
  readonly saveBundle: () => void;
  /** Ends the capture, or hides its result. */
  readonly cancelSql: () => void;
  readonly retry: () => void;
  readonly back: () => void;
}

interface PlanViewProps {
  readonly state: PlanState;
  readonly actions: PlanActions;
}

export function PlanView({ state, actions }: PlanViewProps) {
  const direction = state.kind === 'shown' ? state.plan.direction : state.direction;
  return (
    <Panel
      icon={<DirectionIcon direction={direction} />}
      title={state.kind === 'shown' ? describeCourse(state.plan) : 'Plan'}
      onBack={actions.back}
    >
      <PlanBody state={state} actions={actions} />
    </Panel>
  );
}

function PlanBody({ state, actions }: PlanViewProps) {
  switch (state.kind) {
    case 'loading':
      return <PanelLoading label="Making the plan" />;
    case 'failed':
      return <PanelFailed error={state.error} onRetry={actions.retry} onBack={actions.back} />;
    case 'shown':
      return <ShownPlan state={state} actions={actions} />;
  }
}

function ShownPlan({ state, actions }: { readonly state: PlanShown; readonly actions: PlanActions }) {
  const { plan, place, choices, start, handOff } = state;
  if (plan.steps.length === 0 && plan.refusals.length === 0) {
    return (
      <EmptyNote
        title={plan.direction === 'up' ? 'Everything is applied' : 'Nothing to undo'}
        actions={<Button onClick={actions.back}>Back to history</Button>}
      >
        {plan.database} is at {describeHeads(plan.from)} already.
      </EmptyNote>
    );
  }
  return (
    <>
      <ScrollRegion label="Plan" className={panel.body}>
        <HandOffSection handOff={handOff} actions={actions} />
        {plan.refusals.map((refusal) => (
          <RefusalNote
            key={refusal.kind}
            refusal={refusal}
            isOverridden={choices.overridden.includes(refusal.kind)}
            onOverride={(on) => actions.override(refusal.kind, on)}
          />
        ))}
        {plan.needsTrust && (
          <TrustPanel
            folder={place.project?.folder ?? null}
            isBusy={start.kind === 'trusting'}
            onTrust={actions.trust}
          />
        )}
        <PlanSteps state={state} onExpand={actions.expand} />
      </ScrollRegion>
      <PlanFooter state={state} actions={actions} />
    </>
  );
}

function DirectionIcon({ direction }: { readonly direction: Direction }) {
  const Icon = direction === 'up' ? IconArrowUp : IconArrowDown;
  return <Icon size={16} aria-hidden className={styles.direction} data-direction={direction} />;
}
