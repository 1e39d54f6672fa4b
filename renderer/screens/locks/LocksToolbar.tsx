import { ActionIcon, Menu } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { EVERY_MS } from '../../app/locksAddress';
import { formatDuration } from '../../parts/formatDuration';
import room from '../../parts/Room.module.css';
import { ToolbarMenu } from '../../parts/ToolbarMenu';
import { ViewSwitch } from '../../parts/ViewSwitch';
import { Headline } from './Headline';
import type { LocksActions } from './LocksView';
import styles from './LocksView.module.css';
import type { LocksState } from './locksState';

interface LocksToolbarProps {
  readonly state: LocksState;
  readonly actions: LocksActions;
}

export function LocksToolbar({ state, actions }: LocksToolbarProps) {
  const shown = state.kind === 'shown' ? state : null;
  const isPaused = shown?.moment.kind === 'paused';
  const PauseIcon = isPaused ? IconPlayerPlay : IconPlayerPause;
  return (
    <div className={room.toolbar}>
      {shown ? (
        <Headline
          snapshot={shown.snapshot}
          isStale={shown.moment.kind === 'stale'}
          onInspect={actions.inspect}
        />
      ) : (
        <p className={styles.headline} />
      )}
      <ViewSwitch view={shown?.view ?? 'list'} isDisabled={!shown} onShow={actions.show} />
      <div className={styles.pace}>
        <ActionIcon
          aria-label={isPaused ? 'Go on sampling' : 'Pause sampling'}
          disabled={!shown || shown.moment.kind === 'past'}
          onClick={isPaused ? actions.goOn : actions.pause}
        >
          <PauseIcon size={16} aria-hidden />
        </ActionIcon>
        <ToolbarMenu label={shown ? everyText(shown.everyMs) : 'Every 1 s'} isDisabled={!shown}>
          {EVERY_MS.map((ms) => (
            <Menu.Item key={ms} onClick={() => actions.sampleEvery(ms)}>
              {everyText(ms)}
            </Menu.Item>
          ))}
        </ToolbarMenu>
      </div>
      <ToolbarMenu label="Export" isDisabled={!shown || shown.isExporting}>
        <Menu.Item onClick={() => actions.exportIncident('markdown')}>Incident as Markdown</Menu.Item>
        <Menu.Item onClick={() => actions.exportIncident('json')}>Incident as JSON</Menu.Item>
      </ToolbarMenu>
    </div>
  );
}

function everyText(ms: number): string {
  return `Every ${formatDuration(ms).replace('.0', '')}`;
}
