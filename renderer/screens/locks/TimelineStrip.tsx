import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { SinceClock } from '../../parts/ElapsedClock';
import { formatDuration } from '../../parts/formatDuration';
import { formatClockTime } from '../../parts/formatTime';
import { formatAge } from './describeLocks';
import type { LocksActions } from './LocksView';
import styles from './LocksView.module.css';
import type { LocksShown } from './locksState';
import { WaitTimeline } from './WaitTimeline';

interface TimelineStripProps {
  readonly state: LocksShown;
  readonly actions: LocksActions;
}

/** The last half hour, and of when what is shown is: always of the same height, so that nothing below it moves. */
export function TimelineStrip({ state, actions }: TimelineStripProps) {
  const { moment, recording, now } = state;
  return (
    <div className={styles.strip} data-moment={moment.kind}>
      <WaitTimeline
        recording={recording}
        now={now}
        at={moment.kind === 'past' ? moment.id : null}
        onGoTo={actions.goTo}
      />
      <MomentLine state={state} actions={actions} />
    </div>
  );
}

function MomentLine({ state, actions }: TimelineStripProps) {
  const { moment, snapshot, now, actualEveryMs, everyMs } = state;
  switch (moment.kind) {
    case 'live': {
      const slowed = actualEveryMs > everyMs ? ', slowed down: the server is slow to answer' : '';
      return (
        <Line>
          live · our query took {formatDuration(snapshot.costMs)}, every {formatAge(actualEveryMs)}
          {slowed}
        </Line>
      );
    }
    case 'paused':
      return (
        <Line label="Go on" onGo={actions.goOn}>
          <strong>Paused</strong> at {formatClockTime(snapshot.takenAt)}: nothing is asked of the server
        </Line>
      );
    case 'stale':
      return (
        <Line label="Try again" onGo={actions.retry} title={moment.failure.error.hint}>
          <strong>Old</strong>: no answer for{' '}
          <SinceClock startedAt={moment.failure.since} label="Without an answer" />.{' '}
          {moment.failure.error.message}
        </Line>
      );
    case 'past': {
      const agoMs = Date.parse(now) - Date.parse(snapshot.takenAt);
      return (
        <Line label="Back to live" onGo={() => actions.goTo(null)}>
          <strong>The past</strong>: {formatClockTime(snapshot.takenAt)}, {formatAge(Math.max(0, agoMs))} ago.
          Now {moment.nowWaitingCount === 0 ? 'nobody waits' : `${moment.nowWaitingCount} waiting`}
        </Line>
      );
    }
  }
}

interface LineProps {
  readonly label?: string;
  readonly title?: string | undefined;
  readonly onGo?: () => void;
  readonly children: ReactNode;
}

function Line({ label, title, onGo, children }: LineProps) {
  return (
    <div className={styles.moment}>
      <p className={styles.momentText} title={title} role={label ? 'status' : undefined}>
        {children}
      </p>
      {label && (
        <Button variant="default" onClick={onGo}>
          {label}
        </Button>
      )}
    </div>
  );
}
