import { Loader } from '@mantine/core';
import {
  IconArrowsDiff,
  IconHistory,
  IconListSearch,
  IconLock,
  IconPlugConnected,
  IconReportSearch,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Frame.module.css';
import type { FrameState, Room } from './frameState';
import { TopBar } from './TopBar';

export interface FrameActions {
  readonly openConnection: (connectionId: string) => void;
  readonly openProject: (projectId: string) => void;
  readonly openFolder: () => void;
  readonly goTo: (room: Room) => void;
  readonly search: () => void;
}

interface FrameViewProps {
  readonly state: FrameState;
  readonly actions: FrameActions;
  readonly children: ReactNode;
}

export function FrameView({ state, actions, children }: FrameViewProps) {
  const { connection, room, hasHistory, line } = state;
  const { pendingCount, differenceCount, waitingCount, suggestionCount, findingCount } = state;
  return (
    <div className={styles.frame} data-role={connection?.role}>
      <TopBar state={state} actions={actions} />
      <nav className={styles.rooms} aria-label="Rooms">
        {hasHistory && (
          <RoomButton
            icon={IconHistory}
            label="History"
            count={pendingCount}
            countMeaning="pending"
            isHere={room === 'history'}
            onGo={() => actions.goTo('history')}
          />
        )}
        {hasHistory && (
          <RoomButton
            icon={IconArrowsDiff}
            label="Diff"
            count={differenceCount}
            countMeaning="differences"
            isHere={room === 'diff'}
            onGo={() => actions.goTo('diff')}
          />
        )}
        {connection && (
          <RoomButton
            icon={IconLock}
            label="Locks"
            count={waitingCount}
            countMeaning="waiting"
            isWarning
            isHere={room === 'locks'}
            onGo={() => actions.goTo('locks')}
          />
        )}
        {hasHistory && (
          <RoomButton
            icon={IconListSearch}
            label="Indexes"
            count={suggestionCount}
            countMeaning="suggestions"
            isHere={room === 'indexes'}
            onGo={() => actions.goTo('indexes')}
          />
        )}
        {hasHistory && (
          <RoomButton
            icon={IconReportSearch}
            label="Queries"
            count={findingCount}
            countMeaning="findings"
            isHere={room === 'queries'}
            onGo={() => actions.goTo('queries')}
          />
        )}
        <RoomButton
          icon={IconPlugConnected}
          label="Connect…"
          isHere={room === 'connect'}
          onGo={() => actions.goTo('connect')}
        />
      </nav>
      <main className={styles.main}>{children}</main>
      <div role="status" className={styles.line}>
        {line === 'lost' && (
          <p className={styles.lost}>
            <Loader size={14} aria-hidden /> Connection to Lockstep lost, trying again
          </p>
        )}
      </div>
    </div>
  );
}

interface RoomButtonProps {
  readonly icon: TablerIcon;
  readonly label: string;
  readonly count?: number | null;
  readonly countMeaning?: string;
  /** Whether the count is of something that wants a look. */
  readonly isWarning?: boolean;
  readonly isHere: boolean;
  readonly onGo: () => void;
}

function RoomButton({ icon: Icon, label, count, countMeaning, isWarning, isHere, onGo }: RoomButtonProps) {
  return (
    <button type="button" className={styles.room} aria-current={isHere ? 'page' : undefined} onClick={onGo}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span className={styles.roomName}>{label}</span>
      {Boolean(count) && (
        <span
          className={styles.count}
          data-warning={isWarning || undefined}
          title={`${count} ${countMeaning}`}
        >
          {count}
        </span>
      )}
    </button>
  );
}
