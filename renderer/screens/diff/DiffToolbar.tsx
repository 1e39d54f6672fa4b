import { Button, Loader, Menu, Progress, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { TickingAge } from '../../parts/TickingAge';
import { ToolbarMenu } from '../../parts/ToolbarMenu';
import type { DiffActions } from './DiffView';
import styles from './DiffView.module.css';
import type { DiffShown, DiffState } from './diffState';
import { SidesMenu } from './SidesMenu';
import { countRows, describeCounts, describePurpose } from './sides';

interface ToolbarProps {
  readonly state: DiffState;
  readonly actions: DiffActions;
  readonly filterRef: RefObject<HTMLInputElement | null>;
}

export function DiffToolbar({ state, actions, filterRef }: ToolbarProps) {
  const shown = state.kind === 'shown' ? state : null;
  return (
    <div className={styles.toolbar}>
      <SidesMenu state={state} actions={actions} />
      <CompareButton state={state} actions={actions} />
      <p className={styles.summary} title={describePurpose(state.sides)} role="status">
        {shown && <SummaryLine {...shown} />}
      </p>
      <ToolbarMenu label="Save catalog" isDisabled={!shown}>
        <Menu.Item onClick={() => actions.save('from')}>Schema of {state.sides.fromLabel}…</Menu.Item>
        <Menu.Item onClick={() => actions.save('to')}>Schema of {state.sides.toLabel}…</Menu.Item>
      </ToolbarMenu>
      <TextInput
        ref={filterRef}
        className={styles.filter}
        type="search"
        aria-label="Filter differences"
        placeholder="Filter…   /"
        disabled={!shown}
        value={shown?.filter ?? ''}
        onChange={(event) => actions.filter(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && actions.filter('')}
      />
      {shown?.comparing.kind === 'running' && (
        <Progress
          className={styles.line}
          size={2}
          radius={0}
          value={100 * (shown.comparing.progress.fraction ?? 1)}
          animated={shown.comparing.progress.fraction === null}
          striped={shown.comparing.progress.fraction === null}
          aria-label="Comparing again"
        />
      )}
    </div>
  );
}

/** One place for both, so that nothing moves when a comparison begins or ends. */
function CompareButton({ state, actions }: Pick<ToolbarProps, 'state' | 'actions'>) {
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
