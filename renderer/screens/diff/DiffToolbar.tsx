import { Button, Loader, Menu } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { FilterField } from '../../parts/FilterField';
import room from '../../parts/Room.module.css';
import { TickingAge } from '../../parts/TickingAge';
import { ToolbarMenu } from '../../parts/ToolbarMenu';
import { ToolbarProgress } from '../../parts/ToolbarProgress';
import type { DiffActions } from './DiffView';
import styles from './DiffView.module.css';
import type { DiffShown, DiffState } from './diffState';
import { SidesMenu } from './SidesMenu';
import { countRows, describeCounts, describePurpose } from './sides';

interface ToolbarProps {
  readonly state: DiffState;
  readonly actions: DiffActions;
}

export function DiffToolbar({ state, actions }: ToolbarProps) {
  const shown = state.kind === 'shown' ? state : null;
  return (
    <div className={`${room.toolbar} ${room.steady}`}>
      <SidesMenu state={state} actions={actions} />
      <CompareButton state={state} actions={actions} />
      <p className={`${room.summary} ${styles.counts}`} title={describePurpose(state.sides)} role="status">
        {shown && <SummaryLine {...shown} />}
      </p>
      <ToolbarMenu label="Save catalog" isDisabled={!shown}>
        <Menu.Item onClick={() => actions.save('from')}>Schema of {state.sides.fromLabel}…</Menu.Item>
        <Menu.Item onClick={() => actions.save('to')}>Schema of {state.sides.toLabel}…</Menu.Item>
      </ToolbarMenu>
      <FilterField
        label="Filter differences"
        width={200}
        isDisabled={!shown}
        value={shown?.filter ?? ''}
        onFilter={actions.filter}
      />
      {shown?.comparing.kind === 'running' && (
        <ToolbarProgress label="Comparing again" fraction={shown.comparing.progress.fraction} />
      )}
    </div>
  );
}

/** One place for both, so that nothing moves when a comparison begins or ends. */
function CompareButton({ state, actions }: ToolbarProps) {
  const isRunning = state.kind === 'shown' && state.comparing.kind === 'running';
  return (
    <Button
      variant="default"
      className={styles.compare ?? ''}
      disabled={state.kind === 'untrusted' || state.kind === 'comparing'}
      leftSection={isRunning ? <Loader size={12} aria-hidden /> : <IconRefresh size={14} aria-hidden />}
      onClick={isRunning ? actions.cancel : actions.compareAgain}
    >
      {isRunning ? 'Cancel' : 'Compare'}
    </Button>
  );
}

function SummaryLine({ comparison, comparedAt, comparing }: DiffShown) {
  if (comparing.kind === 'running') {
    return (
      <>
        {comparing.progress.text}… <span>(shown: as compared </span>
        <TickingAge since={comparedAt} />)
      </>
    );
  }
  return (
    <>
      {describeCounts(countRows(comparison))} · compared <TickingAge since={comparedAt} />
    </>
  );
}
