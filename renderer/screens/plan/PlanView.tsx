import { Button, Skeleton } from '@mantine/core';
import { IconArrowDown, IconArrowLeft, IconArrowUp } from '@tabler/icons-react';
import type { Direction, Refusal } from '../../../electron/contract';
import { EmptyNote } from '../../parts/EmptyNote';
import { ErrorNote } from '../../parts/ErrorNote';
import { ScrollRegion } from '../../parts/ScrollRegion';
import { PlanFooter } from './PlanFooter';
import { PlanSteps } from './PlanSteps';
import styles from './PlanView.module.css';
import { describeCourse, type PlanShown, type PlanState } from './planState';
import { RefusalNote } from './RefusalNote';
import { TrustPanel } from './TrustPanel';

export interface PlanActions {
  readonly override: (kind: Refusal['kind'], on: boolean) => void;
  readonly typeName: (text: string) => void;
  readonly expand: (name: string, on: boolean) => void;
  readonly trust: () => void;
  readonly run: () => void;
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
    <div className={styles.screen}>
      <header className={styles.head}>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={14} aria-hidden />}
          onClick={actions.back}
        >
          Back to history
        </Button>
        <DirectionIcon direction={direction} />
        <h1 className={styles.title}>{state.kind === 'shown' ? describeCourse(state.plan) : 'Plan'}</h1>
      </header>
      <PlanBody state={state} actions={actions} />
    </div>
  );
}

function PlanBody({ state, actions }: PlanViewProps) {
  switch (state.kind) {
    case 'loading':
      return (
        <div className={styles.loading} role="status" aria-label="Making the plan">
          {[72, 64, 68, 60, 70].map((width) => (
            <Skeleton key={width} height={12} width={`${width}%`} />
          ))}
        </div>
      );
    case 'failed':
      return (
        <div className={styles.loading}>
          <ErrorNote error={state.error}>
            <Button variant="default" onClick={actions.retry}>
              Try again
            </Button>
            <Button variant="default" onClick={actions.back}>
              Back to history
            </Button>
          </ErrorNote>
        </div>
      );
    case 'shown':
      return <ShownPlan state={state} actions={actions} />;
  }
}

function ShownPlan({ state, actions }: { readonly state: PlanShown; readonly actions: PlanActions }) {
  const { plan, place, choices, start } = state;
  if (plan.steps.length === 0 && plan.refusals.length === 0) {
    return (
      <EmptyNote
        title={plan.direction === 'up' ? 'Everything is applied' : 'Nothing to undo'}
        actions={<Button onClick={actions.back}>Back to history</Button>}
      >
        {plan.database} is at {plan.from ?? 'base'} already.
      </EmptyNote>
    );
  }
  return (
    <>
      <ScrollRegion label="Plan" className={styles.scroll}>
        {plan.refusals.map((refusal) => (
          <RefusalNote
            key={refusal.kind}
            refusal={refusal}
            isOverridden={choices.overridden.includes(refusal.kind)}
            onOverride={(on) => actions.override(refusal.kind, on)}
          />
        ))}
        {plan.needsTrust && (
          <TrustPanel project={place.project} isBusy={start.kind === 'trusting'} onTrust={actions.trust} />
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
