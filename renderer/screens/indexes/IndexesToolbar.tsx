import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconDatabaseImport, IconEyeOff } from '@tabler/icons-react';
import { FilterField } from '../../parts/FilterField';
import { LookAgainButton } from '../../parts/LookAgainButton';
import room from '../../parts/Room.module.css';
import { TickingAge } from '../../parts/TickingAge';
import { ToolbarProgress } from '../../parts/ToolbarProgress';
import styles from './Indexes.module.css';
import type { IndexesActions } from './IndexesView';
import type { IndexesState } from './indexesState';
import type { TwinState } from './twinState';

interface ToolbarProps {
  readonly state: IndexesState;
  readonly actions: IndexesActions;
}

export function IndexesToolbar({ state, actions }: ToolbarProps) {
  const shown = state.kind === 'shown' ? state : null;
  const { work } = state;
  return (
    <div className={`${room.toolbar} ${room.steady} ${room.wraps}`}>
      <LookAgainButton
        isReading={state.kind === 'loading' || shown?.isReading === true}
        onLookAgain={actions.readAgain}
      />
      <WorkButtons state={state} actions={actions} />
      <Button variant="default" onClick={() => actions.openPanel('explain')}>
        Explain…
      </Button>
      <ActionIcon
        size={30}
        variant="default"
        aria-label="Private columns…"
        title="Private columns: whose values are not in the twin"
        onClick={() => actions.openPanel('private')}
      >
        <IconEyeOff size={15} aria-hidden />
      </ActionIcon>
      <p className={room.summary} role="status">
        {work.kind === 'running' ? `${work.text}…` : <TwinLine twin={state.twin} />}
      </p>
      <Checkbox
        label={`Dismissed${shown && shown.advice.dismissed.length > 0 ? ` (${shown.advice.dismissed.length})` : ''}`}
        className={styles.dismissed}
        checked={state.showsDismissed}
        disabled={!shown}
        onChange={(event) => actions.showDismissed(event.currentTarget.checked)}
      />
      <FilterField
        label="Filter suggestions"
        width={180}
        isDisabled={!shown}
        value={state.filter}
        onFilter={actions.filter}
      />
      {work.kind === 'running' && <ToolbarProgress label={work.text} fraction={work.fraction} />}
    </div>
  );
}

/** One place for what begins and what ends it, so that nothing moves. */
function WorkButtons({ state, actions }: ToolbarProps) {
  const running = state.work.kind === 'running' ? state.work.name : null;
  const counted = state.kind === 'shown' && state.advice.workload.state === 'ready';
  return (
    <>
      <Button
        variant="default"
        className={styles.refresh ?? ''}
        leftSection={<IconDatabaseImport size={14} aria-hidden />}
        disabled={running === 'advise'}
        onClick={running === 'refresh' ? actions.cancel : actions.refreshTwin}
      >
        {running === 'refresh' ? 'Cancel' : 'Refresh twin'}
      </Button>
      <Button
        variant="default"
        className={styles.advise ?? ''}
        disabled={running === 'refresh' || !counted}
        title={counted ? undefined : 'pg_stat_statements has to count first: see below.'}
        onClick={running === 'advise' ? actions.cancel : actions.advise}
      >
        {running === 'advise' ? 'Cancel' : 'From the workload'}
      </Button>
    </>
  );
}

/** How old the copy is that plans are asked of. */
export function TwinLine({ twin }: { readonly twin: TwinState }) {
  switch (twin.kind) {
    case 'unknown':
      return 'Looking for the twin…';
    case 'none':
      return 'No twin yet: a local copy without rows, to ask plans of.';
    case 'failed':
      return `The twin can’t be asked: ${twin.error.message}`;
    case 'ready':
      return (
        <span title={`A copy of ${twin.card.target} without rows: ${twin.card.tables} tables`}>
          Twin refreshed <TickingAge since={twin.card.refreshedAt} />
        </span>
      );
  }
}
